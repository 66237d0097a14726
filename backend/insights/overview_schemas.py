"""Wire schemas of the first page of figures."""

from marshmallow import fields, validate

from backend.http.schemas import Out
from backend.insights.figure_fields import Bare
from backend.insights.league_schemas import MeasuresQuery, ScopeOut
from backend.insights.schemas import PERIODS, ChangeOut, MakingOut, PeriodOut, SeriesOut, ValueOut


class OverviewQuery(MeasuresQuery):
    area_id = fields.UUID(load_default=None)
    period = fields.String(load_default="quarter", validate=validate.OneOf(PERIODS))


class TouchpointFigureOut(Out):
    """A step of the journey in the last period compared."""

    code = fields.String()
    name = fields.String()
    figure = Bare(ValueOut)
    chain = Bare(ValueOut, allow_none=True, metadata={"description": "null where the scope is the chain"})
    change = Bare(ChangeOut, allow_none=True)


class ItemFigureOut(Out):
    """A question with its figure in the last period compared."""

    measure = fields.String()
    question_id = fields.String()
    checklist = fields.String()
    text = fields.String()
    touchpoint = fields.String()
    figure = Bare(ValueOut)
    chain = Bare(ValueOut, allow_none=True)
    change = Bare(ChangeOut, allow_none=True)


class AttentionOut(Out):
    id = fields.UUID()
    name = fields.String()
    reason = fields.String()


class OverviewOut(Out):
    scope = fields.Nested(ScopeOut)
    periods = fields.List(fields.Nested(PeriodOut))
    headline = Bare(SeriesOut)
    compliance = Bare(SeriesOut)
    delight = Bare(SeriesOut)
    parts = fields.List(Bare(SeriesOut))
    touchpoints = fields.List(Bare(TouchpointFigureOut))
    strongest = fields.List(Bare(ItemFigureOut))
    weakest = fields.List(Bare(ItemFigureOut))
    attention = fields.List(fields.Nested(AttentionOut))
    sentence = fields.String()
    simulated = fields.Boolean()
    being_made = fields.Nested(MakingOut, allow_none=True)
