"""The shapes of reports of figures: one for centres and areas, one for the wall."""

from marshmallow import fields

from backend.reports.shapes import FactContext, ReportContext, Strict


class FigureContext(Strict):
    mean = fields.String()
    range = fields.String()
    visits = fields.String()


class PeriodRowContext(FigureContext):
    period = fields.String()
    chain = fields.String()


class MemberContext(FigureContext):
    name = fields.String()
    change = fields.String()
    clear = fields.Boolean()


class BesideContext(FigureContext):
    name = fields.String()
    about = fields.String()
    chain = fields.String()


class VisitRowContext(Strict):
    centre = fields.String()
    visited = fields.String()
    checklist = fields.String()
    score = fields.String()
    outcome = fields.String()


class OverTimeContext(Strict):
    chart = fields.String()
    rows = fields.List(fields.Nested(PeriodRowContext))


class FiguresContext(ReportContext):
    """`members` are empty in a centre's report, their pictures may be several; `against`: the chain beside."""

    against = fields.Boolean()
    report = fields.String()
    title = fields.String()
    place = fields.String()
    period = fields.String()
    sentence = fields.String()
    facts = fields.List(fields.Nested(FactContext))
    trend = fields.Nested(OverTimeContext)
    member_charts = fields.List(fields.Nested(Strict.from_dict({"chart": fields.String()})))
    members = fields.List(fields.Nested(MemberContext))
    profile = fields.Nested(Strict.from_dict({"chart": fields.String()}))
    touchpoints = fields.List(fields.Nested(BesideContext))
    strongest = fields.List(fields.Nested(BesideContext))
    weakest = fields.List(fields.Nested(BesideContext))
    visits = fields.List(fields.Nested(VisitRowContext))


class WallContext(ReportContext):
    report = fields.String()
    title = fields.String()
    place = fields.String()
    period = fields.String()
    sentence = fields.String()
    gauge = fields.String()
    base = fields.String()
    chart = fields.String()
    strongest = fields.List(fields.Nested(BesideContext))
    weakest = fields.List(fields.Nested(BesideContext))
