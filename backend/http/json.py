"""JSON as this API reads it: no NaN, no text that a database cannot store, no depth that breaks the reader."""

import json
import re
from typing import Any

SUSPICIOUS = re.compile(rb"\\u(?:0000|[dD][89a-fA-F])", re.ASCII)


def read_json(raw: bytes) -> Any:
    """What the bytes say. Anything that is no JSON of ours is a ValueError."""
    try:
        data = json.loads(raw, parse_constant=_refuse)
    except RecursionError:
        raise ValueError("nested too deeply") from None
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
