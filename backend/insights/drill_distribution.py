"""How the values behind a number lie: answers of a question, tenths of a score, lengths of time; in all, its base."""

import uuid
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final, NamedTuple

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import Session

from backend.domain.entries import question_of
from backend.domain.measures import Measure
from backend.domain.statistics.tally import MILLION, Tally, millionths
from backend.insights.drill_forms import Asked
from backend.insights.drill_words import answer_text, span, words
from backend.visits.models import Answer, SectionScore, Visit

# Ends of the classes of a duration, in minutes; the last is a week.
ENDS: Final = (1, 2, 3, 5, 10, 15, 30, 60, 120, 240, 480, 1440, 2880, 10_080)
TENTH: Final = 10 * MILLION
HUNDRED: Final = 100 * MILLION
BY_LABEL: Final = ("yes_no", "single_choice", "scale")
AT_ONCE: Final = 500


@dataclass(frozen=True)
class Bin:
    """`share` of all that counted, from 0 to 1."""

    label: str
    count: int
    share: float


@dataclass(frozen=True)
class Where:
    """The counted visits of a scope and period, and the versions among them that ask for the measure, newest last."""

    counted: ColumnElement[bool]
    asked: Mapping[uuid.UUID, Asked]
    measure: Measure

    @property
    def visits(self) -> ColumnElement[bool]:
        return self.counted & Visit.checklist_version_id.in_(list(self.asked))

    @property
    def newest(self) -> Asked:
        return list(self.asked.values())[-1]

    def asking(self, *, plainly: bool) -> "Where":
        """Of its versions those that put the question to every visit, once; or those that may not, or several times."""
        name = str(self.measure.name)
        return replace(self, asked={id_: one for id_, one in self.asked.items() if one.is_plain(name) == plainly})


class _Given(NamedTuple):
    """One answer that a visit stands on; `points` is None where it did not count."""

    state: str
    value: Any
    points: float | None
    maximum: float | None


def distribution(session: Session, where: Where, tally: Tally, language: str) -> list[Bin]:
    """The classes in order; counts are of visits, of a question of its items."""
    kind = where.measure.kind
    if kind == "compliance":
        met, say = tally.total // HUNDRED, words(language)
        return _bins([(say["met"], met), (say["missed"], tally.n - met)])
    if kind == "duration":
        return _of_minutes(_minutes(session, where), language)
    if kind == "question":
        return _of_question(session, where, tally, language)
    return _of_percents(_percents(session, where), language)


def _bins(counts: Iterable[tuple[str, int]]) -> list[Bin]:
    held = list(counts)
    whole = sum(count for _, count in held)
    return [Bin(label, count, count / whole if whole else 0.0) for label, count in held]


def _percents(session: Session, where: Where) -> Iterator[float]:
    """The value of each visit: its score, or the mean of its sections that belong to the measure."""
    if where.measure.kind in ("overall", "delight"):
        value = Visit.score_percent if where.measure.kind == "overall" else Visit.delight_percent
        query = select(value).where(where.visits, value.is_not(None))
    else:
        mine = [
            (Visit.checklist_version_id == version_id) & SectionScore.section_id.in_(one.sections)
            for version_id, one in where.asked.items()
        ]
        means = select(func.avg(SectionScore.percent)).join(Visit, Visit.id == SectionScore.visit_id)
        query = means.where(where.visits, or_(*mine)).group_by(SectionScore.visit_id)
    return (value for value in session.scalars(query) if value is not None)


def _of_percents(values: Iterable[float], language: str) -> list[Bin]:
    """Tenths from the lowest one seen, the last with both its ends; a bonus may lift a value above it."""
    counts = Counter(min(max(millionths(value) // TENTH, 0), 9) for value in values)
    label = words(language)["percents"]
    return _bins(
        (label.format(low=10 * at, high=10 * at + 10), counts[at]) for at in range(min(counts, default=10), 10)
    )


def _minutes(session: Session, where: Where) -> Iterator[float]:
    """One value a visit, as the figure counts it: the mean of its entries, where there are several."""
    for _, seconds, count in _answers_alone(session, where.asking(plainly=True)):
        yield from [seconds / 60] * count
    for _, given in _given(session, where.asking(plainly=False)):
        taken = [one.value for one in given if one.state == "answered" and one.value is not None]
        if taken:
            yield sum(taken) / len(taken) / 60


def _of_minutes(values: Iterable[float], language: str) -> list[Bin]:
    counts = Counter(next((place for place, end in enumerate(ENDS) if value < end), len(ENDS)) for value in values)
    places = range(min(counts, default=0), max(counts, default=-1) + 1)
    return _bins((_between(place, language), counts[place]) for place in places)


def _between(place: int, language: str) -> str:
    kind = "under" if place == 0 else "over" if place == len(ENDS) else "span"
    low = span(ENDS[place - 1], language) if place else ""
    high = span(ENDS[place], language) if place < len(ENDS) else ""
    return words(language)[kind].format(low=low, high=high)


def _of_question(session: Session, where: Where, tally: Tally, language: str) -> list[Bin]:
    """By answer where there is a list of them, else by the share of the points. Each item counts, as in the base."""
    name = str(where.measure.name)
    if where.newest.question(name)["type"] not in BY_LABEL:
        scored = [one for _, given in _given(session, where) for one in given if one.maximum]
        return _of_percents((100 * (one.points or 0) / one.maximum for one in scored if one.maximum), language)
    versions: dict[Any, uuid.UUID] = dict.fromkeys(_values(where.newest.question(name)), where.newest.version_id)
    counts: Counter[Any] = Counter()
    for version_id, value, count in _labelled(session, where):
        versions.setdefault(value, version_id)
        counts[value] += count
    bins = [
        (_label(where.asked[version_id], name, value, language), counts[value])
        for value, version_id in versions.items()
    ]
    # What was required and stayed without an answer counts too.
    without = tally.items - counts.total()
    return _bins([*bins, (words(language)["unanswered"], without)] if without else bins)


def _labelled(session: Session, where: Where) -> Iterator[tuple[uuid.UUID, Any, int]]:
    """Version, value and how often it was answered so, where that counted."""
    yield from _answers_alone(session, where.asking(plainly=True))
    for version_id, given in _given(session, where.asking(plainly=False)):
        counted = [one.value for one in given if one.state == "answered" and one.points is not None]
        yield from ((version_id, value, 1) for value in counted)


def _answers_alone(session: Session, where: Where) -> Iterator[tuple[uuid.UUID, Any, int]]:
    """Version, value and number of the answers, without a look at score cards: the question was put to every visit."""
    if not where.asked:
        return
    same = (Answer.question_id == where.measure.name, Answer.state == "answered", Answer.value.is_not(None))
    columns = (Visit.checklist_version_id, Answer.value)
    query = select(*columns, func.count()).join(Answer, Answer.visit_id == Visit.id).where(where.visits, *same)
    for version_id, value, count in session.execute(query.group_by(*columns)):
        yield version_id, _plain_value(value), count


def _values(question: Mapping[str, Any]) -> list[Any]:
    """Every answer there can be, in the checklist's order."""
    if question["type"] == "scale":
        return list(range(int(question["scale"]["min"]), int(question["scale"]["max"]) + 1))
    return [option["id"] for option in question["options"]]


def _label(asked: Asked, name: str, value: Any, language: str) -> str:
    return answer_text(asked.form, asked.question(name), "answered", value, language)


def _plain_value(value: Any) -> Any:
    """Something that can be counted."""
    return tuple(value) if isinstance(value, list) else value


def _given(session: Session, where: Where) -> Iterator[tuple[uuid.UUID, list[_Given]]]:
    """Of each visit its version and the answers it stands on: neither hidden questions nor entries taken out count."""
    if not where.asked:
        return
    columns = (Visit.id, Visit.checklist_version_id, Visit.score_card)
    rows = session.execute(select(*columns).where(where.visits, Visit.score_card.is_not(None)))
    for some in rows.partitions(AT_ONCE):
        answers = _answers(session, [row.id for row in some], str(where.measure.name))
        for visit_id, version_id, card in some:
            scores = [one for one in card["questions"] if question_of(one["id"]) == where.measure.name]
            shown = [one for one in scores if one["state"] != "hidden"]
            yield version_id, [_of_answer(one, answers[visit_id].get(one["id"])) for one in shown]


def _of_answer(score: Mapping[str, Any], answer: tuple[str, Any] | None) -> _Given:
    state, value = answer or ("cleared", None)
    return _Given(state, _plain_value(value), score["points"], score["max"])


def _answers(
    session: Session, ids: Sequence[uuid.UUID], name: str
) -> defaultdict[uuid.UUID, dict[str, tuple[str, Any]]]:
    """State and value by the answer's key, in a repeated section of every entry."""
    same = or_(Answer.question_id == name, Answer.question_id.startswith(f"{name}@", autoescape=True))
    columns = (Answer.visit_id, Answer.question_id, Answer.state, Answer.value)
    found: defaultdict[uuid.UUID, dict[str, tuple[str, Any]]] = defaultdict(dict)
    for visit_id, key, state, value in session.execute(select(*columns).where(Answer.visit_id.in_(ids), same)):
        found[visit_id][key] = (state, value)
    return found
