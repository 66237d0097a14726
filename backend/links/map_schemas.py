"""Wire schemas of the engagement map and of a centre's two lines."""

from collections.abc import Mapping
from typing import Any

from marshmallow import ValidationError, fields, validate, validates_schema

from backend.http.schemas import In, Out


class MapQuery(In):
    """Exactly one of centre and area."""

    centre_id = fields.UUID(data_key="centre", load_default=None)
    area_id = fields.UUID(data_key="area", load_default=None)
    language = fields.String(data_key="lang", load_default="en", validate=validate.OneOf(["en", "de"]))

    @validates_schema
    def check_place(self, data: Mapping[str, Any], **_: Any) -> None:
        if (data["centre_id"] is None) == (data["area_id"] is None):
            raise ValidationError("Name a centre or an area.", "centre")


class OutsideOut(Out):
    mean = fields.Float()
    low = fields.Float(allow_none=True)
    high = fields.Float(allow_none=True)
    visits = fields.Integer()
    low_base = fields.Boolean()


class InsideOut(Out):
    """Engagement as it may be told: whole, `mark` "<=" or ">=" at the ends, the answers in a band."""

    mark = fields.String()
    mean = fields.Integer()
    answers = fields.String()
    teams = fields.Integer(allow_none=True, metadata={"description": "of an area: how many teams it is of"})


class AuditOut(Out):
    mean = fields.Float()
    visits = fields.Integer()
    low_base = fields.Boolean()


class MapArrowOut(Out):
    code = fields.String(metadata={"description": "the team that takes over: the internal customer"})
    audit = fields.Nested(AuditOut, allow_none=True)


class MapTeamOut(Out):
    code = fields.String()
    name = fields.String()
    inside = fields.Nested(InsideOut, allow_none=True, metadata={"description": "null: not shown, to protect answers"})
    next = fields.List(fields.Nested(MapArrowOut))


class MapTouchpointOut(Out):
    code = fields.String()
    name = fields.String()
    team = fields.String(allow_none=True)
    outside = fields.Nested(OutsideOut)


class MapPlaceOut(Out):
    kind = fields.String(validate=validate.OneOf(["centre", "area"]))
    id = fields.UUID()
    name = fields.String()


class MapWaveOut(Out):
    code = fields.String()
    closed_on = fields.Date()
    floor = fields.Integer()


class QuartersOut(Out):
    first = fields.String()
    last = fields.String()


class MapOut(Out):
    place = fields.Nested(MapPlaceOut)
    touchpoints = fields.List(fields.Nested(MapTouchpointOut))
    teams = fields.List(fields.Nested(MapTeamOut))
    quarters = fields.Nested(QuartersOut)
    wave = fields.Nested(MapWaveOut, allow_none=True)
    simulated = fields.Boolean()


class LinePointOut(Out):
    period = fields.String()
    figure = fields.Nested(OutsideOut, allow_none=True)


class LineWaveOut(Out):
    wave = fields.String()
    closed_on = fields.Date()
    quarter = fields.String()
    inside = fields.Nested(InsideOut, allow_none=True)


class LineCentreOut(Out):
    id = fields.UUID()
    name = fields.String()


class LinesOut(Out):
    centre = fields.Nested(LineCentreOut)
    service = fields.List(fields.Nested(LinePointOut))
    engagement = fields.List(fields.Nested(LineWaveOut))
    simulated = fields.Boolean()
