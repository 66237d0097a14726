"""Reading checklists. Versions never change, so a definition once read is kept in the process."""

import re
import threading
import uuid
from collections import OrderedDict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session, undefer

from backend.checklists.models import Checklist, ChecklistVersion
from backend.domain.entries import find_question, repeated_ids
from backend.domain.problems import NotFound

KEPT: Final = 64
PUBLISHED: Final = re.compile(r"(?P<slug>[a-z0-9-]+)@(?P<number>[0-9]{1,6})")


@dataclass(frozen=True)
class Form:
    """A definition ready for use; shared between requests, so nobody may change it."""

    content_hash: str
    definition: Mapping[str, Any]
    questions: Mapping[str, Mapping[str, Any]]
    repeated: frozenset[str]

    def question(self, key: str) -> Mapping[str, Any] | None:
        """The question that an answer's key means: an id, in a repeated section with its entry behind it."""
        return find_question(self.questions, self.repeated, key)

    def is_signature(self, key: str | None) -> bool:
        """Whether the photo under this key is one: it names who came, so only those who review a visit see it."""
        question = self.question(key) if key else None
        return question is not None and question["type"] == "signature"


_forms: "OrderedDict[uuid.UUID, Form]" = OrderedDict()
_guard = threading.Lock()


def load_form(session: Session, version_id: uuid.UUID) -> Form:
    """The definition of a version, from the process's own memory if it was used lately."""
    with _guard:
        form = _forms.get(version_id)
    if form is None:
        form = _read_form(session, version_id)
        with _guard:
            _forms[version_id] = form
            while len(_forms) > KEPT:
                _forms.popitem(last=False)
    return form


def _read_form(session: Session, version_id: uuid.UUID) -> Form:
    columns = select(ChecklistVersion.content_hash, ChecklistVersion.definition)
    row = session.execute(columns.where(ChecklistVersion.id == version_id)).one_or_none()
    if row is None:
        raise NotFound()
    questions = {
        question["id"]: question for section in row.definition["sections"] for question in section["questions"]
    }
    return Form(row.content_hash, row.definition, questions, repeated_ids(row.definition))


def all_checklists() -> Select[Checklist]:
    return select(Checklist)


def checklist_by_slug(session: Session, slug: str) -> Checklist | None:
    return session.scalar(select(Checklist).where(Checklist.slug == slug))


def version_with(session: Session, checklist_id: uuid.UUID, content_hash: str) -> ChecklistVersion | None:
    same = (ChecklistVersion.checklist_id == checklist_id, ChecklistVersion.content_hash == content_hash)
    return session.scalar(select(ChecklistVersion).where(*same))


def latest_number(session: Session, checklist_id: uuid.UUID) -> int:
    numbers = select(func.max(ChecklistVersion.number)).where(ChecklistVersion.checklist_id == checklist_id)
    return session.scalar(numbers) or 0


def latest_versions(session: Session, checklist_ids: Sequence[uuid.UUID]) -> dict[uuid.UUID, ChecklistVersion]:
    """The newest version of each checklist, in one query."""
    newest = (
        select(ChecklistVersion.checklist_id, func.max(ChecklistVersion.number).label("number"))
        .where(ChecklistVersion.checklist_id.in_(checklist_ids))
        .group_by(ChecklistVersion.checklist_id)
        .subquery()
    )
    same = (ChecklistVersion.checklist_id == newest.c.checklist_id) & (ChecklistVersion.number == newest.c.number)
    found = session.scalars(select(ChecklistVersion).join(newest, same))
    return {version.checklist_id: version for version in found}


def versions_of(slug: str) -> Select[ChecklistVersion]:
    return select(ChecklistVersion).join(ChecklistVersion.checklist).where(Checklist.slug == slug)


def published_version(session: Session, name: str) -> ChecklistVersion | None:
    """The version a person names as SLUG@NUMBER."""
    found = PUBLISHED.fullmatch(name)
    if found is None:
        return None
    numbered = ChecklistVersion.number == int(found["number"])
    return session.scalar(versions_of(found["slug"]).where(numbered))


def load_version(session: Session, version_id: uuid.UUID) -> ChecklistVersion:
    version = session.get(ChecklistVersion, version_id, options=[undefer(ChecklistVersion.definition)])
    if version is None:
        raise NotFound()
    return version
