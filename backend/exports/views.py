"""Routes of exports: a table at once, a table in the background, and the data dictionary."""

import uuid
from typing import Any

from flask import Response, jsonify

from backend.domain.problems import NotFound
from backend.domain.roles import Permission
from backend.exports import dictionary, schemas, service
from backend.exports.forms import FORMS
from backend.exports.making import file_name, start
from backend.exports.models import DataExport
from backend.http.blueprint import Blueprint
from backend.http.context import current_actor, current_uow, runtime
from backend.http.paging import Page, paginate
from backend.http.schemas import PageQuery, page_of

blp = Blueprint("exports", description="Visits, answers, scores and comparisons as tables.")

# Each holds a thread and a connection while somebody reads.
DOWNLOADS = "60/10 minutes"
# Each holds a thread of the worker.
ORDERS = "30/10 minutes"


@blp.get("/exports/dictionary.csv")
@blp.requires(Permission.EXPORT_READ)
@blp.arguments(schemas.DictionaryQuery, location="query")
@blp.response(200, content_type="text/csv")
def fetch_dictionary(query: dict[str, Any]) -> Response:
    """What every column and every question means."""
    words = dictionary.as_csv(current_uow().session, query["language"])
    return _named(Response(words, mimetype="text/csv"), f"insideout-dictionary-{query['language']}.csv")


@blp.get("/exports/dictionary.json")
@blp.requires(Permission.EXPORT_READ)
@blp.arguments(schemas.DictionaryQuery, location="query")
@blp.response(200, content_type="application/json")
def show_dictionary(query: dict[str, Any]) -> Response:
    """The same for programs."""
    return jsonify(dictionary.as_json(current_uow().session, query["language"]))


@blp.get("/exports/<table>.<form>")
@blp.requires(Permission.EXPORT_READ)
@blp.arguments(schemas.ExportQuery, location="query")
@blp.response(200, content_type="text/csv")
def fetch_table(query: dict[str, Any], table: str, form: str) -> Response:
    """A table, at once and as it is now. Its rows leave while they are read; the memory it takes does not grow."""
    here, actor = runtime(), current_actor()
    if table not in schemas.TABLES or form not in schemas.FORMS:
        raise NotFound()
    here.limits.spend(DOWNLOADS, "export", str(actor.user_id))
    made = start(here.engine, actor, service.read_order(actor, table, query), form)
    return _named(Response(made.pieces, mimetype=FORMS[form].mimetype), made.name)


@blp.put("/exports/<uuid:export_id>")
@blp.requires(Permission.EXPORT_READ)
@blp.arguments(schemas.ExportIn)
@blp.response(202, schemas.ExportOut)
def request_export(data: dict[str, Any], export_id: uuid.UUID) -> service.Shown:
    """Have a table made in the background: for what is large, and for workbooks."""
    actor, table = current_actor(), data["table"]
    service.read_order(actor, table, data["wanted"])
    runtime().limits.spend(ORDERS, "export-order", str(actor.user_id))
    wanted = schemas.plain(data["wanted"])
    return service.request_export(current_uow(), actor, export_id, table, data["form"], wanted)


@blp.get("/exports")
@blp.requires(Permission.EXPORT_READ)
@blp.arguments(PageQuery, location="query")
@blp.response(200, page_of(schemas.ExportOut))
def list_exports(query: dict[str, Any]) -> Page:
    """One's own exports, newest first."""
    session = current_uow().session
    keys = [(DataExport.created_at, "desc"), (DataExport.id, "desc")]
    page = paginate(session, service.own_exports(current_actor()), keys=keys, **query)
    return Page(service.show_exports(session, page.items), page.next)


@blp.get("/exports/<uuid:export_id>")
@blp.requires(Permission.EXPORT_READ)
@blp.response(200, schemas.ExportOut)
def show_export(export_id: uuid.UUID) -> service.Shown:
    """One export and how far it is."""
    session = current_uow().session
    return service.show_exports(session, [service.load_export(session, current_actor(), export_id)])[0]


@blp.get("/exports/<uuid:export_id>/file")
@blp.requires(Permission.EXPORT_READ)
@blp.response(200, content_type="text/csv")
def fetch_file(export_id: uuid.UUID) -> Response:
    """The finished file."""
    actor = current_actor()
    export, pieces = service.open_file(current_uow().session, actor, export_id)
    order = service.read_order(actor, export.table_name, schemas.ExportQuery().load(export.wanted))
    reply = Response(pieces, mimetype=FORMS[export.form].mimetype)
    reply.headers["Content-Length"] = str(export.size)
    return _named(reply, file_name(order, export.form, export.created_at))


@blp.delete("/exports/<uuid:export_id>")
@blp.requires(Permission.EXPORT_READ)
@blp.response(204)
def cancel_export(export_id: uuid.UUID) -> Response:
    """Stop making it; a finished one stays."""
    service.cancel_export(current_uow(), current_actor(), export_id)
    return Response(status=204)


def _named(reply: Response, name: str) -> Response:
    reply.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    reply.headers["Cache-Control"] = "no-store"
    reply.headers["Link"] = '</api/v1/exports/dictionary.csv>; rel="describedby"'
    return reply
