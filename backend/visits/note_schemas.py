"""Wire forms of what an auditor notes while there: times with one tap, lines of text, a stopwatch."""

from typing import Any, Final

from marshmallow import ValidationError, fields, validate, validates_schema

from backend.http.fields import Moment, Text
from backend.http.schemas import In, Out
from backend.visits.notes import MOST_NOTES, TIMES

# What is tapped on site beside arriving and leaving. Everything with an id of its own is a line of text.
STAMPS: Final = ("acknowledged", "greeted", "seated", "test_drive")
STOPWATCH: Final = "stopwatch"
LONGEST_NOTE: Final = 2_000
_UUID: Final = "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"
NAMED: Final = (*TIMES, *STAMPS, STOPWATCH)
NOTE_ID: Final = validate.Regexp(f"^({'|'.join(NAMED)}|{_UUID})$")
KINDS: Final = {
    "description": "`arrived` or `left`, times of the visit as well; a stamp's name; `stopwatch`; or a line's own id"
}


class NoteIn(In):
    """One thing noted. `until`: when the stopwatch was stopped, null while it runs. `text`: only of a line."""

    id = fields.String(required=True, validate=NOTE_ID, metadata=KINDS)
    revision_id = fields.UUID(required=True)
    at = Moment(required=True)
    until = Moment(load_default=None, allow_none=True)
    text = Text(LONGEST_NOTE, load_default=None, allow_none=True)
    removed = fields.Boolean(load_default=False)
    updated_at = Moment(required=True)

    @validates_schema
    def _check_kind(self, data: dict[str, Any], **_: Any) -> None:
        is_line = data["id"] not in NAMED
        if (data["text"] is not None) != (is_line and not data["removed"]):
            raise ValidationError("A line has a text until it is removed, and nothing else has one.", "text")
        if data["until"] is not None and data["id"] != STOPWATCH:
            raise ValidationError("Only the stopwatch ends.", "until")


class NotesIn(In):
    """All that a phone has noted of one visit; the newer of two versions of one thing is kept."""

    notes = fields.List(fields.Nested(NoteIn), required=True, validate=validate.Length(max=MOST_NOTES))


class NoteOut(Out):
    """One thing noted while there."""

    id = fields.String(metadata=KINDS)
    revision_id = fields.UUID()
    at = Moment()
    until = Moment(allow_none=True)
    text = fields.String(allow_none=True)
    removed = fields.Boolean()
    updated_at = Moment()
