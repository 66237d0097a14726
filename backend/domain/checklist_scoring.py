"""The scoring settings of a checklist: mode, floor, bonus cap and bands."""

from collections.abc import Sequence
from typing import Any, Final

from backend.domain.questions.options import OPTION
from backend.domain.reading import Node
from backend.domain.schema import FLAG, OPTION_ID, TEXT, Schema, array_of, one_of, thing

MODES: Final = ("sections", "pooled")
STANDARD_BANDS: Final = (
    ("amazing", 90, {"en": "Amazing", "de": "Großartig"}),
    ("good", 75, {"en": "Good", "de": "Gut"}),
    ("fair", 60, {"en": "Fair", "de": "Ausreichend"}),
    ("poor", None, {"en": "Poor", "de": "Schwach"}),
)
BAND_SCHEMA: Final[Schema] = thing(
    {"id": OPTION_ID, "from": {"type": ["number", "null"]}, "label": TEXT}, required=("id", "label")
)
SCORING_SCHEMA: Final[Schema] = thing(
    {
        "mode": one_of(MODES),
        "floor_at_zero": FLAG,
        "bonus_cap": {"anyOf": [{"const": "none"}, {"type": "number", "minimum": 100}]},
        "bands": array_of(BAND_SCHEMA),
    },
    required=("mode",),
)


def parse_scoring(node: Node, sections: Sequence[dict[str, Any]]) -> dict[str, Any]:
    if not node.present:
        node.fail("missing", "The scoring settings are missing: at least their mode.", "scoring")
    else:
        node.mapping(SCORING_SCHEMA["properties"])
    has_bonus = any(question["bonus"] for section in sections for question in section["questions"])
    return {
        "mode": node.child("mode").choice(MODES, None if node.present else "sections"),
        "floor_at_zero": node.child("floor_at_zero").flag(False),
        "bonus_cap": _parse_bonus_cap(node.child("bonus_cap"), has_bonus),
        "bands": _parse_bands(node.child("bands")),
    }


def _parse_bonus_cap(node: Node, has_bonus: bool) -> int | float | None:
    """The percentage no score may pass; a checklist with bonus questions must say it, or say “none”."""
    if node.value == "none" or (not node.present and not has_bonus):
        return None
    if not node.present:
        node.fail("missing", "There are bonus questions: give the highest percentage allowed, or “none”.", "cap")
        return None
    return node.number(low=100)


def _parse_bands(node: Node) -> list[dict[str, Any]]:
    if not node.present:
        return _standard_bands(node)
    bands = [_parse_band(item.mapping(("id", "from", "label"))) for item in node.items()]
    starts = [band["from"] for band in bands]
    upper = [start for start in starts[:-1] if start is not None]
    if len(upper) < len(starts) - 1 or upper != sorted(set(upper), reverse=True) or (starts and starts[-1] is not None):
        node.fail("bands_not_descending", "Write the highest band first; only the last one has no “from”.")
    if len({band["id"] for band in bands}) < len(bands):
        node.fail("repeated_id", "Two bands have the same id.", "band")
    return bands


def _parse_band(node: Node) -> dict[str, Any]:
    return {
        "id": node.child("id").string(OPTION, "option_id"),
        "from": node.child("from").optional_number(),
        "label": node.child("label").text(),
    }


def _standard_bands(node: Node) -> list[dict[str, Any]]:
    languages = node.log.languages
    if not set(languages) <= {"en", "de"}:
        node.fail("missing", "Write the bands with their labels: only English and German are built in.", "labels")
    return [
        {"id": band, "from": start, "label": {language: label.get(language, band) for language in languages}}
        for band, start, label in STANDARD_BANDS
    ]
