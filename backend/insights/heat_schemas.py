"""Wire schemas of the heat table."""

from marshmallow import fields, validate

from backend.http.schemas import In, Out
from backend.insights.figure_fields import Bare
from backend.insights.schemas import PERIODS, ValueOut


class HeatQuery(In):
    period = fields.String(load_default="quarter", validate=validate.OneOf(PERIODS))
    at = fields.String(
        load_default=None,
        validate=validate.Length(min=1, max=40),
        metadata={"description": "2026-11, 2026-Q4, 2026 or a wave's code; without it the latest with a usual number"},
    )
    area_id = fields.UUID(load_default=None)
    language = fields.String(data_key="lang", load_default="en", validate=validate.OneOf(["en", "de"]))


class ColumnOut(Out):
    """A touchpoint."""

    code = fields.String()
    name = fields.String()


class HeatLineOut(Out):
    """A centre, or above a hundred of them an area; `cells` stand in the order of the columns."""

    kind = fields.String(validate=validate.OneOf(["centre", "area"]))
    id = fields.UUID()
    name = fields.String()
    area_name = fields.String(allow_none=True)
    cells = fields.List(Bare(ValueOut, allow_none=True))


class HeatOut(Out):
    at = fields.String(allow_none=True, metadata={"description": "the period's code"})
    columns = fields.List(fields.Nested(ColumnOut))
    rows = fields.List(Bare(HeatLineOut))
    simulated = fields.Boolean()
