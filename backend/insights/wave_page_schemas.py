"""Wire schemas of a wave's page."""

from marshmallow import fields, validate

from backend.http.schemas import In, Out
from backend.programmes.schemas import WaveOut


class WavePageQuery(In):
    area_id = fields.UUID(load_default=None)
    language = fields.String(data_key="lang", load_default="en", validate=validate.OneOf(["en", "de"]))


class CoverageOut(Out):
    """How far one centre has got in the wave; what was cancelled or voided is no part of it."""

    id = fields.UUID()
    name = fields.String()
    area_name = fields.String()
    planned = fields.Integer(metadata={"description": "all visits of the wave"})
    visited = fields.Integer(metadata={"description": "handed in, wherever the review stands"})
    approved = fields.Integer()


class WavePageOut(Out):
    """One wave in this person's sight."""

    wave = fields.Nested(WaveOut)
    coverage = fields.List(fields.Nested(CoverageOut))
    coverage_sentence = fields.String()
