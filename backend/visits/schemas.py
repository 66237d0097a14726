"""Wire forms of visits and answers."""

from typing import Any

from marshmallow import fields, validate

from backend.checklists.schemas import LocalText
from backend.domain.answer import STATES
from backend.domain.visit_flow import Action, Status
from backend.http.fields import CommaList, Moment, Text, moment_text
from backend.http.schemas import In, Out, PageQuery
from backend.visits.note_schemas import NoteOut
from backend.visits.photo_schemas import QUESTION_ID, PhotoOut
from backend.visits.summary_schemas import VisitSummaryOut

KEY = {"description": "a question's id; in a repeated section with the entry behind it: staff_warm@2"}
SHA256 = validate.Regexp(r"^[0-9a-fA-F]{64}$")


class EachByItself(fields.Nested):
    """A list documented as its schema, but handed on as it came: each item is read, or refused, by itself."""

    def _deserialize(self, value: Any, *args: Any, **kwargs: Any) -> Any:
        if not isinstance(value, list):
            raise self.make_error("type", input=value, type="list")
        return value


class ByHand(fields.Nested):
    """Documented as its schema, but written by hand: sixty answers cost marshmallow more than all around them."""

    def _serialize(self, value: Any, *_: Any, **kwargs: Any) -> Any:  # type: ignore[override]
        return [{**row, "revision_id": _id(row), "updated_at": _moment(row["updated_at"])} for row in value]


def _id(row: dict[str, Any]) -> str | None:
    return None if row["revision_id"] is None else str(row["revision_id"])


def _moment(value: Any) -> str | None:
    return None if value is None else moment_text(value)


class AuditorFilter(fields.UUID):
    """An id, or "me"."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> Any:
        return value if value == "me" else super()._deserialize(value, attr, data, **kwargs)


class VisitQuery(PageQuery):
    """Filters of the list; every one that is given must fit."""

    status = CommaList(fields.Enum(Status, by_value=True), load_default=())
    centre_id = fields.UUID(load_default=None)
    area_id = fields.UUID(load_default=None)
    wave_id = fields.UUID(load_default=None)
    auditor_id = AuditorFilter(load_default=None)


class RotationIn(In):
    """The administrator's way past the rotation rule."""

    override_rotation = fields.Boolean(load_default=False)
    reason = Text(1000, load_default=None, allow_none=True)


class VisitPlanIn(RotationIn):
    """Who goes where and when."""

    centre_id = fields.UUID(required=True)
    auditor_id = fields.UUID(required=True)
    checklist_version_id = fields.UUID(required=True)
    wave_id = fields.UUID(load_default=None, allow_none=True)
    scenario_id = fields.UUID(load_default=None, allow_none=True)
    window_from = Moment(required=True)
    window_to = Moment(required=True)


class VisitPatch(RotationIn):
    """Another auditor or another time."""

    auditor_id = fields.UUID()
    window_from = Moment()
    window_to = Moment()


class AnswerIn(In):
    """One answer; `revision_id` and `updated_at` are the phone's."""

    question_id = fields.String(required=True, validate=QUESTION_ID, metadata=KEY)
    revision_id = fields.UUID(required=True)
    state = fields.String(required=True, validate=validate.OneOf(STATES))
    value = fields.Raw(allow_none=True)
    comment = fields.String(allow_none=True)
    waiver = fields.String(allow_none=True)
    updated_at = Moment(required=True)


class AnswersIn(In):
    """Answers of one visit; each is kept or refused by itself."""

    answers = EachByItself(AnswerIn, many=True, required=True)


class KeptOut(Out):
    """What became of one sent answer. A refused one says why; the others are not held up by it."""

    question_id = fields.String(allow_none=True)
    revision_id = fields.String(allow_none=True)
    updated_at = Moment(allow_none=True)
    kept = fields.String(validate=validate.OneOf(("sent", "stored", "refused")))
    code = fields.String(allow_none=True)
    message = fields.String(allow_none=True)


class LeaseOut(Out):
    """The device the visit is made on: an id it made up for itself, and what people call it."""

    device_id = fields.UUID()
    phone = fields.String()
    taken_at = Moment()


class LeaseIn(In):
    """When the auditor chose to go on with the visit on this device."""

    taken_at = Moment(required=True)


class AnswersOut(Out):
    """The state after the merge."""

    answers = ByHand(KeptOut, many=True)
    status = fields.String()
    row_version = fields.Integer()
    lease = fields.Nested(LeaseOut, allow_none=True)


class NotesOut(Out):
    """All notes of the visit after the merge."""

    notes = fields.List(fields.Nested(NoteOut))
    status = fields.String()
    row_version = fields.Integer()
    lease = fields.Nested(LeaseOut, allow_none=True)


class ManifestPhotoIn(In):
    """A photo the phone has sent, by the hash of its bytes."""

    id = fields.UUID(required=True)
    sha256 = fields.String(required=True, validate=SHA256)


class ClientScoreIn(In):
    """The phone's own result, to be compared."""

    tenths = fields.Integer(required=True, allow_none=True, strict=True)
    outcome = fields.String(required=True, allow_none=True, validate=validate.OneOf(("pass", "fail")))
    rule_version = fields.String(required=True, validate=validate.Length(max=20))


class SubmissionIn(In):
    """What the phone counted; `answer_count` are the answers it sent that are not cleared."""

    answer_count = fields.Integer(required=True, strict=True, validate=validate.Range(0, 10_000))
    photos = fields.List(fields.Nested(ManifestPhotoIn), required=True, validate=validate.Length(max=1000))
    client_score = fields.Nested(ClientScoreIn, required=True)
    attested = fields.Boolean(required=True, validate=validate.Equal(True))
    arrived_at = Moment(load_default=None, allow_none=True)
    left_at = Moment(load_default=None, allow_none=True)
    submitted_at = Moment(required=True)


class AnswerOut(Out):
    """The present answer to one question."""

    question_id = fields.String()
    revision_id = fields.UUID()
    state = fields.String(validate=validate.OneOf(STATES))
    value = fields.Raw(allow_none=True)
    comment = fields.String(allow_none=True)
    waiver = fields.String(allow_none=True)
    updated_at = Moment()


class ReturnItemOut(Out):
    """One question that was sent back."""

    question_id = fields.String()
    reason = fields.String()


class ReturnOut(Out):
    """A return: what has to be corrected, and until when."""

    id = fields.UUID()
    at = Moment()
    note = fields.String()
    due_at = Moment(allow_none=True)
    reviewer_name = fields.String()
    items = fields.List(fields.Nested(ReturnItemOut))


class ReviewOut(Out):
    """The latest decision."""

    decision = fields.String()
    note = fields.String()
    at = Moment()
    reviewer_name = fields.String()


class LeftBehindOut(Out):
    """An answer whose question another version does not ask."""

    question_id = fields.String()
    text = LocalText()


class RescoreOut(Out):
    """What the answers give with another version: not the visit's result."""

    number = fields.Integer(metadata={"description": "of the certificate"})
    issued_at = Moment()
    version_id = fields.UUID()
    version_number = fields.Integer()
    tenths = fields.Integer(allow_none=True)
    outcome = fields.String(allow_none=True)
    not_asked = fields.Integer(
        metadata={"description": "questions left out, because the visit has no answer that fits them"}
    )
    no_longer_asked = fields.List(fields.Nested(LeftBehindOut))


class VisitOut(VisitSummaryOut):
    """A visit with everything in it."""

    brief = fields.Dict(keys=fields.String(), allow_none=True)
    answers = ByHand(AnswerOut, many=True)
    photos = fields.List(fields.Nested(PhotoOut))
    score_card = fields.Dict(keys=fields.String(), allow_none=True)
    client_score = fields.Dict(keys=fields.String(), allow_none=True)
    score_agrees = fields.Boolean(allow_none=True)
    returns = fields.List(fields.Nested(ReturnOut))
    review = fields.Nested(ReviewOut, allow_none=True)
    arrived_at = Moment(allow_none=True)
    left_at = Moment(allow_none=True)
    attested_at = Moment(allow_none=True)
    completed_after_s = fields.Integer(
        allow_none=True, metadata={"description": "from leaving to the first submission, by the phone's clock"}
    )
    clock_ahead_s = fields.Integer(
        allow_none=True, metadata={"description": "the phone's clock against ours as the visit was submitted"}
    )
    notes = fields.List(fields.Nested(NoteOut), metadata={"description": "never shown to a centre"})
    lease = fields.Nested(LeaseOut, allow_none=True)
    rescores = fields.List(fields.Nested(RescoreOut))
    allowed = fields.List(fields.String(validate=validate.OneOf([str(action) for action in Action])))


class TrailEntryOut(Out):
    """One event of a visit's life."""

    at = Moment()
    actor_name = fields.String(allow_none=True)
    action = fields.String()
    from_status = fields.String(allow_none=True)
    to_status = fields.String(allow_none=True)
    why = fields.String(allow_none=True)
    details = fields.Dict(keys=fields.String(), allow_none=True)
