"""Small notations for one cell: bands of points such as “30=3 90=2 else=0”."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from backend.checklists.interchange.table import Row, as_number


def bands_of(row: Row) -> list[dict[str, Any]] | None:
    text = row.get("bands")
    if not text:
        return None
    bands: list[dict[str, Any]] = []
    for part in re.split(r"[\s;]+", text.strip()):
        limit, _, points = part.partition("=")
        number, worth = as_number(limit), as_number(points)
        if worth is None or (number is None and limit != "else"):
            row.lost("bands", f"“{part}” is no band; write for example “30=3 90=2 else=0”.")
            return None
        bands.append({"points": worth} if number is None else {"up_to": number, "points": worth})
    return bands


def bands_text(bands: Sequence[Mapping[str, Any]] | None) -> str:
    return " ".join(f"{'else' if band['up_to'] is None else band['up_to']}={band['points']}" for band in bands or ())
