"""Wire forms of actions."""

import datetime as dt
from typing import Any, Final

from marshmallow import ValidationError, fields, validate, validates_schema

from backend.domain.action_flow import ActionStatus
from backend.domain.measures import PATTERN
from backend.http.fields import CommaList, Moment, Name, Text
from backend.http.schemas import In, Out, PageQuery

STATUSES: Final = tuple(ActionStatus)
LATEST: Final = dt.date(2200, 1, 1)
TITLE, NOTE = 200, 4000


def _within_reason(day: dt.date) -> None:
    if day > LATEST:
        raise ValidationError(f"Give a day before {LATEST}.")


class ActionIn(In):
    """What is agreed for a centre, by when; and the finding it is about, where there is one."""

    centre_id = fields.UUID(required=True)
    title = Name(TITLE, required=True)
    measure = fields.String(load_default=None, allow_none=True, validate=validate.Regexp(PATTERN))
    visit_id = fields.UUID(load_default=None, allow_none=True)
    question_id = fields.String(load_default=None, allow_none=True, validate=validate.Length(min=1, max=80))
    due_on = fields.Date(required=True, validate=_within_reason)


class ActionPatch(In):
    """Other words or another day; or its end ("done" with what was done, "dropped" with why), or "open" again."""

    title = Name(TITLE)
    due_on = fields.Date(validate=_within_reason)
    status = fields.String(validate=validate.OneOf(STATUSES))
    note = Text(NOTE)
    privacy_confirmed = fields.Boolean(
        metadata={
            "description": "the photos show no other people, number plates or documents; needed where there are any"
        }
    )

    @validates_schema
    def _complete(self, data: dict[str, Any], **_: object) -> None:
        if not data:
            raise ValidationError("Say what should change.")
        if "status" in data and "note" not in data:
            raise ValidationError("Say what was done, or why.", "note")
        if "status" not in data and {"note", "privacy_confirmed"} & set(data):
            raise ValidationError("Say what becomes of the action.", "status")


class ActionQuery(PageQuery):
    """Filters of a list of actions; `status` takes several, separated by commas. An area means all below it too."""

    status = CommaList(fields.String(validate=validate.OneOf(STATUSES)), load_default=list)
    overdue = fields.Boolean(load_default=None, metadata={"description": "open, and its day is over at the centre"})


class AllActionsQuery(ActionQuery):
    """The same over several centres."""

    centre_id = fields.UUID(load_default=None)
    area_id = fields.UUID(load_default=None)


class ActionOut(Out):
    """An action. `done_note` is what was said at its end; `may_become` what this person may make of it now."""

    id = fields.UUID()
    centre_id = fields.UUID()
    centre_name = fields.String()
    title = fields.String()
    measure = fields.String(allow_none=True)
    visit_id = fields.UUID(allow_none=True)
    question_id = fields.String(allow_none=True)
    due_on = fields.Date()
    overdue = fields.Boolean()
    status = fields.String(validate=validate.OneOf(STATUSES))
    done_note = fields.String()
    opened_by = fields.String(metadata={"description": "the name of who agreed it"})
    opened_at = Moment()
    closed_by = fields.String(allow_none=True)
    closed_at = Moment(allow_none=True)
    photos = fields.List(fields.UUID())
    may_become = fields.List(fields.String(validate=validate.OneOf(STATUSES)))
    may_change = fields.Boolean(metadata={"description": "other words or another day"})
    row_version = fields.Integer()


class ActionPhotoOut(Out):
    """A photo of what was done; `sha256` is of the bytes as they were sent, which are not kept."""

    id = fields.UUID()
    action_id = fields.UUID()
    sha256 = fields.String()
    width = fields.Integer()
    height = fields.Integer()
