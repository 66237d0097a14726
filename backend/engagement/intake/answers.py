"""Raw answers, one row a person and question: added up by group and dimension, and then dropped.

A person's score of a dimension is the mean of the answered questions, if at least half of them are; the person's
engagement is the mean of the dimensions, again if at least half are there. Keys are never kept. Groups of fewer than
three people get no figure of their own: a team's answers count in its centre, a centre's not at all.
"""

import math
import uuid
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from backend.domain.suppression import LEAST_FLOOR
from backend.engagement.intake.cells import Cells
from backend.engagement.intake.facts import (
    DIMENSION_LENGTH,
    TEAM_LENGTH,
    FigureRow,
    Found,
    Group,
    Stored,
    centre_of,
    code_of,
    wave_of,
)
from backend.engagement.intake.figures import check_centres, scale_of
from backend.engagement.intake.items import Item, items_of
from backend.engagement.published import WHOLE

TRUE: Final = frozenset({"1", "yes", "y", "true", "x", "ja", "j", "wahr"})
FALSE: Final = frozenset({"", "0", "no", "n", "false", "nein", "falsch"})


@dataclass
class _Person:
    """One key in one wave: where it belongs, and its answers on 0 to 1 by question."""

    wave: str
    centre: uuid.UUID
    team: str
    answers: dict[str, float] = field(default_factory=dict)


def read_answers(cells: Cells, stored: Stored, given: Mapping[str, Any]) -> Found:
    """`given` as `items_of` reads it; else the file's own columns say it; else a question is a dimension.

    Rows of a question that is left out are not looked at: they may hold anything, also words.
    """
    found, persons, items = Found(), dict[str, _Person](), dict[str, Item]()
    known = items_of(given)
    for _ in cells:
        found.rows += 1
        _read_row(cells, found, stored, persons, items, known)
    if not cells.faults.count:
        _add_up(found, persons, items)
        _check_taken(cells, found, stored)
    if not cells.faults.count:
        check_centres(found, stored, cells.faults)
    return found


def _read_row(
    cells: Cells,
    found: Found,
    stored: Stored,
    persons: dict[str, _Person],
    items: dict[str, Item],
    known: Mapping[str, Item],
) -> None:
    before = cells.faults.count
    code = code_of(cells, "item_code", DIMENSION_LENGTH, required=True, small=True)
    item = known.get(code)
    if item is not None and item.dimension is None:
        return
    wave, centre = wave_of(cells, found, stored), centre_of(cells, stored)
    team = code_of(cells, "team_code", TEAM_LENGTH)
    key = cells.text("respondent_key", required=True)
    item = item or own_item(cells, code)
    value = _value(cells, item)
    if cells.faults.count > before or centre is None or value is None:
        return
    if items.setdefault(code, item) != item:
        cells.wrong("item_code", "item_changed", f"{code} belonged to {items[code].dimension} in a line before.")
        return
    person = persons.setdefault(key, _Person(wave, centre, team))
    if (person.wave, person.centre, person.team) != (wave, centre, team):
        cells.wrong("respondent_key", "key_again", "This key stands for somebody in another wave, centre or team.")
    elif code in person.answers:
        cells.wrong("item_code", "duplicate", "This person answered this question in a line before.")
    else:
        person.answers[code] = 1 - value if item.reversed else value


def _value(cells: Cells, item: Item) -> float | None:
    """On 0 to 1."""
    scale, value = item.scale or scale_of(cells), cells.number("value", required=True)
    if scale is None or value is None:
        return None
    if not scale.low <= value <= scale.high:
        message = f"The answer {value:g} lies outside the scale from {scale.low:g} to {scale.high:g}."
        cells.wrong("value", "outside_scale", message, mean=value, low=scale.low, high=scale.high)
        return None
    return (value - scale.low) / (scale.high - scale.low)


def own_item(cells: Cells, code: str) -> Item:
    """What the row itself says of its question; without a column for it, a question is its own dimension."""
    dimension = code_of(cells, "dimension_code", DIMENSION_LENGTH, small=True) or code
    word = cells.text("reversed").lower()
    if word not in TRUE | FALSE:
        cells.wrong("reversed", "not_yes_no", f"“{word[:40]}” in reversed is neither yes nor no.", text=word[:40])
    return Item(dimension, word in TRUE)


def _check_taken(cells: Cells, found: Found, stored: Stored) -> None:
    taken = sorted({row.group.wave for row in found.figures if row.group in stored.figures})
    for wave in taken:
        message = f"Figures of wave {wave} were imported before. Undo that import first, if it was wrong."
        cells.faults.add(1, "wave_code", "taken", message, wave=wave)


def _add_up(found: Found, persons: Mapping[str, _Person], items: Mapping[str, Item]) -> None:
    questions: defaultdict[str, list[str]] = defaultdict(list)
    for code, item in items.items():
        if item.dimension is not None:
            questions[item.dimension].append(code)
    scores: defaultdict[Group, list[float]] = defaultdict(list)
    for person in persons.values():
        for dimension, score in _scores(person, questions):
            for team in {"", person.team}:
                scores[Group(person.wave, person.centre, team, dimension)].append(score)
    small = {group._replace(dimension="") for group, of in scores.items() if len(of) < LEAST_FLOOR}
    found.left_out = len(small)
    found.figures = [_figure(group, of) for group, of in scores.items() if group._replace(dimension="") not in small]


def _scores(person: _Person, questions: Mapping[str, list[str]]) -> Iterator[tuple[str, float]]:
    told = []
    for dimension, codes in questions.items():
        mine = [person.answers[code] for code in codes if code in person.answers]
        if 2 * len(mine) >= len(codes):
            told.append((dimension, _mean(mine)))
    yield from told
    others = [score for dimension, score in told if dimension != WHOLE]
    if WHOLE not in questions and others and 2 * len(others) >= len(questions):
        yield WHOLE, _mean(others)


def _figure(group: Group, scores: list[float]) -> FigureRow:
    mean, n = _mean(scores), len(scores)
    sd = math.sqrt(sum((score - mean) ** 2 for score in scores) / (n - 1))
    return FigureRow(group, 0, 0.0, 100.0, 100 * mean, 100 * sd, n, None, "")


def _mean(values: Iterable[float]) -> float:
    """The same in any order of the rows."""
    found = list(values)
    return min(max(math.fsum(found) / len(found), 0.0), 1.0)
