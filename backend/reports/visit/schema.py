"""The shape of the visit report's context. What does not fit never reaches the template."""

from marshmallow import fields

from backend.reports.shapes import FactContext, ReportContext, Strict


class CentreContext(Strict):
    name = fields.String()
    city = fields.String()
    area = fields.String()


class ScoreContext(Strict):
    text = fields.String()
    outcome = fields.String()
    outcome_text = fields.String()
    band = fields.String()
    delight = fields.String()
    gauge = fields.String()
    mode = fields.String()
    renormalised = fields.Boolean()
    exact = fields.String()


class PointsContext(Strict):
    reached = fields.String()
    max = fields.String()


class ThumbContext(Strict):
    image = fields.String()
    title = fields.String()


class QuestionContext(Strict):
    id = fields.String()
    number = fields.String()
    reference = fields.String()
    text = fields.String()
    critical = fields.Boolean()
    delight = fields.Boolean()
    answer = fields.String()
    points = fields.Nested(PointsContext)
    missed = fields.Boolean()
    state = fields.String()
    comment = fields.String()
    waiver = fields.String()
    notes = fields.List(fields.String())
    photos = fields.List(fields.Nested(ThumbContext))
    flows = fields.Boolean()


class GroupContext(Strict):
    heading = fields.String()
    questions = fields.List(fields.Nested(QuestionContext))


class SectionContext(Strict):
    id = fields.String()
    number = fields.String()
    title = fields.String()
    score = fields.String()
    percent = fields.Float(allow_none=True)
    base = fields.String()
    gate = fields.String()
    gate_text = fields.String()
    gate_missed = fields.Boolean()
    groups = fields.List(fields.Nested(GroupContext))
    nobody = fields.String()


class TrendRowContext(Strict):
    period = fields.String()
    mean = fields.String()
    range = fields.String()
    visits = fields.String()
    chain = fields.String()


class TrendContext(Strict):
    chart = fields.String()
    rows = fields.List(fields.Nested(TrendRowContext))


class PlateContext(Strict):
    image = fields.String(allow_none=True)
    title = fields.String()
    caption = fields.String()
    taken = fields.String()
    wide = fields.Boolean()


class EvidenceContext(Strict):
    title = fields.String()
    sha256 = fields.String()


class CertificateContext(Strict):
    number = fields.String()
    issued = fields.String()
    sha256 = fields.String()
    content_hash = fields.String()
    rule_version = fields.String()
    evidence = fields.List(fields.Nested(EvidenceContext))


class LeftBehindContext(Strict):
    text = fields.String()
    answer = fields.String()
    comment = fields.String()


class WrittenContext(Strict):
    time = fields.String()
    text = fields.String()


class RescoreContext(Strict):
    title = fields.String()
    number = fields.String()
    issued = fields.String()
    score = fields.String()
    not_asked = fields.String()
    sha256 = fields.String()
    left_behind = fields.List(fields.Nested(LeftBehindContext))


class VisitReportContext(ReportContext):
    draft = fields.Boolean()
    centre = fields.Nested(CentreContext)
    facts = fields.List(fields.Nested(FactContext))
    score = fields.Nested(ScoreContext)
    reasons = fields.List(fields.String())
    review_note = fields.String()
    sections = fields.List(fields.Nested(SectionContext))
    trend = fields.Nested(TrendContext)
    plates = fields.List(fields.Nested(PlateContext))
    left_behind = fields.List(fields.Nested(LeftBehindContext))
    set_aside = fields.List(fields.Nested(LeftBehindContext))
    written = fields.List(fields.Nested(WrittenContext))
    certificate = fields.Nested(CertificateContext, allow_none=True)
    rescores = fields.List(fields.Nested(RescoreContext))
