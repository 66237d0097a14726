"""The trend beside the headline: the same visits, scored on the questions that every version asked alike."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import Session

from backend.checklists.queries import Form, load_form
from backend.domain.continuity import kept_questions, like_for_like
from backend.domain.entries import question_of
from backend.domain.statistics.means import Scores
from backend.insights import queries
from backend.insights.periods import Period
from backend.insights.queries import Sum, Version

# Score cards are read one by one for this: beyond so many visits the page would wait for them.
MOST_VISITS = 3000
LEFT_OUT = ("not_applicable", "not_observed")


@dataclass(frozen=True)
class Basis:
    """One checklist seen in several versions: how many of the newest version's questions all of them asked alike."""

    checklist: str
    versions: list[int]
    kept: int
    questions: int


@dataclass(frozen=True)
class LikeForLike:
    """What the trend rests on, and its sums in place of the headline's; none where there are too many visits."""

    bases: list[Basis]
    visits: int
    sums: Sequence[Sum] | None

    @property
    def computed(self) -> bool:
        return self.sums is not None


@dataclass(frozen=True)
class _Line:
    """The versions of one checklist in use, the newest form, and the questions they share."""

    versions: Sequence[Version]
    form: Form
    kept: frozenset[str]


def find_like_for_like(
    session: Session, kind: str, periods: Sequence[Period], rows: Sequence[Sum], versions: Mapping[str, Version]
) -> LikeForLike | None:
    """None where no checklist was used in two versions: then the headline is like for like already."""
    lines = _lines(session, {row[2] for row in rows}, versions)
    if not lines:
        return None
    line_of = {version.key: line for line in lines for version in line.versions}
    visits = sum(row[4] for row in rows if row[2] in line_of)
    bases = [_basis(line) for line in lines]
    if visits > MOST_VISITS:
        return LikeForLike(bases, visits, None)
    unbroken = [row for row in rows if row[2] not in line_of]
    ids = [version.id for line in lines for version in line.versions]
    cards = queries.score_cards(session, ids, kind, periods)
    return LikeForLike(bases, visits, [*unbroken, *_sums(cards, line_of)])


def _lines(session: Session, used: set[str], versions: Mapping[str, Version]) -> list[_Line]:
    by_checklist = defaultdict(list)
    for key in used:
        by_checklist[versions[key].slug].append(versions[key])
    return [
        _line(session, sorted(group, key=lambda version: version.number))
        for _, group in sorted(by_checklist.items())
        if len(group) > 1
    ]


def _line(session: Session, versions: Sequence[Version]) -> _Line:
    forms = [load_form(session, version.id) for version in versions]
    return _Line(versions, forms[-1], kept_questions([form.definition for form in forms]))


def _basis(line: _Line) -> Basis:
    numbers = [version.number for version in line.versions]
    return Basis(line.versions[0].slug, numbers, len(line.kept), len(line.form.questions))


def _sums(cards: Sequence[Any], line_of: Mapping[str, _Line]) -> list[Sum]:
    """The visits' like-for-like scores, folded as the database folds the headline's."""
    scores: defaultdict[tuple[str, int, str], list[float]] = defaultdict(list)
    excluded: defaultdict[tuple[str, int, str], int] = defaultdict(int)
    for place, period, version, card in cards:
        line = line_of[version]
        percent = like_for_like(line.form.definition, line.kept, card["questions"])
        if percent is None:
            continue
        scores[place, period, version].append(float(percent))
        kept = [one for one in card["questions"] if question_of(one["id"]) in line.kept]
        excluded[place, period, version] += sum(one["state"] in LEFT_OUT for one in kept)
    return [Sum(*key, excluded[key], *Scores.of(values)) for key, values in scores.items()]
