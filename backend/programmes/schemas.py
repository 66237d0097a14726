"""Wire forms of programmes, waves and scenarios."""

from marshmallow import fields, validate

from backend.http.fields import Name, Text
from backend.http.schemas import In, Out


class ProgrammeOut(Out):
    """Why visits are made, and what staff were told."""

    id = fields.UUID()
    code = fields.String()
    name = fields.String()
    purpose = fields.String()
    notice_text = fields.String()
    notice_on = fields.Date(allow_none=True)
    notice_audience = fields.String()
    retention_months = fields.Integer()
    rotation_days = fields.Integer()
    started_on = fields.Date(allow_none=True)
    row_version = fields.Integer()


class ProgrammePatch(In):
    """What has to be recorded before a programme starts."""

    name = Name(120)
    purpose = Text(4000)
    notice_text = Text(20_000)
    notice_on = fields.Date()
    notice_audience = Text(200)
    retention_months = fields.Integer(validate=validate.Range(1, 240))
    rotation_days = fields.Integer(validate=validate.Range(0, 730))


class WaveOut(Out):
    """A period of visits; both days belong to it."""

    id = fields.UUID()
    programme_id = fields.UUID()
    code = fields.String()
    name = fields.String()
    starts_on = fields.Date()
    ends_on = fields.Date()


class ScenarioOut(Out):
    """Who the auditor plays and why. Never shown to a centre."""

    id = fields.UUID()
    programme_id = fields.UUID()
    title = fields.String()
    persona = fields.String(attribute="brief.persona")
    brief = fields.Dict(keys=fields.String())
