"""Wire schemas of inside-outside."""

from marshmallow import fields, validate

from backend.http.fields import Moment
from backend.http.schemas import In, Out

LONGEST_LAG = 6


class LinkQuery(In):
    lag = fields.Integer(load_default=2, validate=validate.Range(min=0, max=LONGEST_LAG))
    language = fields.String(data_key="lang", load_default="en", validate=validate.OneOf(["en", "de"]))


class RungOut(Out):
    """Points of service for one point of engagement, and the correlation; null where they may not be shown."""

    shown = fields.Boolean()
    reason = fields.String(allow_none=True)
    slope = fields.Float(allow_none=True)
    se = fields.Float(allow_none=True)
    low = fields.Float(allow_none=True)
    high = fields.Float(allow_none=True)
    p = fields.Float(allow_none=True)
    r = fields.Float(allow_none=True)
    r_low = fields.Float(allow_none=True)
    r_high = fields.Float(allow_none=True)
    n_rows = fields.Integer()
    n_centres = fields.Integer()


class CorrectedOut(Out):
    shown = fields.Boolean()
    reason = fields.String(allow_none=True)
    slope = fields.Float(allow_none=True)
    low = fields.Float(allow_none=True)
    high = fields.Float(allow_none=True)
    r = fields.Float(allow_none=True)
    lambda_e = fields.Float(allow_none=True, metadata={"description": "share of real change in engagement"})
    lambda_s = fields.Float(allow_none=True, metadata={"description": "share of real change in visit scores"})


class OwnTeamOut(RungOut):
    corrected = fields.Nested(CorrectedOut, allow_none=True)


class LagOut(Out):
    lag = fields.Integer()
    slope = fields.Float(allow_none=True)
    low = fields.Float(allow_none=True)
    high = fields.Float(allow_none=True)
    band_low = fields.Float(allow_none=True)
    band_high = fields.Float(allow_none=True)
    n_rows = fields.Integer()


class ProfileOut(Out):
    shown = fields.Boolean()
    reason = fields.String(allow_none=True)
    lags = fields.List(fields.Nested(LagOut))
    p_max = fields.Float(allow_none=True)
    stands_out = fields.List(fields.Integer())
    method = fields.String(allow_none=True)
    n_centres = fields.Integer()


class VerdictOut(Out):
    shown = fields.Boolean()
    reason = fields.String(allow_none=True)
    verdict = fields.String(allow_none=True)


class PlanRowOut(Out):
    periods = fields.Integer()
    answers = fields.Float()
    visits = fields.Float()
    lambda_e = fields.Float()
    detectable = fields.Float()
    centres_needed = fields.Integer()


class PlanningOut(Out):
    shown = fields.Boolean()
    reason = fields.String(allow_none=True)
    detectable = fields.Float(allow_none=True)
    lambda_e = fields.Float(allow_none=True)
    table = fields.List(fields.Nested(PlanRowOut))


class AttOut(Out):
    att = fields.Float(allow_none=True)
    low = fields.Float(allow_none=True)
    high = fields.Float(allow_none=True)
    p = fields.Float(allow_none=True)


class SinceOut(AttOut):
    since = fields.Integer(metadata={"description": "periods since the start; below zero before it"})


class LevelOut(Out):
    since = fields.Integer(metadata={"description": "periods since the start; below zero before it"})
    service = fields.Float()
    centres = fields.Integer()


class RolloutOut(Out):
    shown = fields.Boolean()
    reason = fields.String(allow_none=True)
    group = fields.Nested(AttOut, allow_none=True)
    dynamic = fields.List(fields.Nested(SinceOut))
    before_after = fields.List(
        fields.Nested(LevelOut),
        metadata={"description": "where the comparison is not shown: service of those that started, without a number"},
    )
    placebo_p = fields.Float(allow_none=True)
    n_started = fields.Integer()
    n_compared = fields.Integer()


class WatchedOut(Out):
    centre_id = fields.UUID()
    name = fields.String()


class WarningOut(Out):
    shown = fields.Boolean()
    reason = fields.String(allow_none=True)
    watched = fields.List(fields.Nested(WatchedOut))
    hit_rate = fields.Float(allow_none=True)
    base_rate = fields.Float(allow_none=True)
    plain_hit_rate = fields.Float(allow_none=True)
    origins = fields.Integer()
    horizon = fields.Integer()


class CellOut(Out):
    dimension = fields.String()
    touchpoint = fields.String()
    slope = fields.Float(allow_none=True)
    low = fields.Float(allow_none=True)
    high = fields.Float(allow_none=True)
    q = fields.Float(allow_none=True)
    shade = fields.String(validate=validate.OneOf(["clear_plus", "clear_minus", "not_clear", "untested"]))
    n_centres = fields.Integer()


class NamedOut(Out):
    code = fields.String()
    name = fields.String()


class MatrixOut(Out):
    dimensions = fields.List(fields.Nested(NamedOut))
    touchpoints = fields.List(fields.Nested(NamedOut))
    cells = fields.List(fields.Nested(CellOut))


class DotOut(Out):
    centre_id = fields.UUID()
    name = fields.String()
    inside = fields.Float()
    outside = fields.Float()
    visits = fields.Integer()


class QuadrantOut(Out):
    dots = fields.List(fields.Nested(DotOut))
    hidden = fields.Integer(metadata={"description": "centres whose engagement may not be shown"})
    outside_mean = fields.Float(allow_none=True)
    inside_mean = fields.Float(allow_none=True)


class MoverOut(Out):
    centre_id = fields.UUID()
    name = fields.String()
    slope_without = fields.Float(allow_none=True)


class DataHealthOut(Out):
    waves = fields.Integer()
    centres_shown = fields.Integer()
    teams_shown = fields.Integer()
    response_rate = fields.Float(allow_none=True)
    answers_per_figure = fields.Float(allow_none=True)
    visits_per_period = fields.Float(allow_none=True)
    lambda_e = fields.Float(allow_none=True)
    lambda_s = fields.Float(allow_none=True)
    detectable = fields.Float(allow_none=True)


class ToldOut(Out):
    headline = fields.String()
    noise = fields.String(allow_none=True)
    chain = fields.String(allow_none=True)
    direction = fields.String(allow_none=True)
    says_not = fields.List(fields.String())


class AnalysisOut(Out):
    """Everything at one lag."""

    lag = fields.Integer()
    between = fields.Nested(RungOut)
    pooled = fields.Nested(RungOut)
    within = fields.Nested(RungOut)
    own_team = fields.Nested(OwnTeamOut)
    corrected = fields.Nested(CorrectedOut)
    lag_profile = fields.Nested(ProfileOut)
    direction = fields.Nested(VerdictOut)
    rollout = fields.Nested(RolloutOut)
    early_warning = fields.Nested(WarningOut)
    planning = fields.Nested(PlanningOut)
    matrix = fields.Nested(MatrixOut)
    quadrant = fields.Nested(QuadrantOut)
    movers = fields.List(fields.Nested(MoverOut))
    health = fields.Nested(DataHealthOut)


class SpanOut(Out):
    first = fields.String()
    last = fields.String()
    periods = fields.Integer()
    centres = fields.Integer()


class LinkOut(Out):
    status = fields.String(validate=validate.OneOf(["ready", "computing", "outdated", "failed", "none"]))
    step = fields.String()
    data_version = fields.String(allow_none=True)
    computed_at = Moment(allow_none=True)
    span = fields.Nested(SpanOut, allow_none=True)
    told = fields.Nested(ToldOut, allow_none=True)
    analysis = fields.Nested(AnalysisOut, allow_none=True)
    simulated = fields.Boolean()
