"""The questions of a file of raw answers, and what probably is to be said of each: a suggestion to be checked."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from backend.engagement.intake.answers import own_item
from backend.engagement.intake.cells import Cells
from backend.engagement.intake.columns import plain_name
from backend.engagement.intake.facts import DIMENSION_LENGTH, code_of
from backend.engagement.intake.figures import Scale
from backend.engagement.intake.items import Item, items_refused
from backend.engagement.published import WHOLE
from backend.kernel.plain_tables import number_of

MOST_QUESTIONS: Final = 300
# Where answers go beyond the scale of the file, the first of these that holds them.
USUAL_SCALES: Final = (Scale(1, 5), Scale(1, 7), Scale(0, 10), Scale(0, 100))
OTHER_WAY: Final = re.compile(r"[_.\-](r|rev|reversed|umgepolt)")


@dataclass
class Question:
    """A question, its answers that are numbers (`lowest` to `highest`), and `texts`: how many are none.

    `guess` says where the rest comes from: file, before (an earlier import), name, or None (nothing was found).
    """

    code: str
    answers: int = 0
    texts: int = 0
    lowest: float | None = None
    highest: float | None = None
    dimension: str | None = None
    reversed: bool = False
    scale_min: float | None = None
    scale_max: float | None = None
    guess: str | None = None


def find_questions(
    cells: Cells, before: Mapping[str, Item], dimensions: Mapping[str, Mapping[str, str]]
) -> list[Question]:
    """In the order of the file. `dimensions`: {code: {language: name}}. Raises Invalid for codes that are none, with
    their lines, and where the column holds too many texts to be that of the questions."""
    found: dict[str, Question] = {}
    own: dict[str, Item] = {}
    for _ in cells:
        code = code_of(cells, "item_code", DIMENSION_LENGTH, required=True, small=True)
        if not code:
            continue
        if code not in found:
            found[code] = Question(code)
            own[code] = own_item(cells, code)
        if len(found) > MOST_QUESTIONS:
            message = (
                f"The column of the questions holds more than {MOST_QUESTIONS} different texts. Is it the right one?"
            )
            raise items_refused("many", message, most=MOST_QUESTIONS)
        _count(found[code], cells)
    cells.faults.finish()
    names = _names(dimensions)
    for code, question in found.items():
        _guess(question, own[code], before.get(code), names)
        _guess_scale(question, cells)
    return list(found.values())


def _count(question: Question, cells: Cells) -> None:
    text = cells.text("value", longest=20_000)
    if not text:
        return
    try:
        value = number_of(text, cells.decimal)
    except ValueError:
        question.texts += 1
        return
    question.answers += 1
    question.lowest = value if question.lowest is None else min(question.lowest, value)
    question.highest = value if question.highest is None else max(question.highest, value)


def _guess(question: Question, own: Item, before: Item | None, names: Mapping[str, str]) -> None:
    plain = plain_name(question.code)
    named = max((name for name in names if name in plain), key=len, default=None)
    if own.dimension is not None and own.dimension != question.code:
        question.dimension, question.reversed, question.guess = own.dimension, own.reversed, "file"
    elif before is not None:
        question.dimension, question.reversed, question.guess = before.dimension, before.reversed, "before"
        if before.scale is not None:
            question.scale_min, question.scale_max = before.scale
    elif named is not None:
        question.dimension, question.guess = names[named], "name"
        question.reversed = own.reversed or OTHER_WAY.search(question.code) is not None


def _guess_scale(question: Question, cells: Cells) -> None:
    """Only where the file has one scale for all rows, and the answers go beyond it."""
    if question.lowest is None or question.highest is None or question.scale_min is not None:
        return
    try:
        low, high = (number_of(cells.constants[name], cells.decimal) for name in ("scale_min", "scale_max"))
    except (KeyError, ValueError):
        return
    if not low <= question.lowest <= question.highest <= high:
        fits = (one for one in USUAL_SCALES if one.low <= question.lowest and question.highest <= one.high)
        question.scale_min, question.scale_max = next(fits, (None, None))


def _names(dimensions: Mapping[str, Mapping[str, str]]) -> dict[str, str]:
    """What a question about a dimension may be called, to the dimension; the whole is never guessed from a name."""
    told = {plain_name(name): code for code, names in dimensions.items() for name in (code, *names.values())}
    return {name: code for name, code in told.items() if len(name) > 3 and code != WHOLE}
