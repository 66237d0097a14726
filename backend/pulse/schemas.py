"""Wire schemas of pulses: what the office sends and gets, and the two small bodies of staff."""

import datetime as dt
import re
from typing import Any, Final

from marshmallow import ValidationError, fields, validate, validates_schema

from backend.engagement.published import WHOLE
from backend.http.fields import Moment, Name
from backend.http.schemas import In, Out
from backend.pulse.adding import HIGH, LOW
from backend.pulse.models import TEAM_LENGTH

LANGUAGES: Final = ("en", "de")
CODE: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,39}")
KEY: Final = re.compile(r"[a-z][a-z0-9_]{0,39}")
LONGEST_DAYS: Final = 92
# Two minutes hold no more.
MOST_QUESTIONS: Final = 20


def matching(pattern: re.Pattern[str], sentence: str) -> validate.Validator:
    return validate.Regexp(re.compile(f"{pattern.pattern}\\Z"), error=sentence)


class TextsField(fields.Dict):
    """A question in one language or more: {"en": "…", "de": "…"}."""

    def __init__(self, **kwargs: Any) -> None:
        keys = fields.String(validate=validate.OneOf(LANGUAGES))
        super().__init__(keys=keys, values=Name(200), validate=validate.Length(min=1), **kwargs)


class QuestionIn(In):
    id = fields.String(required=True, validate=matching(KEY, "Use small letters, digits and _ only."))
    dimension = fields.String(required=True, validate=matching(KEY, "Use small letters, digits and _ only."))
    reversed = fields.Boolean(load_default=False, truthy={True}, falsy={False})
    text = TextsField(required=True)

    @validates_schema
    def _is_a_part(self, data: dict[str, Any], **_: object) -> None:
        if data["dimension"] == WHOLE:
            raise ValidationError("The whole is worked out from the parts: choose another dimension.", "dimension")


class TemplateIn(In):
    questions = fields.List(
        fields.Nested(QuestionIn), required=True, validate=validate.Length(min=1, max=MOST_QUESTIONS)
    )

    @validates_schema
    def _once_each(self, data: dict[str, Any], **_: object) -> None:
        ids = [one["id"] for one in data["questions"]]
        if len(set(ids)) < len(ids):
            raise ValidationError("Two questions have the same id.", "questions")


class QuestionOut(Out):
    id = fields.String()
    dimension = fields.String()
    reversed = fields.Boolean()
    text = fields.Dict(keys=fields.String(), values=fields.String())


class DimensionNameOut(Out):
    code = fields.String()
    name = fields.Dict(keys=fields.String(), values=fields.String())


class TemplateOut(Out):
    """`starter`: the questions that come with the product, under `licence`, not validated."""

    questions = fields.List(fields.Nested(QuestionOut))
    starter = fields.Boolean()
    licence = fields.String()
    dimensions = fields.List(fields.Nested(DimensionNameOut))
    row_version = fields.Integer()


class PulseIn(In):
    code = fields.String(required=True, validate=matching(CODE, "Use letters, digits, dots and - only, 40 at most."))
    opened_on = fields.Date(required=True)
    closed_on = fields.Date(required=True)
    languages = fields.List(
        fields.String(validate=validate.OneOf(LANGUAGES)),
        load_default=lambda: list(LANGUAGES),
        validate=[validate.Length(min=1), lambda given: _once(given)],
    )

    @validates_schema
    def _is_a_time(self, data: dict[str, Any], **_: object) -> None:
        first, last = data["opened_on"], data["closed_on"]
        if not dt.timedelta(0) <= last - first <= dt.timedelta(days=LONGEST_DAYS):
            raise ValidationError(f"The last day is at most {LONGEST_DAYS} days after the first.", "closed_on")


def _once(given: list[str]) -> None:
    if len(set(given)) < len(given):
        raise ValidationError("Name each language once.")


class PulseOut(Out):
    id = fields.UUID()
    code = fields.String()
    opened_on = fields.Date()
    closed_on = fields.Date()
    floor = fields.Integer()
    languages = fields.List(fields.String())
    questions = fields.List(fields.Nested(QuestionOut))
    state = fields.String(validate=validate.OneOf(["planned", "open", "closed"]))
    created_at = Moment()
    closed_at = Moment(allow_none=True)


class PlaceTeamOut(Out):
    """`code` "" is the whole centre. `answered`: null is fewer than the floor. `address`: null without a link."""

    code = fields.String()
    name = fields.String()
    answered = fields.Integer(allow_none=True)
    link_id = fields.UUID(allow_none=True)
    address = fields.String(allow_none=True)


class PulsePlaceOut(Out):
    id = fields.UUID()
    name = fields.String()
    area_name = fields.String()
    teams = fields.List(fields.Nested(PlaceTeamOut))


class PulseLinksIn(In):
    centre_id = fields.UUID(load_default=None, allow_none=True)
    by = fields.String(load_default="team", validate=validate.OneOf(["team", "centre"]))


class PulseLinksOut(Out):
    made = fields.Integer()


class PosterQuery(In):
    language = fields.String(load_default="en", validate=validate.OneOf(LANGUAGES))


class CodesIn(In):
    centre_id = fields.UUID(required=True)
    team_code = fields.String(load_default="", validate=validate.Length(max=TEAM_LENGTH))
    count = fields.Integer(required=True, strict=True, validate=validate.Range(min=1, max=100))


class CodesOut(Out):
    """Told once."""

    codes = fields.List(fields.String())


class SlipsIn(In):
    centre_id = fields.UUID(required=True)
    team_code = fields.String(load_default="", validate=validate.Length(max=TEAM_LENGTH))
    codes = fields.List(Name(40), required=True, validate=validate.Length(min=1, max=100))
    language = fields.String(load_default="en", validate=validate.OneOf(LANGUAGES))


class SurveyIn(In):
    token = Name(100, required=True)


class AskedOut(Out):
    id = fields.String()
    text = fields.Dict(keys=fields.String(), values=fields.String())


class SurveyOut(Out):
    """What a member of staff is asked. `once`: the token is a code, which its use deletes."""

    centre = fields.String()
    team = fields.String()
    languages = fields.List(fields.String())
    questions = fields.List(fields.Nested(AskedOut))
    closed_on = fields.Date()
    floor = fields.Integer()
    once = fields.Boolean()


class SurveyAnswersIn(In):
    """`attempt` is chance, made by the page: the same answers sent again count once. It is never stored with them."""

    token = Name(100, required=True)
    attempt = fields.UUID(required=True)
    answers = fields.Dict(
        keys=fields.String(validate=validate.Length(max=40)),
        values=fields.Integer(strict=True, validate=validate.Range(min=LOW, max=HIGH)),
        required=True,
        validate=validate.Length(max=MOST_QUESTIONS),
    )
