"""Bands that give points to a number or a duration: the first whose `up_to` is not exceeded. Not a question type."""

from collections.abc import Mapping
from typing import Any, Final

from backend.domain.exact import thousandths
from backend.domain.reading import Node
from backend.domain.schema import NUMBER, array_of, thing

BANDS_SCHEMA: Final = array_of(thing({"up_to": {"type": ["number", "null"]}, "points": NUMBER}, required=("points",)))


def parse_bands(node: Node) -> list[dict[str, Any]] | None:
    if not node.present:
        return None
    bands = [_parse_band(item.mapping(("up_to", "points"))) for item in node.items()]
    limits = [band["up_to"] for band in bands]
    inner = [limit for limit in limits[:-1] if limit is not None]
    if len(inner) < len(limits) - 1 or inner != sorted(set(inner)):
        node.fail("bands_not_ascending", "“up_to” must rise from band to band; only the last one is open.")
    if limits and limits[-1] is not None:
        node.fail("bands_not_closed", "The last band must be open: leave out its “up_to”.")
    return bands


def _parse_band(node: Node) -> dict[str, Any]:
    return {"up_to": node.child("up_to").optional_number(), "points": node.child("points").number()}


def points_in_bands(question: Mapping[str, Any], value: Any) -> int:
    for band in question["bands"] or ():
        if band["up_to"] is None or value <= band["up_to"]:
            return thousandths(band["points"])
    return 0


def points_without_contact(question: Mapping[str, Any]) -> int:
    """Nobody was in touch while the clock ran: that is longer than every band, so the last one counts."""
    return thousandths(question["bands"][-1]["points"])


def highest_band(question: Mapping[str, Any]) -> int | None:
    highest = max([thousandths(band["points"]) for band in question["bands"] or ()], default=0)
    return highest if highest > 0 else None
