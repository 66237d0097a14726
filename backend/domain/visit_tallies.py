"""What one approved visit adds to every measure: read off its stored score, score card and durations."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any, Final, NamedTuple

from backend.domain.checklist import is_internal
from backend.domain.continuity import like_for_like
from backend.domain.entries import question_of
from backend.domain.exact import THOUSAND, thousandths
from backend.domain.measures import ALIKE, code_of, is_own
from backend.domain.statistics.tally import MILLION, Tally, millionths

LEFT_OUT: Final = ("not_applicable", "not_observed")
# A duration that was not taken: the clock ran out, or the reasons every question may have.
NOT_TAKEN: Final = (*LEFT_OUT, "no_contact")
HUNDRED: Final = 100 * MILLION
Question = Mapping[str, Any]


class SectionResult(NamedTuple):
    """A section with a score: unrounded percent, questions that counted, questions left out."""

    section_id: str
    touchpoint: str
    percent: float
    items: int
    excluded: int


@dataclass(frozen=True)
class Line:
    """A checklist as its visits are compared like for like; `kept` is None while it has one version in use."""

    definition: Mapping[str, Any]
    kept: frozenset[str] | None


@dataclass(frozen=True)
class Scored:
    """A visit as far as figures need it; `durations` are state and seconds by answer key, `teams` by touchpoint."""

    slug: str
    definition: Mapping[str, Any]
    percent: float | None
    delight: float | None
    excluded: int
    sections: Sequence[SectionResult]
    card: Mapping[str, Any] | None
    durations: Mapping[str, tuple[str, Any]] = field(default_factory=dict)
    teams: Mapping[str, str] = field(default_factory=dict)


@dataclass
class _Sum:
    """Items of a question, a section or a visit: those that counted, those left out, points and what was reachable."""

    items: int = 0
    excluded: int = 0
    points: int = 0
    reachable: int = 0

    def add(self, other: "_Sum") -> None:
        self.items += other.items
        self.excluded += other.excluded
        self.points += other.points
        self.reachable += other.reachable


def tallies_of(visit: Scored, line: Line) -> dict[str, Tally]:
    """The tally of every measure this visit says something about.

    An internal audit is compared by its own sections and questions; what customers meet knows nothing of it.
    """
    sums = _sums(visit)
    found = {
        "overall": _whole(visit.percent, sums.basic, visit.excluded),
        "delight": _whole(visit.delight, sums.delight, sums.delight.excluded),
        "compliance": _compliance(visit, sums.critical),
        ALIKE: _alike(visit, line),
    }
    found |= _of_sections(visit, sums.sections)
    found |= {code_of("question", visit.slug, name): tally for name, tally in sums.questions.items()}
    found |= {code_of("duration", visit.slug, name): tally for name, tally in _durations(visit).items()}
    if is_internal(visit.definition):
        found = {code: tally for code, tally in found.items() if is_own(code)}
    return {measure: tally for measure, tally in found.items() if any(tally)}


@dataclass
class _Sums:
    basic: _Sum = field(default_factory=_Sum)
    delight: _Sum = field(default_factory=_Sum)
    critical: _Sum = field(default_factory=_Sum)
    sections: dict[str, _Sum] = field(default_factory=lambda: defaultdict(_Sum))
    questions: dict[str, Tally] = field(default_factory=dict)


def _sums(visit: Scored) -> _Sums:
    """Every question of the card once; a repeated one has its entries together."""
    sums = _Sums()
    if visit.card is None:
        return sums
    scores = _by_question(visit.card["questions"])
    for section in visit.definition["sections"]:
        for question in section["questions"]:
            if question["id"] in scores:
                _add(sums, section, question, scores[question["id"]])
    return sums


def _by_question(scores: Iterable[Mapping[str, Any]]) -> dict[str, list[Mapping[str, Any]]]:
    found: dict[str, list[Mapping[str, Any]]] = {}
    for score in scores:
        if score["points"] is not None or score["state"] in LEFT_OUT:
            found.setdefault(question_of(score["id"]), []).append(score)
    return found


def _add(sums: _Sums, section: Mapping[str, Any], question: Question, scores: Sequence[Mapping[str, Any]]) -> None:
    counted = [(thousandths(one["points"]), thousandths(one["max"])) for one in scores if one["points"] is not None]
    excluded = len(scores) - len(counted)
    points, reachable = sum(p for p, _ in counted), sum(m for _, m in counted)
    weight = thousandths(question["weight"])
    whole = _Sum(len(counted), excluded, weight * points, 0 if question["bonus"] else weight * reachable)
    if question["kind"] == "delight":
        sums.delight.add(whole)
    else:
        sums.basic.add(whole)
        sums.sections[section["id"]].add(whole)
    if question["critical"] is not None:
        sums.critical.add(_Sum(len(counted), excluded))
    sums.questions[question["id"]] = _of_question(points, reachable, len(counted), excluded, "repeat" in section)


def _of_question(points: int, reachable: int, items: int, excluded: int, repeated: bool) -> Tally:
    """In percent of what could be reached. Pooled, each entry of a repeated section is an item of its own."""
    value = _ratio(points, reachable)
    pooled = (value * items, items * MILLION) if repeated and value is not None else (0, 0)
    return Tally.of_visit(value, items, excluded, *pooled)


def _whole(percent: float | None, sums: _Sum, excluded: int) -> Tally:
    value = None if percent is None else millionths(percent)
    return Tally.of_visit(value, sums.items, excluded, 100 * sums.points, sums.reachable)


def _compliance(visit: Scored, critical: _Sum) -> Tally:
    """100 where every must-do that counted was met (what `reasons` says of it), else 0; pooled: must-dos met."""
    if visit.card is None or not critical.items:
        return Tally.of_visit(None, 0, critical.excluded)
    missed = sum(reason["code"] == "critical_failed" for reason in visit.card["reasons"])
    pooled = ((critical.items - missed) * HUNDRED, critical.items * MILLION)
    return Tally.of_visit(0 if missed else HUNDRED, critical.items, critical.excluded, *pooled)


def _of_sections(visit: Scored, sums: Mapping[str, _Sum]) -> dict[str, Tally]:
    """Sections, and touchpoints and teams as the means of theirs."""
    about = {section["id"]: section for section in visit.definition["sections"]}
    scored = {one.section_id: one for one in visit.sections}
    groups: defaultdict[str, list[str]] = defaultdict(list)
    for name in [*scored, *(name for name in sums if name not in scored)]:
        touchpoint = scored[name].touchpoint if name in scored else about[name]["touchpoint"]
        team = about.get(name, {}).get("team") or visit.teams.get(touchpoint)
        for code in (code_of("section", visit.slug, name), f"touchpoint:{touchpoint}", f"team:{team}" if team else ""):
            groups[code].append(name)
    groups.pop("", None)
    # Most touchpoints and teams have one section in a visit: it is worked out once.
    made = {names: _of_group(names, scored, sums) for names in {tuple(names) for names in groups.values()}}
    return {code: made[tuple(names)] for code, names in groups.items()}


def _of_group(names: Sequence[str], scored: Mapping[str, SectionResult], sums: Mapping[str, _Sum]) -> Tally:
    held = [scored[name] for name in names if name in scored]
    excluded = sum(one.excluded for one in held) + sum(sums[name].excluded for name in names if name not in scored)
    if not held:
        return Tally.of_visit(None, 0, excluded)
    mean = held[0].percent if len(held) == 1 else sum(Fraction(one.percent) for one in held) / len(held)
    points, reachable = (sum(getattr(sums[n], part) for n in names if n in sums) for part in ("points", "reachable"))
    return Tally.of_visit(millionths(mean), sum(one.items for one in held), excluded, 100 * points, reachable)


def _durations(visit: Scored) -> dict[str, Tally]:
    """Minutes of the stopwatch or clock; pooled, each entry of a repeated section is an item of its own."""
    taken: defaultdict[str, list[int]] = defaultdict(list)
    excluded: defaultdict[str, int] = defaultdict(int)
    shown = {one["id"] for one in (visit.card or {}).get("questions", ()) if one["state"] != "hidden"}
    for key, (state, seconds) in visit.durations.items():
        if key not in shown:
            continue
        if state == "answered" and seconds is not None:
            taken[question_of(key)].append(millionths(Fraction(thousandths(seconds), 60 * THOUSAND)))
        elif state in NOT_TAKEN:
            excluded[question_of(key)] += 1
    return {name: _of_minutes(taken[name], excluded[name]) for name in {*taken, *excluded}}


def _of_minutes(minutes: Sequence[int], excluded: int) -> Tally:
    if not minutes:
        return Tally.of_visit(None, 0, excluded)
    value = _round(sum(minutes), len(minutes))
    pooled = (sum(minutes) * MILLION, len(minutes) * MILLION) if len(minutes) > 1 else (0, 0)
    return Tally.of_visit(value, len(minutes), excluded, *pooled)


def _alike(visit: Scored, line: Line) -> Tally:
    """The score on the questions that all versions in use ask alike; the score itself while there is one version."""
    if line.kept is None:
        return Tally.of_visit(None if visit.percent is None else millionths(visit.percent), 0, visit.excluded)
    if visit.card is None or visit.percent is None:
        return Tally()
    percent = like_for_like(line.definition, line.kept, visit.card["questions"])
    kept = [one for one in visit.card["questions"] if question_of(one["id"]) in line.kept]
    excluded = sum(one["state"] in LEFT_OUT for one in kept)
    counted = sum(one["points"] is not None for one in kept)
    return Tally.of_visit(None if percent is None else millionths(percent), counted, excluded)


def _ratio(points: int, reachable: int) -> int | None:
    return _round(points * HUNDRED, reachable) if reachable else None


def _round(number: int, by: int) -> int:
    """Half up."""
    return (2 * number + by) // (2 * by)
