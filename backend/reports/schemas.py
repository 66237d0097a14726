"""Wire schemas of reports and of their verification."""

from marshmallow import fields, validate

from backend.http.fields import Moment
from backend.http.schemas import In, Out, PageQuery, RefusalOut
from backend.links.schemas import LONGEST_LAG
from backend.reports.kinds import KINDS
from backend.reports.scope import PERIOD_KINDS

EDITIONS = ("review", "centre")
FORMATS = ("pdf", "zip")
STATUSES = ("queued", "running", "ready", "expired", "failed", "cancelled")
A_LAG = validate.Range(min=0, max=LONGEST_LAG)
A_PERIOD = {"description": "month 2026-08, quarter 2026-Q3, year 2026, or the code of a wave"}


class ReportIn(In):
    kind = fields.String(required=True, validate=validate.OneOf(list(KINDS)))
    edition = fields.String(required=True, validate=validate.OneOf(EDITIONS))
    format = fields.String(load_default="pdf", validate=validate.OneOf(FORMATS))
    visit_id = fields.UUID(load_default=None)
    centre_id = fields.UUID(load_default=None)
    area_id = fields.UUID(load_default=None)
    period_kind = fields.String(load_default=None, validate=validate.OneOf(PERIOD_KINDS))
    period = fields.String(load_default=None, validate=validate.Length(max=60), metadata=A_PERIOD)
    lag = fields.Integer(load_default=None, validate=A_LAG, metadata={"description": "of inside-outside, in quarters"})


class ReportQuery(PageQuery):
    of_visits = fields.Boolean(
        load_default=None, metadata={"description": "true: of single visits; false: of places and periods"}
    )
    kind = fields.String(load_default=None, validate=validate.OneOf(list(KINDS)))
    visit_id = fields.UUID(load_default=None)
    centre_id = fields.UUID(load_default=None)
    area_id = fields.UUID(load_default=None)
    period_kind = fields.String(load_default=None, validate=validate.OneOf(PERIOD_KINDS))
    period = fields.String(load_default=None, validate=validate.Length(max=60))
    lag = fields.Integer(load_default=None, validate=A_LAG)


class ReportOut(Out):
    id = fields.UUID()
    kind = fields.String(validate=validate.OneOf(list(KINDS)))
    edition = fields.String()
    format = fields.String(validate=validate.OneOf(FORMATS))
    language = fields.String()
    visit_id = fields.UUID(allow_none=True)
    centre_id = fields.UUID(allow_none=True)
    area_id = fields.UUID(allow_none=True)
    period_kind = fields.String(allow_none=True)
    period = fields.String(allow_none=True)
    lag = fields.Integer(allow_none=True)
    status = fields.String(validate=validate.OneOf(STATUSES))
    done = fields.Integer()
    total = fields.Integer(allow_none=True)
    step = fields.String()
    code = fields.String(allow_none=True, metadata={"description": "opens /verify/<code>"})
    sha256 = fields.String(attribute="file_sha256", allow_none=True)
    size = fields.Integer(allow_none=True)
    pages = fields.Integer(allow_none=True)
    created_at = Moment()
    expires_at = Moment(allow_none=True)
    problem = fields.Nested(RefusalOut, allow_none=True)


class VerificationQuery(In):
    sha256 = fields.String(load_default=None, validate=validate.Regexp("^[0-9a-fA-F]{64}$"))


class VerificationOut(Out):
    code = fields.String()
    kind = fields.String(validate=validate.OneOf(list(KINDS)))
    issued_on = fields.Date()
    status = fields.String(validate=validate.OneOf(["current", "superseded", "withdrawn"]))
    file = fields.String(
        allow_none=True,
        validate=validate.OneOf(["same", "other"]),
        metadata={"description": "whether a file with this SHA-256 is the one issued; null where none was given"},
    )
