"""Drafts of checklists: started from nothing, a version or YAML, changed by one editor at a time, then published."""

import uuid
from collections.abc import Mapping
from typing import Any, Final

from sqlalchemy import Select, select
from sqlalchemy.orm import Session, undefer

from backend.checklists import queries
from backend.checklists.comparing import Told, tell_differences
from backend.checklists.interchange.compact import compact
from backend.checklists.interchange.yaml_out import write_yaml
from backend.checklists.models import ChecklistDraft, ChecklistVersion
from backend.checklists.service import Published, check_checklist, publish_checklist
from backend.checklists.source import load_yaml
from backend.domain.checklist import ChecklistInvalid
from backend.domain.differences import effects
from backend.domain.problems import FieldError, Invalid, NotFound, PreconditionFailed
from backend.domain.roles import Actor
from backend.kernel.clock import now
from backend.kernel.unit_of_work import UnitOfWork
from backend.trail.service import record

Document = dict[str, Any]
LONGEST_SLUG: Final = 80
LONGEST_TITLE: Final = 200


def all_drafts() -> Select[ChecklistDraft]:
    return select(ChecklistDraft)


def load_draft(session: Session, draft_id: uuid.UUID) -> ChecklistDraft:
    return _found(session.get(ChecklistDraft, draft_id, options=[undefer(ChecklistDraft.document)]))


def draft_state(session: Session, draft_id: uuid.UUID) -> ChecklistDraft:
    """The row without its document."""
    return _found(session.get(ChecklistDraft, draft_id))


def _found(draft: ChecklistDraft | None) -> ChecklistDraft:
    if draft is None:
        raise NotFound()
    return draft


def start_draft(uow: UnitOfWork, actor: Actor, draft_id: uuid.UUID, origin: Mapping[str, Any]) -> ChecklistDraft:
    """A new draft from a document, a published version, or YAML; the same id again gives what is there already."""
    existing = uow.session.get(ChecklistDraft, draft_id, options=[undefer(ChecklistDraft.document)])
    if existing is not None:
        return existing
    document = _document_of(uow.session, origin)
    moment = now()
    draft = ChecklistDraft(id=draft_id, created_at=moment, updated_at=moment, changed_by_id=actor.user_id)
    _fill(draft, document)
    uow.session.add(draft)
    uow.session.flush()
    record(uow, actor, "checklist.draft_started", "checklist_draft", draft.id, details={"slug": draft.slug})
    return draft


def change_draft(
    uow: UnitOfWork, actor: Actor, draft_id: uuid.UUID, row_version: int, document: Document
) -> ChecklistDraft:
    """Replaces the document. Whoever wrote from an older row version is refused, so nobody's work is overwritten."""
    draft = _unchanged_draft(uow.session, draft_id, row_version)
    _fill(draft, document)
    draft.updated_at = now()
    draft.changed_by_id = _user_of(actor)
    uow.session.flush()
    return draft


def delete_draft(uow: UnitOfWork, actor: Actor, draft_id: uuid.UUID) -> None:
    draft = load_draft(uow.session, draft_id)
    record(uow, actor, "checklist.draft_deleted", "checklist_draft", draft.id, details={"slug": draft.slug})
    uow.session.delete(draft)


def check_draft(session: Session, draft_id: uuid.UUID) -> dict[str, Any]:
    """What stands between the draft and its publication, and what it means once nothing does."""
    try:
        return {"problems": [], "definition": _definition_of(load_draft(session, draft_id))}
    except ChecklistInvalid as invalid:
        return {"problems": invalid.errors, "definition": None}


def draft_differences(session: Session, draft_id: uuid.UUID) -> dict[str, Any]:
    """What publishing changes against the newest version; `before` is null for the first one."""
    definition = _definition_of(load_draft(session, draft_id))
    checklist = queries.checklist_by_slug(session, definition["id"])
    latest = queries.latest_versions(session, [checklist.id])[checklist.id] if checklist else None
    if latest is None:
        return {"before": None, "items": [], "effects": None}
    before = queries.load_form(session, latest.id).definition
    told: list[Told] = tell_differences(before, definition)
    return {"before": latest, "items": told, "effects": effects(before, definition)}


def publish_draft(uow: UnitOfWork, actor: Actor, draft_id: uuid.UUID, row_version: int) -> Published:
    """A version of exactly what was checked; the draft has done its work and goes."""
    draft = _unchanged_draft(uow.session, draft_id, row_version)
    published = publish_checklist(uow, actor, write_yaml(compact(_definition_of(draft))))
    uow.session.delete(draft)
    return published


def _unchanged_draft(session: Session, draft_id: uuid.UUID, row_version: int) -> ChecklistDraft:
    draft = load_draft(session, draft_id)
    if draft.row_version != row_version:
        raise PreconditionFailed()
    return draft


def _definition_of(draft: ChecklistDraft) -> dict[str, Any]:
    return check_checklist(draft.document, {})


def _document_of(session: Session, origin: Mapping[str, Any]) -> Document:
    if len(origin) != 1:
        raise Invalid("invalid", "Start from one thing: a document, a version, or YAML.")
    if "version_id" in origin:
        return compact(_version(session, origin["version_id"]).definition)
    data = load_yaml(origin["source"], "The checklist")[0] if "source" in origin else origin["document"]
    if not isinstance(data, dict):
        raise ChecklistInvalid([FieldError("", "not_a_mapping", "A checklist has keys and values.", 1)])
    return data


def _version(session: Session, version_id: uuid.UUID) -> ChecklistVersion:
    return queries.load_version(session, version_id)


def _fill(draft: ChecklistDraft, document: Document) -> None:
    """Slug and title stand beside the document for the list; a draft may have neither yet."""
    draft.document = document
    slug, title = document.get("id"), document.get("title")
    draft.slug = slug[:LONGEST_SLUG] if isinstance(slug, str) else ""
    texts = title if isinstance(title, dict) else {"en": title}
    draft.title = {
        str(language)[:20]: text[:LONGEST_TITLE] for language, text in texts.items() if isinstance(text, str)
    }


def _user_of(actor: Actor) -> uuid.UUID:
    if actor.user_id is None:
        raise ValueError("a draft is changed by a person")
    return actor.user_id
