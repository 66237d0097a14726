"""Wire schemas of the list of measures and of the league table."""

from marshmallow import fields, validate

from backend.domain.measures import PATTERN
from backend.http.paging import LARGEST_PAGE, PAGE
from backend.http.schemas import In, Out
from backend.insights.figure_fields import Bare
from backend.insights.schemas import AGGREGATES, PERIODS, UNITS, ChangeOut, PeriodOut, ValueOut


class MeasuresQuery(In):
    language = fields.String(data_key="lang", load_default="en", validate=validate.OneOf(["en", "de"]))


class MeasureOut(Out):
    code = fields.String()
    name = fields.String()
    unit = fields.String(validate=validate.OneOf(UNITS))
    kind = fields.String()
    checklist = fields.String(allow_none=True, metadata={"description": "the slug, where it belongs to one"})
    by_team = fields.Boolean(metadata={"description": "whether teams can be compared by it"})


class MeasuresOut(Out):
    items = fields.List(fields.Nested(MeasureOut))


class PlacesQuery(MeasuresQuery):
    measure = fields.String(load_default="overall", validate=validate.Regexp(PATTERN))
    period = fields.String(load_default="quarter", validate=validate.OneOf(PERIODS))
    at = fields.String(
        load_default=None,
        validate=validate.Length(min=1, max=40),
        metadata={"description": "a period's code; default: the last with a usual number of visits"},
    )
    area_id = fields.UUID(load_default=None)
    aggregate = fields.String(load_default="mean_of_visits", validate=validate.OneOf(AGGREGATES))


class LeagueQuery(PlacesQuery):
    """The order is worked out anew each time, so a page begins after so many rows, not after one of them."""

    limit = fields.Integer(load_default=PAGE, validate=validate.Range(min=1, max=LARGEST_PAGE))
    offset = fields.Integer(load_default=0, validate=validate.Range(min=0, max=100_000))


class ScopeOut(Out):
    kind = fields.String(validate=validate.OneOf(["area", "chain"]))
    id = fields.UUID(allow_none=True)
    name = fields.String()


class PlacesOut(Out):
    """The best and the worst place it may have; 1 is the best."""

    low = fields.Integer()
    high = fields.Integer()


class LeagueRowOut(Out):
    id = fields.UUID()
    name = fields.String()
    area_name = fields.String()
    figure = fields.Nested(ValueOut, allow_none=True)
    shrunk = fields.Float(
        allow_none=True, metadata={"description": "its mean, drawn towards the mean of all; more so with few visits"}
    )
    rank = fields.Nested(PlacesOut, allow_none=True, metadata={"description": "null below four visits"})
    change = fields.Nested(ChangeOut, allow_none=True)
    sensitivity = fields.Nested(
        PlacesOut, allow_none=True, metadata={"description": "its places when sections weigh alike, or one is dropped"}
    )


class ReliabilityOut(Out):
    icc = fields.Float(metadata={"description": "of one visit"})
    visits_per_centre = fields.Float()
    reliability = fields.Float(metadata={"description": "of the mean of so many visits"})
    visits_needed = fields.Integer(
        allow_none=True, metadata={"description": "for 0.7; null where no number of visits is enough"}
    )


class LeagueOut(Out):
    measure = fields.String()
    unit = fields.String(validate=validate.OneOf(UNITS))
    aggregate = fields.String(validate=validate.OneOf(AGGREGATES))
    period = fields.Nested(PeriodOut, allow_none=True)
    scope = fields.Nested(ScopeOut)
    ranked = fields.Integer(metadata={"description": "centres of the scope with a place, shown by name or not"})
    total = fields.Integer(metadata={"description": "centres within your sight: rows of all pages"})
    rows = fields.List(Bare(LeagueRowOut))
    reliability = fields.Nested(ReliabilityOut, allow_none=True)
    sentence = fields.String()
    simulated = fields.Boolean()
