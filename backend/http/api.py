"""flask-smorest's Api, narrowed: our problem schema instead of its error handlers, and no routes of its own."""

from flask import Flask
from flask_smorest import Api as SmorestApi
from marshmallow import fields

from backend.http.blueprint import Blueprint
from backend.http.fields import CommaList, Email, Moment, Text
from backend.http.schemas import Out

TITLE = "Inside Out"
VERSION = "1"


class FieldErrorOut(Out):
    """One thing wrong at one place; `pointer` is a JSON Pointer into what was sent."""

    pointer = fields.String()
    code = fields.String()
    message = fields.String()


class ProblemOut(Out):
    """RFC 9457. `code` is stable: decide by it, never by the texts."""

    type = fields.String()
    title = fields.String()
    status = fields.Integer()
    code = fields.String()
    detail = fields.String()
    errors = fields.List(fields.Nested(FieldErrorOut))


class Api(SmorestApi):  # type: ignore[misc]
    """Collects the routes and their schemas; `openapi.py` finishes the document."""

    ERROR_SCHEMA = ProblemOut

    def _register_error_handlers(self) -> None:
        """`problems.py` has them all."""


def make_api(app: Flask, blueprints: tuple[Blueprint, ...]) -> Api:
    app.config.update(API_TITLE=TITLE, API_VERSION=VERSION, OPENAPI_VERSION="3.1.0")
    api = Api()
    api.register_field(Text, "string", None)
    api.register_field(Email, "string", "email")
    api.register_field(Moment, "string", "date-time")
    api.register_field(CommaList, "string", None)
    api.init_app(app)
    for blueprint in blueprints:
        api.register_blueprint(blueprint)
    return api
