"""Wire forms of photos."""

from typing import Final

from marshmallow import fields, validate

from backend.http.fields import CommaList, Moment, Text
from backend.http.schemas import In, Out

QUESTION_ID = validate.Length(min=1, max=80)
RANK = validate.Range(min=0, max=1_000_000)
MOST_REPLACED: Final = 50


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
    rank = fields.Integer()
    taken_at = Moment(allow_none=True)
    status = fields.String(validate=validate.OneOf(("received", "ready", "unreadable")))
    created_at = Moment()


class PhotoQuery(In):
    """What belongs to a photo besides its bytes.

    `rank` is its place among the photos of its question. `replaces` names photos of this visit whose place it takes,
    also such as are still on their way: they are deleted for good in the same moment.
    """

    visit_id = fields.UUID(required=True)
    question_id = fields.String(load_default=None, validate=QUESTION_ID)
    taken_at = Moment(load_default=None)
    caption = Text(500, blank=True, load_default="")
    rank = fields.Integer(load_default=0, validate=RANK)
    replaces = CommaList(fields.UUID(), load_default=(), validate=validate.Length(max=MOST_REPLACED))


class PhotoPatch(In):
    """Words about a photo, the question it belongs to, and its place among that question's photos."""

    caption = Text(500, blank=True)
    question_id = fields.String(allow_none=True, validate=QUESTION_ID)
    rank = fields.Integer(strict=True, validate=RANK)


class DeletionQuery(In):
    """The visit a photo was taken on: with it, a photo can be deleted that has not arrived yet."""

    visit_id = fields.UUID(load_default=None)


class ImageQuery(In):
    """Which copy."""

    size = fields.Integer(load_default=2048, validate=validate.OneOf((2048, 320)))
