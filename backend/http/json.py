"""JSON as this API reads it: no NaN, no text that a database cannot store, no depth that breaks the reader."""

import json
import re
from typing import Any

from flask.json.provider import DefaultJSONProvider

SUSPICIOUS = re.compile(rb"\\u(?:0000|[dD][89a-fA-F])", re.ASCII)


class StrictJSONProvider(DefaultJSONProvider):
    """Flask's provider; what it refuses becomes a 400, like any other malformed body."""

    sort_keys = False

    def loads(self, s: str | bytes, **kwargs: Any) -> Any:
        try:
            data = json.loads(s, parse_constant=_refuse, **kwargs)
        except RecursionError:
            raise ValueError("nested too deeply") from None
        raw = s.encode() if isinstance(s, str) else s
        if SUSPICIOUS.search(raw):
            _check_text(data)
        return data


def _refuse(constant: str) -> Any:
    raise ValueError(f"{constant} is not JSON")


def _check_text(data: Any) -> None:
    """Half a surrogate pair or a NUL cannot be stored; escapes that make whole characters are fine."""
    text = json.dumps(data, ensure_ascii=False)
    text.encode("utf-8")
    if "\\u0000" in text:
        raise ValueError("a NUL cannot be stored")
