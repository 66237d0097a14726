"""From stored rows to rows of a table: visits, answers long and wide, scores long and wide. Batch by batch."""

import datetime as dt
import json
import uuid
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from typing import Any, Final
from zoneinfo import ZoneInfo

from backend.domain.entries import question_of
from backend.domain.measures import code_of
from backend.exports.columns import Cells, Column, Row
from backend.exports.meanings import LEFT_OUT, Meanings, Memory
from backend.exports.pieces import answers_column, answers_in, questions_in
from backend.exports.queries import CARD, RESULT, WHOLE, Found
from backend.exports.wide_meanings import WideMeanings

NOON, EVENING = 12, 17
# answer, label, number, comment and photo waiver of a question without an answer.
NO_ANSWER: Final[Cells] = (None,) * 5

Scored = Mapping[str, Any]
# (section, touchpoint, percent, items, excluded)
Section = tuple[str, str, float | None, int, int]
Batches = Iterator[list[Row]]
Known = Callable[[uuid.UUID], Meanings]


def visits(found: Found, known: Known) -> Batches:
    for batch in found.batches(WHOLE):
        yield [(whole_visit(visit, known(visit.version_id)),) for visit in batch]


def answers_long(found: Found, known: Known) -> Batches:
    """One row for each question that was asked, answered or not: the sums of points are those of the score."""
    answers = answers_column(found.session.get_bind().dialect, words=True)
    memory = cache(lambda version_id: Memory(known(version_id)))
    for batch in found.batches((CARD, answers)):
        rows: list[Row] = []
        for visit in batch:
            known_pieces, first = memory(visit.version_id), where(visit, known(visit.version_id))
            told = known_pieces.told[bool(visit.managed)]
            given = dict(map(told.__getitem__, answers_in(visit.answers)))
            rows += [
                (first, asked, given.get(key, NO_ANSWER))
                for key, asked in map(known_pieces.asked.__getitem__, questions_in(visit.card))
                if asked is not None
            ]
        yield rows


def answers_wide(found: Found, known: Known, columns: Mapping[str, Column]) -> Batches:
    """One row a visit, one cell for each of `columns`; what was not answered, and why, stands at the end."""
    answers = answers_column(found.session.get_bind().dialect, words=False)
    wide = cache(lambda version_id: WideMeanings(known(version_id), columns))
    for batch in found.batches((*WHOLE, CARD, answers)):
        yield [(whole_visit(visit, known(visit.version_id)), *wide(visit.version_id).cells(visit)) for visit in batch]


def scores_long(found: Found, known: Known) -> Batches:
    for batch in found.batches((*RESULT, CARD)):
        rows: list[Row] = []
        for visit in batch:
            meanings = known(visit.version_id)
            first = where(visit, meanings)
            rows += [(first, score) for score in scores_of(visit, meanings)]
        yield rows


def scores_wide(found: Found, known: Known, measures: Sequence[str]) -> Batches:
    for batch in found.batches((*RESULT, CARD)):
        lines: list[Row] = []
        for visit in batch:
            meanings = known(visit.version_id)
            percent = {measure: value for measure, value, *_ in scores_of(visit, meanings)}
            lines.append((where(visit, meanings), tuple([percent.get(measure) for measure in measures])))
        yield lines


def where(visit: Any, meanings: Meanings) -> Cells:
    """The first columns of every table."""
    return (str(visit.id), *visit[1:10], meanings.customer)


def whole_visit(visit: Any, meanings: Meanings) -> Cells:
    """A line of the table of visits; a centre is told neither who came nor at what minute."""
    times = (visit.submitted_at, visit.arrived_at, visit.left_at, visit.auditor) if visit.managed else (None,) * 4
    place = (visit.city, visit.country, visit.time_zone, _part_of_day(visit))
    result = (visit.score_percent, visit.delight_percent, visit.band, visit.outcome, visit.excluded_items)
    return (*where(visit, meanings), *place, *result, visit.decided_at, *times)


def scores_of(visit: Any, meanings: Meanings) -> Iterator[tuple[str, float | None, int, int]]:
    """(measure, percent, items, excluded), as figures are made of them: a touchpoint's score is the mean of those of
    its sections that have one. A section of which nothing was asked is not there.
    """
    card = json.loads(visit.card) if visit.card is not None else {"sections": (), "questions": ()}
    sections = [found for section in card["sections"] if any((found := _section(section))[3:])]
    delights, basics = _parted(card["questions"], meanings)
    yield "overall", visit.score_percent, _counted(basics), visit.excluded_items
    yield "delight", visit.delight_percent, _counted(delights), sum(one["state"] in LEFT_OUT for one in delights)
    touchpoints: dict[str, list[Section]] = defaultdict(list)
    for section in sections:
        touchpoints[section[1]].append(section)
        yield code_of("section", visit.checklist, section[0]), *section[2:]
    for code, parts in touchpoints.items():
        percents = [part[2] for part in parts if part[2] is not None]
        mean = sum(percents) / len(percents) if percents else None
        yield f"touchpoint:{code}", mean, sum(part[3] for part in parts), sum(part[4] for part in parts)


def _section(section: Mapping[str, Any]) -> Section:
    score, counts = section["score"], section["counts"]
    percent = int(score["num"]) / int(score["den"]) if int(score["den"]) else None
    items = counts["scored"] + counts["unanswered"] if percent is not None else 0
    return section["id"], section["touchpoint"], percent, items, counts["not_applicable"] + counts["not_observed"]


def _parted(questions: Sequence[Scored], meanings: Meanings) -> tuple[Sequence[Scored], Sequence[Scored]]:
    """Delight, and all others."""
    mine = meanings.delights
    if not mine:
        return (), questions
    return [one for one in questions if question_of(one["id"]) in mine], [
        one for one in questions if question_of(one["id"]) not in mine
    ]


def _counted(questions: Sequence[Scored]) -> int:
    return sum(one["points"] is not None for one in questions)


def _part_of_day(visit: Any) -> str | None:
    moment: dt.datetime | None = visit.arrived_at
    if moment is None:
        return None
    hour = moment.astimezone(ZoneInfo(visit.time_zone)).hour
    return "morning" if hour < NOON else "afternoon" if hour < EVENING else "evening"
