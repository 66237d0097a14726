"""The trend beside the headline: the same visits, scored on the questions that every version in use asks alike.

The sums of it are part of the tallies (`alike`); they are made anew when a version comes into use.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from backend.domain.checklist import is_internal
from backend.domain.continuity import kept_questions
from backend.insights.measures_asked import Version, versions_named
from backend.insights.tallies_state import lines_in_versions


@dataclass(frozen=True)
class Basis:
    """One checklist seen in several versions: how many of the newest version's questions all of them ask alike."""

    checklist: str
    versions: list[int]
    kept: int
    questions: int


@dataclass(frozen=True)
class LikeForLike:
    """What the trend rests on; `computed` is false while its sums are being made anew."""

    bases: list[Basis]
    visits: int
    computed: bool


def find_like_for_like(
    session: Session, seen: Sequence[Version], visits: Mapping[str, int], *, making: bool
) -> LikeForLike | None:
    """None where no checklist was seen in two versions: then the headline is like for like already.

    `seen` are the versions in what is shown, `visits` the number of visits on each, by id as text.
    """
    numbers: defaultdict[object, list[Version]] = defaultdict(list)
    for version in seen:
        if is_internal(version.definition):
            continue
        numbers[version.checklist_id].append(version)
    broken = {checklist for checklist, versions in numbers.items() if len(versions) > 1}
    lines = [line for line in lines_in_versions(session) if line.checklist_id in broken]
    if not lines:
        return None
    bases = sorted((_basis(versions_named(session, line.versions)) for line in lines), key=lambda one: one.checklist)
    counted = sum(visits.get(str(version.id), 0) for version in seen if version.checklist_id in broken)
    return LikeForLike(bases, counted, computed=all(line.made for line in lines) and not making)


def _basis(versions: Sequence[Version]) -> Basis:
    definitions = [version.definition for version in versions]
    questions = sum(len(section["questions"]) for section in definitions[-1]["sections"])
    return Basis(
        versions[-1].slug, [version.number for version in versions], len(kept_questions(definitions)), questions
    )
