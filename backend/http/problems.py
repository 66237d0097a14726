"""The one table that turns what was raised into problem+json (RFC 9457). Views never build an error themselves."""

import logging
from collections.abc import Callable, Iterator
from http import HTTPStatus
from typing import Any

from flask import Flask, Response, json
from sqlalchemy.exc import DataError, IntegrityError, InternalError, OperationalError
from sqlalchemy.orm.exc import StaleDataError
from werkzeug.exceptions import HTTPException, InternalServerError

from backend.domain.problems import Conflict, FieldError, Invalid, PreconditionFailed, Problem
from backend.kernel.files import StoreAway

log = logging.getLogger(__name__)

# What marshmallow says, as codes a client can rely on.
MESSAGE_CODES = {
    "Missing data for required field.": "required",
    "Unknown field.": "unknown_field",
    "Field may not be null.": "null",
}
STATUS_CODES = {
    400: "bad_request",
    404: "not_found",
    405: "method_not_allowed",
    413: "too_large",
    415: "unsupported_media_type",
    422: "invalid",
    500: "internal",
}


def register_problem_handlers(app: Flask) -> None:
    """Every kind of error this application answers, in one table."""
    table: dict[type[Exception], Callable[[Any], Response]] = {
        Problem: problem_response,
        HTTPException: _http_error,
        StaleDataError: lambda _: problem_response(PreconditionFailed()),
        IntegrityError: _integrity_error,
        DataError: lambda _: problem_response(Invalid("invalid", "A value does not fit.")),
        OverflowError: lambda _: problem_response(Invalid("invalid", "A number is too large.")),
        OperationalError: _away,
        InternalError: _internal_error,
        StoreAway: _away,
    }
    for kind, handler in table.items():
        app.register_error_handler(kind, handler)


def problem_response(problem: Problem) -> Response:
    body = {
        "type": f"urn:insideout:problem:{problem.code}",
        "title": HTTPStatus(problem.status).phrase,
        "status": problem.status,
        **problem.as_json(),
        **problem.extra,
    }
    response = Response(json.dumps(body), problem.status, mimetype="application/problem+json")
    if "retry_after" in problem.extra:
        response.headers["Retry-After"] = str(problem.extra["retry_after"])
    return response


def _http_error(error: HTTPException) -> Response:
    if error.response is not None or error.code is None or error.code < 400:
        return error.get_response()  # type: ignore[return-value]
    if error.code >= 500:
        log.error("an unexpected error", exc_info=getattr(error, "original_exception", None) or error)
    messages = (getattr(error, "data", None) or {}).get("messages", {})
    code = STATUS_CODES.get(error.code, HTTPStatus(error.code).phrase.lower().replace(" ", "_"))
    detail = "Some of what was sent is not valid." if messages else _plain(error)
    problem = Problem(code, detail, status=error.code, errors=list(_field_errors(messages)))
    response = problem_response(problem)
    for name, value in error.get_headers():
        if name in ("Allow", "Retry-After"):
            response.headers[name] = value
    return response


def _plain(error: HTTPException) -> str:
    if error.code == 500:
        return "Something went wrong on our side. It has been written to the log."
    return error.description or HTTPStatus(error.code or 500).phrase


def _field_errors(messages: Any) -> Iterator[FieldError]:
    """marshmallow's nested messages, flattened. The outermost key is the location (json, query)."""
    if not isinstance(messages, dict):
        return
    for found in messages.values():
        yield from _flatten("", found)


def _flatten(pointer: str, found: Any) -> Iterator[FieldError]:
    if isinstance(found, dict):
        for key, value in found.items():
            step = "" if key == "_schema" else "/" + str(key).replace("~", "~0").replace("/", "~1")
            yield from _flatten(pointer + step, value)
        return
    for message in found if isinstance(found, list) else [found]:
        yield FieldError(pointer, MESSAGE_CODES.get(str(message), "invalid"), str(message))


def _integrity_error(error: IntegrityError) -> Response:
    log.info("a database rule was broken: %s", error.orig)
    return problem_response(Conflict("conflict", "This contradicts what is already stored."))


def _internal_error(error: InternalError) -> Response:
    """PostgreSQL ended a transaction that did nothing for too long; anything else is a mistake of ours."""
    if error.connection_invalidated:
        return _away(error)
    return _http_error(InternalServerError(original_exception=error))


def _away(error: Exception) -> Response:
    """The database or the file store cannot serve now; nothing was acknowledged, and the phone tries again."""
    log.error("storage does not answer", exc_info=error)
    problem = Problem("unavailable", "Please try again in a moment.", status=503, extra={"retry_after": 5})
    return problem_response(problem)
