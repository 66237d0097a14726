"""A repeat of the survey sheet as a section that is asked once for each of several things."""

from collections.abc import Container
from typing import Any, Final

from backend.checklists.interchange.naming import id_of
from backend.checklists.interchange.repair import Placed
from backend.checklists.interchange.table import Row, shorten
from backend.checklists.interchange.words import Text, Words

# Other tools ask as often as anybody wants, also not at all; here there is a limit.
FEWEST: Final = 0
USUAL_MOST: Final = 10
MOST: Final = 20
NUMBER: Final = {"de": "Welche Nummer ist das?"}
NUMBER_IN_ENGLISH: Final = "Which number is this?"


def repeat_of(row: Row, section: Placed, words: Words, taken: Container[str]) -> None:
    """Gives the section its `repeat`, and a question to begin with if its own cannot tell the entries apart."""
    label = words.text(row, "repeat_label")
    fewest, most = _counts(row, silent=label is not None)
    if not _tells_apart(section["questions"][0]):
        section["questions"].insert(0, _number(row, section, words, taken, most))
    if label is None:
        label = section["title"]
        name = shorten(next(iter(label.values())))
        row.assumed("type", f"Asked {fewest} to {most} times; one time is called “{name}”, like the section.")
    section["repeat"] = {"by": section["questions"][0]["id"], "min": fewest, "max": most, "label": label}


def _tells_apart(question: Placed) -> bool:
    left_out = question.get("allow_na") or question.get("allow_not_observed")
    return question["type"] == "single_choice" and not left_out and "visible_if" not in question


def _counts(row: Row, *, silent: bool) -> tuple[float, float]:
    """Columns of ours first; a fixed count is both the fewest and the most."""
    fewest, most = row.number_in("repeat_min"), row.number_in("repeat_max")
    written = row.get("repeat_count")
    if written and fewest is None and most is None:
        if written.isdecimal() and 1 <= int(written) <= MOST:
            return int(written), int(written)
        message = f"“{shorten(written)}” was not carried over. Only a fixed count from 1 to {MOST} is."
        row.lost("repeat_count", message)
    return (FEWEST if fewest is None else fewest), (USUAL_MOST if most is None else most)


def _number(row: Row, section: Placed, words: Words, taken: Container[str], most: float) -> Placed:
    text: Text = {language: NUMBER.get(language, NUMBER_IN_ENGLISH) for language in words.languages}
    message = "A section that is asked several times begins with a single choice that says which one it is about."
    row.assumed("type", f"{message} “{text[words.language]}” was added; by role or by place would be better.")
    options = [
        {"id": str(one), "label": words.same(str(one)), "points": 0}
        for one in range(1, min(max(int(most), 2), MOST) + 1)
    ]
    question: dict[str, Any] = {"id": id_of(f"{section['id']}_number", taken), "type": "single_choice", "text": text}
    return Placed(row, {**question, "scored": False, "options": options})
