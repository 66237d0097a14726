"""Wire forms of checklists."""

import json
from typing import Any

from flask import request
from marshmallow import ValidationError, fields, validate

from backend.domain.differences import EFFECTS
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


class DifferencesQuery(In):
    """Which earlier version to compare with."""

    from_id = fields.UUID(data_key="from", required=True)


class DifferenceOut(Out):
    """One difference in words, and what becomes of the meaning of the answers by it."""

    place = fields.String(validate=validate.OneOf(["checklist", "section", "question"]), attribute="difference.place")
    id = fields.String(attribute="difference.id")
    name = LocalText()
    aspect = fields.String(attribute="difference.aspect")
    part = fields.String(attribute="difference.part")
    text = LocalText()
    effect = fields.String(validate=validate.OneOf(EFFECTS), attribute="difference.effect")


class EffectsOut(Out):
    """How many questions kept their meaning, changed it, are gone, or are new."""

    unchanged = fields.Integer()
    changed = fields.Integer()
    gone = fields.Integer()
    new = fields.Integer()


class DifferencesOut(Out):
    """Two versions side by side."""

    before = fields.Nested(ChecklistVersionOut)
    after = fields.Nested(ChecklistVersionOut)
    items = fields.List(fields.Nested(DifferenceOut))
    effects = fields.Nested(EffectsOut)


def _check_size(document: dict[str, Any]) -> None:
    if len(json.dumps(document)) > LONGEST_SOURCE:
        raise ValidationError("This is longer than a checklist may be.")


class DraftIn(In):
    """What a draft starts from: exactly one of these."""

    document = fields.Dict(keys=fields.String(), validate=_check_size)
    version_id = fields.UUID()
    source = fields.String(validate=validate.Length(min=1, max=LONGEST_SOURCE))


class DraftPatch(In):
    """The whole document as it now is."""

    document = fields.Dict(keys=fields.String(), required=True, validate=_check_size)


class DraftOut(Out):
    """A draft without its document."""

    id = fields.UUID()
    slug = fields.String()
    title = LocalText()
    changed_by = fields.String(attribute="changed_by.name")
    created_at = Moment()
    updated_at = Moment()
    row_version = fields.Integer()


class FullDraftOut(DraftOut):
    """A draft with its document, in the shape of the YAML."""

    document = fields.Dict(keys=fields.String())


class DraftProblemOut(Out):
    """One thing to mend, at a JSON Pointer into the document; `kind` and `values` make its sentence in any language."""

    pointer = fields.String()
    code = fields.String()
    message = fields.String()
    kind = fields.String()
    values = fields.Dict(keys=fields.String())


class DraftCheckOut(Out):
    """What stands between a draft and its publication; the definition once nothing does."""

    problems = fields.List(fields.Nested(DraftProblemOut))
    definition = fields.Dict(keys=fields.String(), allow_none=True)


class DraftDifferencesOut(Out):
    """What publishing a draft changes against the newest version; all null or empty for the first."""

    before = fields.Nested(ChecklistVersionOut, allow_none=True)
    items = fields.List(fields.Nested(DifferenceOut))
    effects = fields.Nested(EffectsOut, allow_none=True)
