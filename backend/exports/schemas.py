"""Wire schemas of exports."""

import datetime as dt
from collections.abc import Mapping
from typing import Any, Final

from marshmallow import ValidationError, fields, validate

from backend.domain.measures import PATTERN
from backend.exports.queries import INCLUDED
from backend.http.fields import CommaList, Moment
from backend.http.schemas import In, Out, RefusalOut

TABLES: Final = ("visits", "answers", "scores", "comparison")
FORMS: Final = ("csv", "zip", "xlsx", "parquet")
EARLIEST, LATEST = dt.date(1900, 1, 1), dt.date(2200, 1, 1)
CODE = validate.Length(1, 80)


def _within_reason(day: dt.date) -> None:
    if not EARLIEST <= day <= LATEST:
        raise ValidationError(f"Give a day from {EARLIEST} to {LATEST}.")


class ExportQuery(In):
    """Which visits, in which shape. The same in the address of a download and in the body of an order."""

    shape = fields.String(load_default="long", validate=validate.OneOf(["long", "wide"]))
    first = fields.Date(data_key="from", load_default=None, validate=_within_reason)
    last = fields.Date(data_key="to", load_default=None, validate=_within_reason)
    area_id = fields.UUID(load_default=None)
    centre_ids = fields.List(fields.UUID(), data_key="centre_id", load_default=list, validate=validate.Length(max=100))
    wave = fields.String(load_default=None, validate=CODE)
    checklist = fields.String(load_default=None, validate=CODE)
    include = CommaList(
        fields.String(validate=validate.OneOf([str(status) for status in INCLUDED])),
        load_default=list,
        metadata={
            "type": "string",
            "description": "beside approved visits, for administrators: submitted, returned, void",
        },
    )
    language = fields.String(data_key="lang", load_default="en", validate=validate.OneOf(["en", "de"]))
    measure = fields.String(load_default=None, validate=validate.Regexp(PATTERN))
    period = fields.String(load_default=None, validate=validate.OneOf(["month", "quarter", "year", "wave"]))
    aggregate = fields.String(load_default=None, validate=validate.OneOf(["mean_of_visits", "pooled"]))
    by = fields.String(load_default=None, validate=validate.OneOf(["centre", "area", "team", "chain"]))


class ExportIn(In):
    """An order for the background."""

    table = fields.String(required=True, validate=validate.OneOf(TABLES))
    form = fields.String(required=True, validate=validate.OneOf(FORMS))
    wanted = fields.Nested(ExportQuery, load_default=lambda: ExportQuery().load({}))


class ExportOut(Out):
    """An export and how far it is: `done` of `total` visits."""

    id = fields.UUID()
    table = fields.String(attribute="table_name")
    form = fields.String()
    wanted = fields.Dict(keys=fields.String(), values=fields.Raw())
    status = fields.String(validate=validate.OneOf(["queued", "running", "ready", "failed", "cancelled", "expired"]))
    done = fields.Integer()
    total = fields.Integer(allow_none=True)
    size = fields.Integer(allow_none=True)
    created_at = Moment()
    expires_at = Moment()
    problem = fields.Nested(RefusalOut, allow_none=True)


class DictionaryQuery(In):
    language = fields.String(data_key="lang", load_default="en", validate=validate.OneOf(["en", "de"]))


def plain(wanted: Mapping[str, Any]) -> dict[str, Any]:
    """What was wanted as plain JSON that `ExportQuery` reads again; what was not said is not in it."""
    written = ExportQuery().dump({**wanted, "include": ",".join(wanted["include"])})
    return {name: value for name, value in written.items() if value}
