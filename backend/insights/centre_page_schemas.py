"""Wire schemas of a centre's page."""

from marshmallow import fields, validate

from backend.http.schemas import Out
from backend.insights.figure_fields import Bare
from backend.insights.league_schemas import MeasuresQuery
from backend.insights.overview_schemas import ItemFigureOut, TouchpointFigureOut
from backend.insights.schemas import PERIODS, MakingOut, PeriodOut, SeriesOut


class CentrePageQuery(MeasuresQuery):
    period = fields.String(load_default="quarter", validate=validate.OneOf(PERIODS))


class PageCentreOut(Out):
    """The centre itself."""

    id = fields.UUID()
    name = fields.String()
    city = fields.String()
    area_id = fields.UUID()
    area_name = fields.String(attribute="area.name")


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
    headline = Bare(SeriesOut)
    chain = Bare(SeriesOut)
    compliance = Bare(SeriesOut)
    delight = Bare(SeriesOut)
    touchpoints = fields.List(
        Bare(TouchpointFigureOut), metadata={"description": "in the period the headline tells of"}
    )
    strongest = fields.List(Bare(ItemFigureOut))
    weakest = fields.List(Bare(ItemFigureOut))
    photos = fields.List(fields.Nested(CentrePhotoOut), metadata={"description": "the latest 24"})
    sentence = fields.String()
    simulated = fields.Boolean()
    being_made = fields.Nested(MakingOut, allow_none=True)
