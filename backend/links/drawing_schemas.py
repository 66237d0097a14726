"""Wire schemas of the pictures of inside-outside: the query of the figures they draw, and how wide."""

from typing import Any

from marshmallow import fields, validate

from backend.links.map_schemas import MapQuery
from backend.links.schemas import LinkQuery


def _width() -> Any:
    return fields.Integer(
        data_key="w",
        load_default=640,
        validate=validate.Range(min=280, max=1600),
        metadata={"description": "pixels; 358 is a phone"},
    )


class LinkPictureQuery(LinkQuery):
    width = _width()


class MapPictureQuery(MapQuery):
    width = _width()


class LinesPictureQuery(LinkQuery):
    class Meta:
        exclude = ("lag",)

    centre_id = fields.UUID(data_key="centre", required=True)
    width = _width()
