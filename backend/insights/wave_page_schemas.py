"""Wire schemas of a wave's page."""

from marshmallow import fields

from backend.http.schemas import Out
from backend.insights.league_schemas import LeagueOut, MeasuresQuery
from backend.insights.overview_schemas import OverviewOut
from backend.programmes.schemas import WaveOut


class WavePageQuery(MeasuresQuery):
    area_id = fields.UUID(load_default=None)


class CoverageOut(Out):
    """How far one centre has got in the wave; what was cancelled or voided is no part of it."""

    id = fields.UUID()
    name = fields.String()
    area_name = fields.String()
    planned = fields.Integer(metadata={"description": "all visits of the wave"})
    visited = fields.Integer(metadata={"description": "handed in, wherever the review stands"})
    approved = fields.Integer()


class WavePageOut(Out):
    """One wave in this person's sight."""

    wave = fields.Nested(WaveOut)
    overview = fields.Nested(OverviewOut, metadata={"description": "up to this wave, which it tells of"})
    league = fields.Nested(LeagueOut)
    coverage = fields.List(fields.Nested(CoverageOut))
    coverage_sentence = fields.String()
