"""Routes of files that are taken in: preview, check (a dry run), import, list, undo."""

import uuid
from typing import Any, Final

import marshmallow as ma
from flask import request
from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.exceptions import RequestEntityTooLarge

from backend.accounts.models import User
from backend.domain.problems import FieldError, Invalid, Problem
from backend.domain.roles import Permission
from backend.engagement import schemas
from backend.engagement.intake import service
from backend.engagement.intake.service import Order, Outcome
from backend.engagement.models import EngagementImport
from backend.http.blueprint import Blueprint
from backend.http.context import current_actor, current_uow
from backend.http.json import read_json
from backend.http.paging import Page, paginate
from backend.http.schemas import page_of
from backend.kernel.plain_tables import LARGEST

blp = Blueprint("engagement-imports", description="Engagement, results and starts from files.")

MOST: Final = LARGEST + 1_000_000
BODY = {
    "required": True,
    "content": {
        "multipart/form-data": {
            "schema": {
                "type": "object",
                "required": ["file", "order"],
                "properties": {
                    "file": {"type": "string", "format": "binary"},
                    "order": {"type": "string", "description": "JSON: kind, columns, constants, items, decimal"},
                },
            }
        }
    },
}


@blp.post("/engagement/previews")
@blp.requires(Permission.ENGAGEMENT_MANAGE)
@blp.response(200, schemas.PreviewOut)
@blp.doc(requestBody=BODY)
def preview_file() -> dict[str, Any]:
    """The head of a file, and which column probably tells what. Of `order`, only its kind is read."""
    order = _sent()
    return service.preview(order.kind, order.name, order.data)


@blp.post("/engagement/questions")
@blp.requires(Permission.ENGAGEMENT_MANAGE)
@blp.response(200, schemas.QuestionsOut)
@blp.doc(requestBody=BODY)
def find_questions() -> dict[str, Any]:
    """The questions of raw answers, and the dimension each probably belongs to. Nothing is stored."""
    return service.questions(current_uow(), _sent())


@blp.post("/engagement/checks")
@blp.requires(Permission.ENGAGEMENT_MANAGE)
@blp.response(200, schemas.OutcomeOut)
@blp.doc(requestBody=BODY)
def check_file() -> Outcome:
    """A dry run: what an import would come to. Mistakes are told line by line, as by the import itself."""
    return service.check(current_uow(), _sent())


@blp.get("/engagement/imports")
@blp.requires(Permission.ENGAGEMENT_MANAGE)
@blp.arguments(schemas.ImportsQuery, location="query")
@blp.response(200, page_of(schemas.ImportOut))
def list_imports(query: dict[str, Any]) -> Page:
    """Latest first, undone ones too."""
    kind, imports = query.pop("kind"), select(EngagementImport)
    if kind is not None:
        imports = imports.where(EngagementImport.kind == kind)
    keys = [(EngagementImport.created_at, "desc"), (EngagementImport.id, "desc")]
    session = current_uow().session
    page = paginate(session, imports, keys=keys, **query)
    return Page(_shown(session, page.items), page.next)


@blp.put("/engagement/imports/<uuid:import_id>")
@blp.requires(Permission.ENGAGEMENT_MANAGE)
@blp.response(201, schemas.TakenInOut)
@blp.alt_response(200, schema=schemas.TakenInOut, description="The same file was taken in before", success=True)
@blp.doc(requestBody=BODY)
def put_import(import_id: uuid.UUID) -> tuple[dict[str, Any], int]:
    """Take a file in, all of it or nothing. Waves whose fieldwork is over are published."""
    uow = current_uow()
    taken, outcome = service.import_file(uow, current_actor(), import_id, _sent())
    return {"taken": _shown(uow.session, [taken])[0], "outcome": outcome}, 200 if outcome is None else 201


@blp.delete("/engagement/imports/<uuid:import_id>")
@blp.requires(Permission.ENGAGEMENT_MANAGE)
@blp.response(200, schemas.ImportOut)
def undo_import(import_id: uuid.UUID) -> dict[str, Any]:
    """Undo an import as a whole."""
    uow = current_uow()
    return _shown(uow.session, [service.undo(uow, current_actor(), import_id)])[0]


def _sent() -> Order:
    """The file and how to read it; 413 above the limit."""
    request.max_content_length = MOST
    try:
        file, text = request.files.get("file"), request.form.get("order", "")
    except RequestEntityTooLarge:
        raise Problem("table.too_large", f"A file may have {LARGEST // 1_000_000} MB.", status=413) from None
    if file is None:
        raise Invalid("invalid", "There is no file.", errors=[FieldError("/file", "required", "Choose a file.")])
    try:
        told = schemas.OrderIn().load(read_json(text.encode()))
    except ValueError:
        raise Invalid("invalid", "The order is not JSON.", errors=[FieldError("/order", "json", "Not JSON.")]) from None
    except ma.ValidationError as error:
        raise _invalid(error) from None
    return Order(name=(file.filename or "file")[-200:], data=file.read(), **told)


def _invalid(error: ma.ValidationError) -> Invalid:
    told = error.messages if isinstance(error.messages, dict) else {}
    found = [FieldError(f"/order/{name}", "invalid", str(words)) for name, words in told.items()]
    return Invalid("invalid", "The order has mistakes.", errors=found)


def _shown(session: Session, imports: list[EngagementImport]) -> list[dict[str, Any]]:
    who = {one.created_by_id for one in imports}
    names = {user.id: user.name for user in session.scalars(select(User).where(User.id.in_(who)))}
    columns = ("id", "kind", "file_name", "rows", "created_at", "undone_at")
    return [
        {name: getattr(one, name) for name in columns}
        | {"created_by": names.get(one.created_by_id) if one.created_by_id else None}
        for one in imports
    ]
