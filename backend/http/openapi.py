"""The finished OpenAPI document: problem+json, the cookie scheme, and the errors every guarded route may answer."""

import re
from collections.abc import Iterator
from functools import cache
from typing import Any

from flask import Flask, Response, json, render_template

from backend.domain.roles import Permission
from backend.http.api import Api
from backend.http.blueprint import Access, Blueprint

JSON = "application/json"
PROBLEM = "application/problem+json"
GUARDED = {"401": "Nobody is signed in", "403": "This role may not, or the request is from elsewhere"}
LIMITED = {"429": "Too many attempts; see Retry-After"}
# `<uuid:visit_id>` in one of our rules.
PLACEHOLDER = re.compile(r"<(?:[^<>]*:)?(\w+)>")
METHODS = ("get", "put", "post", "patch", "delete")

Document = dict[str, Any]


def serve_openapi(app: Flask, api: Api, blueprints: tuple[Blueprint, ...]) -> None:
    """The document at /api/openapi.json, and the same for people at /api/docs."""

    @cache
    def document() -> Document:
        return finish(api.spec.to_dict(), _access_table(blueprints))

    app.extensions["insideout-openapi"] = document

    @app.get("/api/openapi.json")
    def openapi_json() -> Response:
        return Response(json.dumps(document(), sort_keys=False), mimetype=JSON)

    @app.get("/api/docs")
    def openapi_page() -> str:
        return render_template("docs.html", api=document(), operations=list(_by_tag(document())), shape=shape)


def openapi_document(app: Flask) -> Document:
    found: Document = app.extensions["insideout-openapi"]()
    return found


def finish(document: Document, access: dict[tuple[str, str], Access]) -> Document:
    """apispec's document with what it cannot know."""
    components = document.setdefault("components", {})
    cookie = {"type": "apiKey", "in": "cookie", "name": "__Host-sid"}
    components["securitySchemes"] = {"session": cookie}
    for response in components.get("responses", {}).values():
        _as_problem(response)
    components.setdefault("responses", {})["Problem"] = _problem("A refusal, as problem+json")
    for path, method, operation in _operations(document):
        _complete(operation, method, access[method.upper(), path])
    return document


def _complete(operation: Document, method: str, access: Access) -> None:
    responses = operation.setdefault("responses", {})
    for status, text in LIMITED.items():
        responses.setdefault(status, _problem(text))
    if isinstance(access, Permission):
        operation["security"] = [{"session": []}]
        operation["x-permission"] = access.value
        responses.update({status: _problem(text) for status, text in GUARDED.items()})
    else:
        operation["security"] = []
        if method != "get":
            responses["403"] = _problem("The request did not come from the app itself")
    operation["responses"] = dict(sorted(responses.items()))


def _problem(description: str) -> Document:
    return {"description": description, "content": {PROBLEM: {"schema": {"$ref": "#/components/schemas/ProblemOut"}}}}


def _as_problem(response: Document) -> None:
    content = response.get("content", {})
    if JSON in content:
        content[PROBLEM] = content.pop(JSON)


def _operations(document: Document) -> Iterator[tuple[str, str, Document]]:
    for path, item in document["paths"].items():
        for method in METHODS:
            if method in item:
                yield path, method, item[method]


def _access_table(blueprints: tuple[Blueprint, ...]) -> dict[tuple[str, str], Access]:
    return {(method, _template(rule)): access for bp in blueprints for method, rule, access in bp.routes}


def _template(rule: str) -> str:
    """`/visits/<uuid:visit_id>` as OpenAPI writes it: `/visits/{visit_id}`."""
    return PLACEHOLDER.sub(r"{\1}", rule)


def shape(schema: Document) -> str:
    """A schema in a few characters, for the page: `VisitOut`, `[string]`, `integer or null`."""
    if "$ref" in schema:
        return str(schema["$ref"]).rsplit("/", 1)[-1]
    if "items" in schema:
        return f"[{shape(schema['items'])}]"
    if "anyOf" in schema:
        return " or ".join(shape(part) for part in schema["anyOf"])
    kinds = schema.get("type", "any")
    words = " or ".join(kinds) if isinstance(kinds, list) else str(kinds)
    return f"{words} ({schema['format']})" if "format" in schema else words


def _by_tag(document: Document) -> Iterator[tuple[Document, list[Document]]]:
    rows: dict[str, list[Document]] = {}
    for path, method, operation in _operations(document):
        row = {"method": method.upper(), "path": path, **operation}
        rows.setdefault(operation["tags"][0], []).append(row)
    for tag in document.get("tags", []):
        yield tag, rows.get(tag["name"], [])
