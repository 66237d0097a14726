"""Wire forms of photos."""

from typing import Any, Final

from marshmallow import ValidationError, fields, validate, validates_schema

from backend.http.fields import CommaList, Moment, Text
from backend.http.schemas import In, Out

QUESTION_ID = validate.Length(min=1, max=80)
RANK = validate.Range(min=0, max=1_000_000)
MOST_REPLACED: Final = 50


class PlaceNote(Out):
    """Why to ask where a photo was taken: it was `metres` away from the centre, or the auditor did not say."""

    code = fields.String(validate=validate.OneOf(("away", "refused")))
    metres = fields.Integer(allow_none=True)


class PhotoOut(Out):
    """A photo; `sha256` is of the bytes as they were sent. `place_note` is for reviewers."""

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
    place_note = fields.Nested(PlaceNote, allow_none=True, dump_default=None)


class PositionIn(In):
    """Where the phone was, or that its auditor does not want to say."""

    lat = fields.Float(validate=validate.Range(-90, 90))
    lon = fields.Float(validate=validate.Range(-180, 180))
    accuracy_m = fields.Float(validate=validate.Range(0, 1_000_000))
    refused = fields.Boolean(truthy={True}, falsy={False})

    @validates_schema
    def _one_or_the_other(self, data: dict[str, Any], **_: object) -> None:
        figures = {"lat", "lon", "accuracy_m"}
        if data.get("refused") if figures.isdisjoint(data) else figures <= set(data) and not data.get("refused"):
            return
        raise ValidationError("Give lat, lon and accuracy_m, or only refused: true.")


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
    """Words about a photo, its question, its place among that question's photos, and where it was taken."""

    caption = Text(500, blank=True)
    question_id = fields.String(allow_none=True, validate=QUESTION_ID)
    rank = fields.Integer(strict=True, validate=RANK)
    position = fields.Nested(PositionIn)


class DeletionQuery(In):
    """The visit a photo was taken on: with it, a photo can be deleted that has not arrived yet."""

    visit_id = fields.UUID(load_default=None)


class ImageQuery(In):
    """Which copy."""

    size = fields.Integer(load_default=2048, validate=validate.OneOf((2048, 320)))
