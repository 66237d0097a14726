"""Wire forms of checklists."""

from typing import Any

from flask import request
from marshmallow import fields, validate

from backend.http.fields import Moment
from backend.http.schemas import In, Out

LONGEST_SOURCE = 1_000_000


class LocalText(fields.String):
    """One text out of {language: text}: in the language the client asks for, else English, else the first."""

    def _serialize(self, value: Any, attr: str | None, obj: Any, **kwargs: Any) -> str:
        wanted = request.accept_languages.best_match(sorted(value), default="en")
        return str(value.get(wanted) or next(iter(value.values()), ""))


class LatestVersionOut(Out):
    """The newest version of a checklist."""

    id = fields.UUID()
    number = fields.Integer()
    published_at = Moment()
    content_hash = fields.String()


class ChecklistOut(Out):
    """A checklist under its lasting name."""

    id = fields.UUID()
    slug = fields.String()
    title = LocalText()
    latest_version = fields.Nested(LatestVersionOut, allow_none=True)


class ChecklistVersionOut(Out):
    """One published version, without its content."""

    id = fields.UUID()
    checklist_id = fields.UUID()
    slug = fields.String(attribute="checklist.slug")
    number = fields.Integer()
    title = LocalText()
    content_hash = fields.String()
    published_at = Moment()


class FullVersionOut(ChecklistVersionOut):
    """One published version with its definition."""

    definition = fields.Dict(keys=fields.String())


class ChecklistSourceIn(In):
    """A checklist as its YAML."""

    source = fields.String(required=True, validate=validate.Length(min=1, max=LONGEST_SOURCE))
