"""From stored rows to rows of a table: visits, answers long and wide, scores long and wide. Batch by batch."""

import datetime as dt
import uuid
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, Final
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from backend.exports import queries
from backend.exports.columns import Cells, Column, Row
from backend.exports.meanings import NOTHING, NUMBERS, Meanings
from backend.exports.queries import Selection

NOON, EVENING = 12, 17
# What a score card says of questions nobody was asked.
HIDDEN: Final = "hidden"
ASIDE: Final = ("not_applicable", "not_observed")

Batches = Iterator[list[Row]]
Known = Callable[[uuid.UUID], Meanings]


def visits(session: Session, actor: Any, wanted: Selection) -> Batches:
    for batch in queries.visit_batches(session, actor, wanted, cards=False):
        yield [(whole_visit(visit),) for visit in batch]


def answers_long(session: Session, actor: Any, wanted: Selection, known: Known) -> Batches:
    """One row for each question that was asked, answered or not: the sums of points are those of the score."""
    for batch in queries.visit_batches(session, actor, wanted, cards=True):
        given = _answers_by_visit(session, batch)
        rows: list[Row] = []
        for visit in batch:
            if visit.score_card is not None:
                rows += _answer_rows(visit, known(visit.version_id), given.get(visit.key, {}))
        yield rows


def answers_wide(
    session: Session, actor: Any, wanted: Selection, known: Known, keys: Sequence[str], numeric: frozenset[str]
) -> Batches:
    """One row a visit, one cell for each of `keys`; what did not apply or was not observed stands at the end."""
    for batch in queries.visit_batches(session, actor, wanted, cards=True):
        given = _answers_by_visit(session, batch)
        yield [_wide_row(visit, known(visit.version_id), given.get(visit.key, {}), keys, numeric) for visit in batch]


def scores_long(session: Session, actor: Any, wanted: Selection) -> Batches:
    for batch in queries.visit_batches(session, actor, wanted, cards=False):
        found = _sections_by_visit(session, batch)
        rows: list[Row] = []
        for visit in batch:
            first = where(visit)
            rows += [(first, score) for score in scores_of(visit, found.get(visit.key, ()))]
        yield rows


def scores_wide(session: Session, actor: Any, wanted: Selection, measures: Sequence[str]) -> Batches:
    for batch in queries.visit_batches(session, actor, wanted, cards=False):
        found = _sections_by_visit(session, batch)
        lines: list[Row] = []
        for visit in batch:
            percent = {measure: value for measure, value, *_ in scores_of(visit, found.get(visit.key, ()))}
            lines.append((where(visit), tuple([percent.get(measure) for measure in measures])))
        yield lines


def where(visit: Any) -> Cells:
    """The first columns of every table."""
    return (str(visit.id), visit.status, *visit[3:11])


def whole_visit(visit: Any) -> Cells:
    """A line of the table of visits; a centre is told neither who came nor at what minute."""
    times = (visit.submitted_at, visit.arrived_at, visit.left_at, visit.auditor) if visit.managed else (None,) * 4
    result = (visit.score_percent, visit.delight_percent, visit.band, visit.outcome, visit.excluded_items)
    return (*where(visit), visit.city, visit.country, _part_of_day(visit), *result, visit.decided_at, *times)


def scores_of(visit: Any, sections: Sequence[Cells]) -> Iterator[tuple[str, float | None, int | None, int | None]]:
    """(measure, percent, items, excluded). A touchpoint's score is the mean of its sections in this visit."""
    items = sum(section[4] for section in sections) if sections else None
    yield "overall", visit.score_percent, items, visit.excluded_items
    yield "delight", visit.delight_percent, None, None
    touchpoints: dict[str, list[Cells]] = defaultdict(list)
    for section in sections:
        touchpoints[section[2]].append(section)
        yield f"section:{visit.checklist}/{section[1]}", *section[3:6]
    for code, parts in touchpoints.items():
        mean = sum(part[3] for part in parts) / len(parts)
        yield f"touchpoint:{code}", mean, sum(part[4] for part in parts), sum(part[5] for part in parts)


def _answer_rows(visit: Any, meanings: Meanings, given: Mapping[str, Any]) -> list[Row]:
    first, managed, fixed, said = where(visit), bool(visit.managed), meanings.fixed, meanings.said
    rows: list[Row] = []
    for score in visit.score_card["questions"]:
        state, key = score["state"], score["id"]
        if state == HIDDEN:
            continue
        if (answer := given.get(key)) is None:
            last = (state, *NOTHING, score["points"], score["max"], score["weight"], None, None)
        else:
            _, _, given_state, raw, comment, waiver = answer
            told = said[key, raw, given_state, managed]
            last = (state, *told, score["points"], score["max"], score["weight"], comment, waiver)
        rows.append((first, fixed[key], last))
    return rows


def _wide_row(
    visit: Any, meanings: Meanings, given: Mapping[str, Any], keys: Sequence[str], numeric: frozenset[str]
) -> Row:
    cells: dict[str, Any] = {}
    aside: dict[str, list[str]] = {state: [] for state in ASIDE}
    for score in (visit.score_card or {}).get("questions", ()):
        key, state = score["id"], score["state"]
        if state in aside:
            aside[state].append(key)
        elif state != HIDDEN and (answer := given.get(key)) is not None:
            text, _, number = meanings.said[key, answer[3], answer[2], bool(visit.managed)]
            cells[key] = number if key in numeric else text
    answers = [cells.get(key) for key in keys]
    return ((*whole_visit(visit), *answers, *[";".join(aside[state]) or None for state in ASIDE]),)


def question_columns(known: Sequence[Meanings], entries: Sequence[str]) -> list[Column]:
    """One column a question, in the order of the newest version that asks it; of repeated ones a column an entry."""
    columns: dict[str, Column] = {}
    for meanings in reversed(known):
        for name, question in meanings.form.questions.items():
            mine = sorted((key for key in entries if key.startswith(f"{name}@")), key=_entry_place)
            for key in mine if name in meanings.form.repeated else [name]:
                about = meanings.text(question["text"])
                kind = "number" if question["type"] in NUMBERS else "text"
                before = columns.get(key)
                if before is None:
                    unit = "seconds" if question["type"] == "duration" else ""
                    columns[key] = Column(key, kind, about, about, unit)
                elif before.kind != kind:
                    columns[key] = Column(key, "text", before.en, before.de)
    return list(columns.values())


def _entry_place(key: str) -> tuple[int, str]:
    entry = key.partition("@")[2]
    digits = entry[: len(entry) - len(entry.lstrip("0123456789"))]
    return (int(digits or 0), entry)


def _answers_by_visit(session: Session, batch: Sequence[Any]) -> dict[str, dict[str, Any]]:
    found: dict[str, dict[str, Any]] = defaultdict(dict)
    for row in queries.answers_of(session, [visit.id for visit in batch]):
        found[row[0]][row[1]] = row
    return found


def _sections_by_visit(session: Session, batch: Sequence[Any]) -> dict[str, list[Cells]]:
    found: dict[str, list[Cells]] = defaultdict(list)
    for row in queries.section_scores_of(session, [visit.id for visit in batch]):
        found[row[0]].append(tuple(row))
    return found


def _part_of_day(visit: Any) -> str | None:
    moment: dt.datetime | None = visit.arrived_at
    if moment is None:
        return None
    hour = moment.astimezone(ZoneInfo(visit.time_zone)).hour
    return "morning" if hour < NOON else "afternoon" if hour < EVENING else "evening"
