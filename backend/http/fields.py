"""Field types of the wire: bounded text, moments as RFC 3339 in UTC, and the few that marshmallow lacks."""

import datetime as dt
import re
from collections.abc import Mapping
from typing import Any

from marshmallow import ValidationError, fields, validate

# Every kind of line break, and the signs that turn the direction of what follows.
SEVERAL_LINES = re.compile("[\n\r\t\v\f\x85\u2028\u2029\u202a-\u202e\u2066-\u2069]")


class Text(fields.String):
    """Text a person typed: at most `longest` characters, trimmed, no control characters, blank only where allowed."""

    def __init__(self, longest: int, *, blank: bool = False, **kwargs: Any) -> None:
        self.blank = blank
        bounds = validate.Length(min=0 if blank else 1, max=longest)
        super().__init__(validate=[bounds, *kwargs.pop("validate", ())], **kwargs)

    def _deserialize(self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **kwargs: Any) -> str:
        text = super()._deserialize(value, attr, data, **kwargs)
        if any(ord(c) < 32 and c not in "\n\r\t" for c in text):
            raise ValidationError("Control characters are not allowed.")
        return text.strip()


class Name(Text):
    """Text of one line, that reads in one direction: it stands in letters, lists, tables and logs."""

    def _deserialize(self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **kwargs: Any) -> str:
        text = super()._deserialize(value, attr, data, **kwargs)
        if SEVERAL_LINES.search(text):
            raise ValidationError("Write it on one line.")
        return text


EARLIEST, LATEST = dt.datetime(1900, 1, 1, tzinfo=dt.UTC), dt.datetime(2200, 1, 1, tzinfo=dt.UTC)


class Moment(fields.AwareDateTime):
    """RFC 3339. Going out always UTC with Z; milliseconds appear only when there are some.

    At the ends of the calendar a moment could be stored, but not be read again in every time zone.
    """

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(format="iso", **kwargs)

    def _serialize(self, value: Any, attr: str | None, obj: Any, **kwargs: Any) -> str | None:
        if value is None:
            return None
        return moment_text(value)

    def _deserialize(self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **kwargs: Any) -> Any:
        moment = super()._deserialize(value, attr, data, **kwargs)
        if not EARLIEST <= moment < LATEST:
            raise ValidationError("Give a moment from 1900 to 2200.")
        return moment.astimezone(dt.UTC)


class Email(fields.Email):
    """An address, lower-cased, because people type it either way."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(validate=validate.Length(max=254), **kwargs)

    def _deserialize(self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **kwargs: Any) -> str:
        text = value.strip().lower() if isinstance(value, str) else value
        if isinstance(text, str) and not text.isascii():
            raise ValidationError("Write the address in ASCII letters: no other reaches every mail server.")
        return super()._deserialize(text, attr, data, **kwargs)


class CommaList(fields.Field[list[Any]]):
    """`a,b` in a query: a list of what `inner` reads."""

    def __init__(self, inner: "fields.Field[Any]", **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.inner = inner

    def _deserialize(self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **kwargs: Any) -> list[Any]:
        return [self.inner.deserialize(part) for part in str(value).split(",") if part]


def moment_text(moment: dt.datetime) -> str:
    """`2026-11-22T09:30:00Z`, or with `.250` when it has milliseconds."""
    utc = moment.astimezone(dt.UTC)
    precision = "milliseconds" if utc.microsecond >= 1000 else "seconds"
    return utc.isoformat(timespec=precision).replace("+00:00", "Z")
