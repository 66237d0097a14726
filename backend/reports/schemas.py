"""Wire schemas of reports."""

from marshmallow import fields, validate

from backend.http.fields import Moment
from backend.http.schemas import In, Out, PageQuery


class ReportIn(In):
    kind = fields.String(required=True, validate=validate.OneOf(["visit"]))
    visit_id = fields.UUID(required=True)
    edition = fields.String(required=True, validate=validate.OneOf(["review", "centre"]))


class ReportQuery(PageQuery):
    visit_id = fields.UUID(load_default=None)


class ReportOut(Out):
    id = fields.UUID()
    kind = fields.String()
    visit_id = fields.UUID()
    edition = fields.String()
    status = fields.String(validate=validate.OneOf(["queued", "running", "ready", "failed", "cancelled"]))
    done = fields.Integer()
    total = fields.Integer(allow_none=True)
    step = fields.String()
    sha256 = fields.String(attribute="file_sha256", allow_none=True)
    size = fields.Integer(allow_none=True)
    pages = fields.Integer(allow_none=True)
    created_at = Moment()
    error = fields.String(allow_none=True)
