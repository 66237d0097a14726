"""Which checklist versions ask for a measure, and which of their sections and questions it is made of."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from backend.checklists.models import Checklist, ChecklistVersion
from backend.checklists.queries import Form, load_form
from backend.domain.checklist import is_internal
from backend.domain.measures import Measure
from backend.insights.measures_asked import team_codes


@dataclass(frozen=True)
class Asked:
    """One version that asks for the measure: the ids of its sections and of its questions that belong to it."""

    version_id: uuid.UUID
    form: Form
    sections: frozenset[str]
    questions: frozenset[str]

    def question(self, question_id: str) -> Mapping[str, Any]:
        return self.form.questions[question_id]

    def is_plain(self, question_id: str) -> bool:
        """Whether every visit is asked this, and once: no condition, no clock, no repeated section."""
        section = next(one for one in self.form.definition["sections"] if one["id"] in self.sections)
        question = self.question(question_id)
        conditions = (section["visible_if"], question["visible_if"], question.get("clock"), section.get("repeat"))
        return all(one is None for one in conditions)


def versions_asking(session: Session, measure: Measure, version_ids: Sequence[uuid.UUID]) -> dict[uuid.UUID, Asked]:
    """Of these versions those that ask for it, the newest last; `questions` are all of a visit for the whole score."""
    teams = team_codes(session) if measure.kind == "team" else {}
    rows = select(ChecklistVersion.id, Checklist.slug).join(Checklist).where(ChecklistVersion.id.in_(version_ids))
    found = {}
    for version_id, slug in session.execute(rows.order_by(Checklist.slug, ChecklistVersion.number)):
        form = load_form(session, version_id)
        # What customers meet knows nothing of an internal audit.
        if measure.checklist == slug or measure.checklist is None and not is_internal(form.definition):
            asked = _asked(version_id, form, measure, teams)
            if asked.questions:
                found[version_id] = asked
    return found


def _asked(version_id: uuid.UUID, form: Form, measure: Measure, teams: Mapping[str, str]) -> Asked:
    held = [
        (section["id"], question["id"])
        for section in form.definition["sections"]
        for question in section["questions"]
        if _belongs(section, question, measure, teams)
    ]
    return Asked(version_id, form, frozenset(one for one, _ in held), frozenset(one for _, one in held))


def _belongs(
    section: Mapping[str, Any], question: Mapping[str, Any], measure: Measure, teams: Mapping[str, str]
) -> bool:
    if measure.kind in ("question", "duration"):
        return bool(question["id"] == measure.name)
    if measure.kind == "section":
        return bool(section["id"] == measure.name)
    if measure.kind == "touchpoint":
        return bool(section["touchpoint"] == measure.name)
    if measure.kind == "team":
        return (section.get("team") or teams.get(section["touchpoint"])) == measure.name
    if measure.kind == "compliance":
        return question["critical"] is not None
    return measure.kind == "overall" or question["kind"] == "delight"
