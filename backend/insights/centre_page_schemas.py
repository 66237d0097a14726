"""Wire schemas of a centre's page."""

from marshmallow import fields, validate

from backend.http.schemas import In, Out
from backend.insights.schemas import PERIODS, ChangeOut, MakingOut, PeriodOut, SeriesOut, ValueOut


class CentrePageQuery(In):
    period = fields.String(load_default="quarter", validate=validate.OneOf(PERIODS))
    language = fields.String(data_key="lang", load_default="en", validate=validate.OneOf(["en", "de"]))


class PageCentreOut(Out):
    """The centre itself."""

    id = fields.UUID()
    name = fields.String()
    city = fields.String()
    area_id = fields.UUID()
    area_name = fields.String(attribute="area.name")


class CentreTouchpointOut(Out):
    """A step of the customer's journey, beside the chain."""

    code = fields.String()
    name = fields.String()
    figure = fields.Nested(ValueOut)
    chain = fields.Nested(ValueOut, allow_none=True)
    change = fields.Nested(ChangeOut, allow_none=True)


class ExtremeOut(Out):
    """A question with at least four answers that counted."""

    measure = fields.String()
    question_id = fields.String()
    checklist = fields.String()
    text = fields.String()
    touchpoint = fields.String()
    figure = fields.Nested(ValueOut)
    chain = fields.Nested(ValueOut, allow_none=True)
    change = fields.Nested(ChangeOut, allow_none=True)


class CentrePhotoOut(Out):
    """A photo of an approved visit."""

    visit_id = fields.UUID()
    photo_id = fields.UUID()
    question_id = fields.String(allow_none=True)
    caption = fields.String(allow_none=True)
    visited_on = fields.Date()


class CentrePageOut(Out):
    """Where a centre stands: the sentence first, then every figure with its base."""

    centre = fields.Nested(PageCentreOut)
    periods = fields.List(fields.Nested(PeriodOut))
    headline = fields.Nested(SeriesOut)
    chain = fields.Nested(SeriesOut)
    compliance = fields.Nested(SeriesOut)
    delight = fields.Nested(SeriesOut)
    touchpoints = fields.List(
        fields.Nested(CentreTouchpointOut), metadata={"description": "in the period the headline tells of"}
    )
    strongest = fields.List(fields.Nested(ExtremeOut))
    weakest = fields.List(fields.Nested(ExtremeOut))
    photos = fields.List(fields.Nested(CentrePhotoOut), metadata={"description": "the latest 24"})
    sentence = fields.String()
    simulated = fields.Boolean()
    being_made = fields.Nested(MakingOut, allow_none=True)
