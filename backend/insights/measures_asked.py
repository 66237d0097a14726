"""Which checklist versions ask for a measure, and what it is made of."""

import uuid
from collections.abc import Collection, Iterator, Mapping
from typing import Any, NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from backend.centres.models import Touchpoint
from backend.checklists.models import Checklist, ChecklistVersion
from backend.checklists.queries import load_form
from backend.domain.checklist import INTERNAL, is_internal
from backend.domain.measures import ALIKE, Measure, code_of, is_own
from backend.domain.questions import type_of


class Version(NamedTuple):
    """A checklist version; people say its `name`: "sales-visit 3"."""

    id: uuid.UUID
    checklist_id: uuid.UUID
    slug: str
    number: int
    definition: Mapping[str, Any]

    @property
    def name(self) -> str:
        return f"{self.slug} {self.number}"


def versions_named(session: Session, version_ids: Collection[str]) -> list[Version]:
    """These versions (ids as text), by checklist and number."""
    ids = [uuid.UUID(id_) for id_ in version_ids]
    columns = (ChecklistVersion.id, Checklist.id, Checklist.slug, ChecklistVersion.number)
    rows = select(*columns).join(Checklist).where(ChecklistVersion.id.in_(ids))
    found = session.execute(rows.order_by(Checklist.slug, ChecklistVersion.number)).all()
    return [Version(*row, load_form(session, row[0]).definition) for row in found]


def team_codes(session: Session) -> dict[str, str]:
    """Which team delivers a touchpoint, where a section does not say otherwise."""
    rows = session.execute(select(Touchpoint.code, Touchpoint.team_code).where(Touchpoint.team_code.is_not(None)))
    return {row.code: row.team_code for row in rows}


def internal_versions(session: Session) -> list[uuid.UUID]:
    """Versions of internal audits: their visits are no part of the service that customers meet."""
    customer = ChecklistVersion.definition["customer"].as_string()
    return list(session.scalars(select(ChecklistVersion.id).where(customer == INTERNAL)))


def asks(version: Version, measure: Measure, teams: Mapping[str, str]) -> bool:
    return measure.code in codes_of(version, teams)


def codes_of(version: Version, teams: Mapping[str, str]) -> set[str]:
    """Every measure this version says something about; an internal audit only about its own sections and questions."""
    codes = {code for section in version.definition["sections"] for code in _of_section(version, section, teams)}
    if is_internal(version.definition):
        return {code for code in codes if is_own(code)}
    return codes | {ALIKE}


def _of_section(version: Version, section: Mapping[str, Any], teams: Mapping[str, str]) -> Iterator[str]:
    yield from ("overall", code_of("section", version.slug, section["id"]), f"touchpoint:{section['touchpoint']}")
    team = section.get("team") or teams.get(section["touchpoint"])
    if team:
        yield f"team:{team}"
    for question in section["questions"]:
        if question["type"] == "duration":
            yield code_of("duration", version.slug, question["id"])
        if question["critical"] is not None:
            yield "compliance"
        if question["scored"] and type_of(question).maximum(question):
            yield code_of("question", version.slug, question["id"])
            if question["kind"] == "delight":
                yield "delight"


def is_yes_or_no(version: Version, measure: Measure) -> bool:
    """Whether every answer to the question is worth nothing or everything, once a visit."""
    for section in version.definition["sections"]:
        for question in section["questions"]:
            if question["id"] == measure.name:
                points = {option["points"] for option in question.get("options") or ()}
                one_answer = question["type"] in ("yes_no", "single_choice") and "repeat" not in section
                return one_answer and bool(points) and points <= {0, max(points)}
    return False


def section_weights(version: Version) -> dict[str, float]:
    """What each section weighs in the overall score, by its measure: as declared, or pooled what it can reach."""
    pooled = version.definition["scoring"]["mode"] == "pooled"
    return {
        code_of("section", version.slug, section["id"]): _reachable(section) if pooled else float(section["weight"])
        for section in version.definition["sections"]
    }


def _reachable(section: Mapping[str, Any]) -> float:
    """In thousandths of a point."""
    counted = (one for one in section["questions"] if one["scored"] and one["kind"] != "delight" and not one["bonus"])
    return sum(float(one["weight"]) * float(type_of(one).maximum(one) or 0) for one in counted)
