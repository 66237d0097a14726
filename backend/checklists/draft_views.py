"""HTTP: drafts of checklists, for the studio."""

import uuid
from typing import Any

from backend.checklists import drafts, schemas
from backend.checklists.models import ChecklistDraft, ChecklistVersion
from backend.domain.roles import Permission
from backend.http.blueprint import Blueprint
from backend.http.context import current_actor, current_uow, if_match, set_etag
from backend.http.paging import Page, paginate
from backend.http.schemas import PageQuery, page_of

blp = Blueprint("checklist drafts", description="Checklists being written, until they are published.")


@blp.get("/checklist-drafts")
@blp.requires(Permission.CHECKLIST_PUBLISH)
@blp.arguments(PageQuery, location="query")
@blp.response(200, page_of(schemas.DraftOut))
def list_drafts(query: dict[str, Any]) -> Page:
    """Every draft, the one changed last first."""
    keys = [(ChecklistDraft.updated_at, "desc"), (ChecklistDraft.id, "desc")]
    return paginate(current_uow().session, drafts.all_drafts(), keys=keys, **query)


@blp.get("/checklist-drafts/<uuid:draft_id>")
@blp.requires(Permission.CHECKLIST_PUBLISH)
@blp.response(200, schemas.FullDraftOut)
def get_draft(draft_id: uuid.UUID) -> ChecklistDraft:
    """One draft with its document."""
    return _tagged(drafts.load_draft(current_uow().session, draft_id))


@blp.get("/checklist-drafts/<uuid:draft_id>/state")
@blp.requires(Permission.CHECKLIST_PUBLISH)
@blp.response(200, schemas.DraftOut)
def get_draft_state(draft_id: uuid.UUID) -> ChecklistDraft:
    """Who changed it last and when, without its document: small enough to ask again and again."""
    return drafts.draft_state(current_uow().session, draft_id)


@blp.put("/checklist-drafts/<uuid:draft_id>")
@blp.requires(Permission.CHECKLIST_PUBLISH)
@blp.arguments(schemas.DraftIn)
@blp.response(200, schemas.FullDraftOut)
def start_draft(data: dict[str, Any], draft_id: uuid.UUID) -> ChecklistDraft:
    """Start a draft; the same id again answers with what is there."""
    return _tagged(drafts.start_draft(current_uow(), current_actor(), draft_id, data))


@blp.patch("/checklist-drafts/<uuid:draft_id>")
@blp.requires(Permission.CHECKLIST_PUBLISH)
@blp.arguments(schemas.DraftPatch)
@blp.response(200, schemas.FullDraftOut)
def change_draft(data: dict[str, Any], draft_id: uuid.UUID) -> ChecklistDraft:
    """Replace the document. Needs If-Match."""
    return _tagged(drafts.change_draft(current_uow(), current_actor(), draft_id, if_match(), data["document"]))


@blp.delete("/checklist-drafts/<uuid:draft_id>")
@blp.requires(Permission.CHECKLIST_PUBLISH)
@blp.response(204)
def delete_draft(draft_id: uuid.UUID) -> None:
    """Throw a draft away."""
    drafts.delete_draft(current_uow(), current_actor(), draft_id)


@blp.post("/checklist-drafts/<uuid:draft_id>/check")
@blp.requires(Permission.CHECKLIST_PUBLISH)
@blp.response(200, schemas.DraftCheckOut)
def check_draft(draft_id: uuid.UUID) -> dict[str, Any]:
    """Every problem of the stored document; without any, the definition it means."""
    return drafts.check_draft(current_uow().session, draft_id)


@blp.get("/checklist-drafts/<uuid:draft_id>/differences")
@blp.requires(Permission.CHECKLIST_PUBLISH)
@blp.response(200, schemas.DraftDifferencesOut)
def draft_differences(draft_id: uuid.UUID) -> dict[str, Any]:
    """What publishing would change against the newest version, in words."""
    return drafts.draft_differences(current_uow().session, draft_id)


@blp.post("/checklist-drafts/<uuid:draft_id>/publication")
@blp.requires(Permission.CHECKLIST_PUBLISH)
@blp.response(201, schemas.FullVersionOut)
@blp.alt_response(200, schema=schemas.FullVersionOut, description="This content is a version already", success=True)
def publish_draft(draft_id: uuid.UUID) -> tuple[ChecklistVersion, int]:
    """Publish what was checked. Needs If-Match; the draft is gone afterwards."""
    found = drafts.publish_draft(current_uow(), current_actor(), draft_id, if_match())
    return found.version, 201 if found.created else 200


def _tagged(draft: ChecklistDraft) -> ChecklistDraft:
    set_etag(draft.row_version)
    return draft
