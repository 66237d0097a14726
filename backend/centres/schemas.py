"""The wire shapes of the organisation."""

import zoneinfo

from marshmallow import ValidationError, fields, validate, validates_schema

from backend.http.fields import Name, Text
from backend.http.schemas import In, Out, PageQuery

CODE = validate.Regexp(r"[A-Za-z0-9][A-Za-z0-9._-]*\Z", error="Letters, digits, dot, dash and underscore only.")
REGIONS = "Africa America Antarctica Arctic Asia Atlantic Australia Europe Indian Pacific".split()  # noqa: SIM905


def check_time_zone(name: str) -> None:
    """A zone of the map: names like “localtime” mean something here, and nothing in a browser."""
    try:
        zoneinfo.ZoneInfo(name)
        known = name == "UTC" or name.split("/")[0] in REGIONS
    except (zoneinfo.ZoneInfoNotFoundError, ValueError, OSError):
        known = False
    if not known:
        raise ValidationError("Not a time zone; for example Europe/London.")


class _Patch(In):
    @validates_schema
    def _says_something(self, data: dict[str, object], **_: object) -> None:
        if not data:
            raise ValidationError("Say what should change.")


class AreaIn(In):
    """A new area; without a parent it is a top of the tree."""

    code = Name(40, required=True, validate=[CODE])
    name = Name(120, required=True)
    parent_id = fields.UUID(load_default=None, allow_none=True)


class AreaPatch(_Patch):
    """Renaming an area, or hanging it elsewhere."""

    name = Name(120)
    parent_id = fields.UUID(allow_none=True)


class AreaOut(Out):
    """A node of the area tree."""

    id = fields.UUID()
    parent_id = fields.UUID(allow_none=True)
    code = fields.String()
    name = fields.String()
    row_version = fields.Integer()


LAT, LON = validate.Range(-90, 90), validate.Range(-180, 180)


class _Lies(In):
    """Where a centre lies: both figures or neither."""

    @validates_schema
    def _both_or_neither(self, data: dict[str, object], **_: object) -> None:
        if (data.get("lat") is None) != (data.get("lon") is None):
            raise ValidationError("Give lat and lon together.")


class CentreIn(_Lies):
    """A new centre. With `lat` and `lon` reviewers are told of photos that were taken far from it."""

    area_id = fields.UUID(required=True)
    code = Name(40, required=True, validate=[CODE])
    name = Name(120, required=True)
    city = Name(120, required=True)
    country = Text(2, load_default="GB", validate=[validate.Regexp(r"[A-Z]{2}\Z", error="Two capital letters.")])
    address = Text(300, blank=True, load_default="")
    time_zone = Text(60, load_default="Europe/London", validate=[check_time_zone])
    active = fields.Boolean(load_default=True, truthy={True}, falsy={False})
    lat = fields.Float(load_default=None, allow_none=True, validate=LAT)
    lon = fields.Float(load_default=None, allow_none=True, validate=LON)


class CentrePatch(_Patch, _Lies):
    """Changing a centre; `active: false` closes it."""

    area_id = fields.UUID()
    name = Name(120)
    city = Name(120)
    address = Text(300, blank=True)
    time_zone = Text(60, validate=[check_time_zone])
    active = fields.Boolean(truthy={True}, falsy={False})
    lat = fields.Float(allow_none=True, validate=LAT)
    lon = fields.Float(allow_none=True, validate=LON)


class CentreQuery(PageQuery):
    """Filters of the list of centres; an area means everything below it too."""

    area_id = fields.UUID(load_default=None)


class CentreOut(Out):
    """A customer-facing place."""

    id = fields.UUID()
    area_id = fields.UUID()
    area_name = fields.String(attribute="area.name")
    code = fields.String()
    name = fields.String()
    city = fields.String()
    country = fields.String()
    address = fields.String()
    time_zone = fields.String()
    active = fields.Boolean()
    lat = fields.Float(allow_none=True)
    lon = fields.Float(allow_none=True)
    row_version = fields.Integer()


class TeamIn(In):
    """A new team of a centre; `code` is shared by the chain."""

    centre_id = fields.UUID(required=True)
    code = Name(40, required=True, validate=[CODE])
    name = Name(120, required=True)


class TeamQuery(PageQuery):
    """Filters of the list of teams."""

    centre_id = fields.UUID(load_default=None)


class TeamOut(Out):
    """Who delivers touchpoints in one centre."""

    id = fields.UUID()
    centre_id = fields.UUID()
    code = fields.String()
    name = fields.String()


class TouchpointIn(In):
    """A step of the customer's journey."""

    name = fields.Dict(keys=Text(8), values=Name(120), required=True, validate=validate.Length(min=1, max=20))
    position = fields.Integer(required=True, strict=True, validate=validate.Range(min=0, max=10_000))
    team_code = Text(40, load_default=None, allow_none=True)


class TouchpointOut(Out):
    """A step of the customer's journey, in order; `name` is {language: text}."""

    code = fields.String()
    name = fields.Dict(keys=fields.String(), values=fields.String())
    position = fields.Integer()
    team_code = fields.String(allow_none=True)
