"""Wire schemas of the charts: the query of the figures they draw, and how wide."""

from typing import Any

from marshmallow import fields, validate

from backend.insights.control_chart_schemas import ControlChartQuery
from backend.insights.drill_schemas import DrillQuery
from backend.insights.heat_schemas import HeatQuery
from backend.insights.league_schemas import PlacesQuery
from backend.insights.overview_schemas import OverviewQuery
from backend.insights.schemas import ComparisonQuery


def _width() -> Any:
    return fields.Integer(
        data_key="w",
        load_default=640,
        validate=validate.Range(min=280, max=1400),
        metadata={"description": "pixels; 358 is a phone"},
    )


class ComparedChartQuery(ComparisonQuery):
    width = _width()


class ControlPictureQuery(ControlChartQuery):
    centre_id = fields.UUID(required=True)
    width = _width()


class DistributionQuery(DrillQuery):
    width = _width()


class HeatPictureQuery(HeatQuery):
    width = _width()


class ProfileQuery(OverviewQuery):
    centre_id = fields.UUID(load_default=None, metadata={"description": "without it the area, else the chain"})
    width = _width()


class RanksQuery(PlacesQuery):
    width = _width()
