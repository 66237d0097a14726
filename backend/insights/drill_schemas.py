"""Wire schemas of the drill-down."""

from marshmallow import fields, validate

from backend.domain.measures import PATTERN
from backend.http.schemas import Out, PageQuery
from backend.insights.schemas import PERIODS, UNITS, ValueOut

STATES = ("scored", "not_applicable", "not_observed", "no_contact", "unanswered")


class DrillQuery(PageQuery):
    """Which number. Without a place it is the chain's, for those who may open every visit of the chain."""

    measure = fields.String(required=True, validate=validate.Regexp(PATTERN))
    period = fields.String(load_default="quarter", validate=validate.OneOf(PERIODS))
    at = fields.String(
        load_default=None,
        validate=validate.Length(min=1, max=40),
        metadata={"description": "2026-11, 2026-Q4, 2026 or a wave's code; without it the latest with a usual number"},
    )
    area_id = fields.UUID(load_default=None)
    centre_id = fields.UUID(load_default=None)
    language = fields.String(data_key="lang", load_default="en", validate=validate.OneOf(["en", "de"]))


class BinOut(Out):
    """One class of values."""

    label = fields.String()
    count = fields.Integer(metadata={"description": "visits; of a question its items"})
    share = fields.Float(metadata={"description": "of all that counted, from 0 to 1"})


class BehindOut(Out):
    """One visit behind the number; `value` is null where it was left out, and `state` says why."""

    visit_id = fields.UUID()
    centre_id = fields.UUID()
    centre_name = fields.String()
    visited_on = fields.Date()
    value = fields.Float(allow_none=True)
    state = fields.String(validate=validate.OneOf(STATES))
    answer = fields.String(allow_none=True)
    comment = fields.String(allow_none=True)
    photos = fields.List(fields.UUID())


class DrillOut(Out):
    """A figure, how its values lie, and a page of the visits behind it, the latest first."""

    at = fields.String(allow_none=True, metadata={"description": "the period's code"})
    unit = fields.String(validate=validate.OneOf(UNITS))
    figure = fields.Nested(ValueOut, allow_none=True)
    distribution = fields.List(fields.Nested(BinOut))
    items = fields.List(fields.Nested(BehindOut))
    next = fields.String(allow_none=True)
