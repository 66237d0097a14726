"""The shape of a visit in a list: where, who, when, by which checklist, with which result."""

from marshmallow import fields, validate

from backend.checklists.schemas import LocalText
from backend.domain.visit_flow import Status
from backend.http.fields import Moment
from backend.http.schemas import Out


class VisitCentreOut(Out):
    """Where."""

    id = fields.UUID()
    code = fields.String()
    name = fields.String()
    city = fields.String()
    time_zone = fields.String()
    area_id = fields.UUID()
    area_name = fields.String(attribute="area.name")


class VisitAuditorOut(Out):
    """Who. Never sent to a centre."""

    id = fields.UUID()
    name = fields.String()


class VisitWaveOut(Out):
    """In which period."""

    id = fields.UUID()
    code = fields.String()
    name = fields.String()


class VisitChecklistOut(Out):
    """By which checklist."""

    version_id = fields.UUID(attribute="id")
    slug = fields.String(attribute="checklist.slug")
    title = LocalText()
    number = fields.Integer()


class VisitScoreOut(Out):
    """The result; all null where nothing was assessed."""

    percent = fields.Float(attribute="score_percent", allow_none=True)
    tenths = fields.Integer(attribute="score_tenths", allow_none=True)
    band = fields.String(allow_none=True)
    outcome = fields.String(allow_none=True)


class VisitSummaryOut(Out):
    """A line of the list."""

    id = fields.UUID()
    status = fields.String(validate=validate.OneOf([str(status) for status in Status]))
    centre = fields.Nested(VisitCentreOut)
    auditor = fields.Nested(VisitAuditorOut, allow_none=True)
    wave = fields.Nested(VisitWaveOut, allow_none=True)
    checklist = fields.Nested(VisitChecklistOut)
    window_from = Moment()
    window_to = Moment()
    due_at = Moment(allow_none=True)
    visited_on = fields.Date(allow_none=True)
    submitted_at = Moment(allow_none=True)
    decided_at = Moment(allow_none=True)
    score = fields.Nested(VisitScoreOut, allow_none=True)
    open_return = fields.Boolean()
    photo_count = fields.Integer()
    row_version = fields.Integer()
    updated_at = Moment()
