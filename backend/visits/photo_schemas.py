"""Wire forms of photos."""

from marshmallow import fields, validate

from backend.http.fields import Moment, Text
from backend.http.schemas import In, Out

QUESTION_ID = validate.Length(min=1, max=80)


class PhotoOut(Out):
    """A photo; `sha256` is of the bytes as they were sent."""

    id = fields.UUID()
    visit_id = fields.UUID()
    question_id = fields.String(allow_none=True)
    sha256 = fields.String()
    size = fields.Integer()
    width = fields.Integer()
    height = fields.Integer()
    caption = fields.String()
    taken_at = Moment(allow_none=True)
    status = fields.String(validate=validate.OneOf(("received", "ready", "unreadable")))
    created_at = Moment()


class PhotoQuery(In):
    """What belongs to a photo besides its bytes."""

    visit_id = fields.UUID(required=True)
    question_id = fields.String(load_default=None, validate=QUESTION_ID)
    taken_at = Moment(load_default=None)
    caption = Text(500, blank=True, load_default="")


class PhotoPatch(In):
    """Words about a photo, and the question it belongs to."""

    caption = Text(500, blank=True)
    question_id = fields.String(allow_none=True, validate=QUESTION_ID)


class ImageQuery(In):
    """Which copy."""

    size = fields.Integer(load_default=2048, validate=validate.OneOf((2048, 320)))
