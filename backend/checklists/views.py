"""HTTP: publishing and reading checklists."""

import uuid
from typing import Any

from backend.checklists import comparing, queries, schemas, service
from backend.checklists.models import Checklist, ChecklistVersion
from backend.checklists.schemas import ChecklistOut, ChecklistSourceIn, ChecklistVersionOut, FullVersionOut
from backend.domain.roles import Permission
from backend.http.blueprint import Blueprint
from backend.http.context import current_actor, current_uow
from backend.http.paging import Page, paginate
from backend.http.schemas import PageQuery, page_of

blp = Blueprint("checklists", description="Published checklists and their versions, which never change.")

# A phone that has a version need not ask again.
FOREVER = {"Cache-Control": "private, max-age=31536000, immutable"}


@blp.get("/checklists")
@blp.requires(Permission.CHECKLIST_READ)
@blp.arguments(PageQuery, location="query")
@blp.response(200, page_of(ChecklistOut))
def list_checklists(query: dict[str, Any]) -> Page:
    """Every checklist with its newest version."""
    session = current_uow().session
    page = paginate(session, queries.all_checklists(), keys=[(Checklist.slug, "asc")], **query)
    latest = queries.latest_versions(session, [checklist.id for checklist in page.items])
    return Page([_with_latest(checklist, latest.get(checklist.id)) for checklist in page.items], page.next)


@blp.get("/checklists/<slug>/versions")
@blp.requires(Permission.CHECKLIST_READ)
@blp.arguments(PageQuery, location="query")
@blp.response(200, page_of(ChecklistVersionOut))
def list_versions(query: dict[str, Any], slug: str) -> Page:
    """The versions of one checklist, newest first."""
    versions = queries.versions_of(slug)
    return paginate(current_uow().session, versions, keys=[(ChecklistVersion.number, "desc")], **query)


@blp.post("/checklists/<slug>/versions")
@blp.requires(Permission.CHECKLIST_PUBLISH)
@blp.arguments(ChecklistSourceIn)
@blp.response(201, FullVersionOut)
@blp.alt_response(200, schema=FullVersionOut, description="This content is a version already", success=True)
def publish_version(data: dict[str, Any], slug: str) -> tuple[ChecklistVersion, int]:
    """Publish YAML; every error comes with its line."""
    found = service.publish_checklist(current_uow(), current_actor(), data["source"], slug=slug)
    return found.version, 201 if found.created else 200


@blp.get("/checklist-versions/<uuid:version_id>")
@blp.requires(Permission.CHECKLIST_READ)
@blp.response(200, FullVersionOut)
def get_version(version_id: uuid.UUID) -> tuple[ChecklistVersion, int, dict[str, str]]:
    """One version with its definition."""
    return queries.load_version(current_uow().session, version_id), 200, FOREVER


@blp.get("/checklist-versions/<uuid:version_id>/differences")
@blp.requires(Permission.CHECKLIST_READ)
@blp.arguments(schemas.DifferencesQuery, location="query")
@blp.response(200, schemas.DifferencesOut)
def compare_versions(query: dict[str, Any], version_id: uuid.UUID) -> comparing.Compared:
    """What differs from another version of the same checklist, in words, and what it does to trends."""
    return comparing.compare_versions(current_uow().session, version_id, query["from_id"])


def _with_latest(checklist: Checklist, latest: ChecklistVersion | None) -> dict[str, Any]:
    title = latest.title if latest else {"en": checklist.slug}
    return {"id": checklist.id, "slug": checklist.slug, "title": title, "latest_version": latest}
