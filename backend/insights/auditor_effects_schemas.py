"""Wire schemas of auditor effects."""

from typing import Any

from marshmallow import ValidationError, fields, validate, validates_schema

from backend.http.schemas import In, Out
from backend.insights.schemas import within_reason


class AuditorEffectsQuery(In):
    """Which visits are compared; without days those of the last year, from the beginning of its quarter."""

    first = fields.Date(data_key="from", load_default=None, validate=within_reason)
    last = fields.Date(data_key="to", load_default=None, validate=within_reason)
    language = fields.String(data_key="lang", load_default="en", validate=validate.OneOf(["en", "de"]))

    @validates_schema
    def _in_order(self, data: dict[str, Any], **_: object) -> None:
        if data.get("first") and data.get("last") and data["first"] > data["last"]:
            raise ValidationError("It ends after it begins.", "to")


class AuditorEffectOut(Out):
    """How far this auditor's scores lie from those of others in the same centres and quarters."""

    id = fields.UUID()
    name = fields.String()
    visits = fields.Integer(metadata={"description": "in quarters and centres that others saw too"})
    centres = fields.Integer()
    difference = fields.Float(metadata={"description": "points of the score; below zero: stricter than others"})
    low = fields.Float(allow_none=True)
    high = fields.Float(allow_none=True)
    q = fields.Float(allow_none=True, metadata={"description": "Benjamini and Hochberg over all auditors shown"})
    clear = fields.Boolean(metadata={"description": "q at most 0.05"})


class AuditorEffectsOut(Out):
    """For calibration: listed by name, never by size."""

    from_ = fields.Date(data_key="from")
    to = fields.Date()
    auditors = fields.List(fields.Nested(AuditorEffectOut))
    left_out = fields.Integer(metadata={"description": "auditors with fewer than eight visits where others were too"})
    sentence = fields.String()
