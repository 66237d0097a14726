"""JSON as this API reads it: no NaN, no text that a database cannot store, no depth that breaks a reader."""

import json
import re
from typing import Any, Final

SUSPICIOUS = re.compile(r"\\u(?:0000|[dD][89a-fA-F])", re.ASCII)
DEEPEST: Final = 32


def read_json(raw: bytes) -> Any:
    """What the bytes say, in UTF-8 alone. Anything that is no JSON of ours is a ValueError."""
    # Decoded here: Python's reader would guess UTF-16 and 32, and let half surrogate pairs through.
    text = raw.decode("utf-8-sig")
    try:
        data = json.loads(text, parse_constant=_refuse, parse_float=_finite)
    except RecursionError:
        raise ValueError("nested too deeply") from None
    _check_depth(data)
    if SUSPICIOUS.search(text):
        _check_text(data)
    return data


def _refuse(constant: str) -> Any:
    raise ValueError(f"{constant} is not JSON")


def _finite(digits: str) -> float:
    """1e400 is infinite here, and no browser could read the infinity that would go out again."""
    number = float(digits)
    if number - number != 0:
        raise ValueError("a number is too large")
    return number


def _check_depth(data: Any) -> None:
    """What is read is also stored, shown and printed, from deeper in the stack than here."""
    level = [data]
    for _ in range(DEEPEST):
        groups = [node.values() if isinstance(node, dict) else node for node in level if isinstance(node, dict | list)]
        level = [child for group in groups for child in group]
        if not level:
            return
    raise ValueError("nested too deeply")


def _check_text(data: Any) -> None:
    """Half a surrogate pair or a NUL cannot be stored; escapes that make whole characters are fine."""
    text = json.dumps(data, ensure_ascii=False)
    text.encode("utf-8")
    if "\\u0000" in text:
        raise ValueError("a NUL cannot be stored")
