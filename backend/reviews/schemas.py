"""Wire forms of what a reviewer sends."""

from marshmallow import fields, validate

from backend.http.fields import Moment, Text
from backend.http.schemas import In

NOTE = 4000


class ReturnItemIn(In):
    """One question that needs another look, and why."""

    question_id = fields.String(required=True, validate=validate.Length(min=1, max=80))
    reason = Text(NOTE, required=True)


class ReturnIn(In):
    """Sending a visit back; due in 24 hours unless said otherwise."""

    note = Text(NOTE, blank=True, load_default="")
    due_at = Moment(load_default=None, allow_none=True)
    items = fields.List(fields.Nested(ReturnItemIn), required=True, validate=validate.Length(min=1, max=500))


class ApprovalIn(In):
    """Approving; whoever approves confirms that no photo shows other people, number plates or documents."""

    note = Text(NOTE, blank=True, load_default="")
    privacy_confirmed = fields.Boolean(required=True, validate=validate.Equal(True))


class RescoreIn(In):
    """Which version to score with."""

    version_id = fields.UUID(required=True)


class ReasonIn(In):
    """Ending a visit, and why."""

    reason = Text(NOTE, required=True)
