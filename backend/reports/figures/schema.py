"""The shapes of reports of figures: one for centres, areas and waves, one for the wall."""

from marshmallow import fields

from backend.reports.shapes import FactContext, ReportContext, Strict


class FigureContext(Strict):
    """`counted` and `left_out`: questions that counted, and those that were not applicable or not observed."""

    mean = fields.String()
    range = fields.String()
    visits = fields.String()
    counted = fields.String()
    left_out = fields.String()


class PeriodRowContext(FigureContext):
    """`alike`: the same visits on the questions that kept their meaning."""

    period = fields.String()
    alike = fields.String()
    chain = fields.String()


class ChangedContext(FigureContext):
    name = fields.String()
    change = fields.String()
    clear = fields.Boolean()


class MemberContext(ChangedContext):
    """`shrunk`: its mean, drawn towards the mean of all; `otherwise`: its places if sections were weighed otherwise."""

    place = fields.String()
    shrunk = fields.String()
    otherwise = fields.String()


class BesideContext(FigureContext):
    name = fields.String()
    chain = fields.String()


class ItemContext(BesideContext):
    about = fields.String()


class SectionContext(ItemContext):
    questions = fields.List(fields.Nested(BesideContext))


class AttentionContext(Strict):
    name = fields.String()
    reason = fields.String()


class CoverageContext(Strict):
    name = fields.String()
    planned = fields.String()
    visited = fields.String()
    approved = fields.String()


class PictureContext(Strict):
    image = fields.String()
    title = fields.String()
    caption = fields.String()


class VisitRowContext(Strict):
    centre = fields.String()
    visited = fields.String()
    checklist = fields.String()
    score = fields.String()
    outcome = fields.String()


class OverTimeContext(Strict):
    """The lines of `chart` are the columns of `rows`; `alike`: whether there is such a line."""

    chart = fields.String()
    alike = fields.Boolean()
    rows = fields.List(fields.Nested(PeriodRowContext))


class ExactContext(Strict):
    """A figure as it is, not rounded; `of` is place or chain."""

    measure = fields.String()
    of = fields.String()
    mean = fields.Float()
    low = fields.Float(allow_none=True)
    high = fields.Float(allow_none=True)
    method = fields.String(allow_none=True)
    visits = fields.Integer()
    centres = fields.Integer()
    applicable = fields.Integer()
    excluded = fields.Integer()
    low_base = fields.Boolean()
    checklists = fields.List(fields.String())


class PlaceContext(ReportContext):
    """What a place and a period are called, and the sentence that comes first."""

    report = fields.String()
    title = fields.String()
    place = fields.String()
    period = fields.String()
    sentence = fields.String()
    strongest = fields.List(fields.Nested(ItemContext))
    weakest = fields.List(fields.Nested(ItemContext))


class FiguresContext(PlaceContext):
    """`members` are empty in a centre's report, their pictures may be several; `against`: the chain beside."""

    against = fields.Boolean()
    facts = fields.List(fields.Nested(FactContext))
    whole = fields.List(fields.Nested(BesideContext))
    trend = fields.Nested(OverTimeContext)
    attention = fields.List(fields.Nested(AttentionContext))
    areas = fields.List(fields.Nested(ChangedContext))
    league = fields.String()
    member_charts = fields.List(fields.Nested(Strict.from_dict({"chart": fields.String()})))
    members = fields.List(fields.Nested(MemberContext))
    profile = fields.Nested(Strict.from_dict({"chart": fields.String()}))
    touchpoints = fields.List(fields.Nested(BesideContext))
    ends_note = fields.String()
    sections = fields.List(fields.Nested(SectionContext))
    coverage = fields.List(fields.Nested(CoverageContext))
    coverage_sentence = fields.String()
    photos = fields.List(fields.Nested(PictureContext))
    visits = fields.List(fields.Nested(VisitRowContext))
    figures = fields.List(fields.Nested(ExactContext))


class WallContext(PlaceContext):
    """`steps`: the customer's way in two columns, where no question can be named yet."""

    gauge = fields.String()
    base = fields.String()
    chart = fields.String()
    steps = fields.List(fields.List(fields.Nested(BesideContext)))
