"""Wire schemas of the control chart."""

from marshmallow import fields, validate

from backend.domain.measures import PATTERN
from backend.http.schemas import In, Out
from backend.insights.schemas import UNITS


class ControlChartQuery(In):
    measure = fields.String(load_default="overall", validate=validate.Regexp(PATTERN))
    language = fields.String(data_key="lang", load_default="en", validate=validate.OneOf(["en", "de"]))


class PointOut(Out):
    """One visit."""

    visit_id = fields.UUID()
    visited_on = fields.Date()
    value = fields.Float()
    signal = fields.String(
        allow_none=True,
        validate=validate.OneOf(["beyond", "run"]),
        metadata={"description": "outside a limit, or one of eight or more in a row on one side of the line"},
    )


class ControlChartOut(Out):
    """An individuals chart (XmR): the mean, and 2.66 mean moving ranges to each side."""

    measure = fields.String()
    unit = fields.String(validate=validate.OneOf(UNITS))
    points = fields.List(fields.Nested(PointOut), metadata={"description": "in order of time, the latest 120"})
    centre_line = fields.Float(allow_none=True)
    lower = fields.Float(allow_none=True)
    upper = fields.Float(allow_none=True)
    enough = fields.Boolean(metadata={"description": "false under eight visits, and where there are no degrees"})
    sentence = fields.String()
