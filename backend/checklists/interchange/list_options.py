"""Types and options of a plain list: words people use, and options in one cell."""

import re
from typing import Any, Final

from backend.checklists.interchange.naming import option_id, word_of
from backend.checklists.interchange.table import Row, as_number
from backend.domain.questions import QUESTION_TYPES

TYPES: Final = {
    "": "",
    "yes_no": "yes_no",
    "yesno": "yes_no",
    "bool": "yes_no",
    "boolean": "yes_no",
    "ja_nein": "yes_no",
    "single": "single_choice",
    "choice": "single_choice",
    "select_one": "single_choice",
    "radio": "single_choice",
    "multiple": "multiple_choice",
    "multi": "multiple_choice",
    "select_multiple": "multiple_choice",
    "checkbox": "multiple_choice",
    "einfachauswahl": "single_choice",
    "mehrfachauswahl": "multiple_choice",
    "rating": "scale",
    "skala": "scale",
    "integer": "number",
    "decimal": "number",
    "zahl": "number",
    "time": "timestamp",
    "date": "timestamp",
    "datetime": "timestamp",
    "image": "photo",
    "foto": "photo",
    "comment": "text",
    "freitext": "text",
    "dauer": "duration",
    "unterschrift": "signature",
    "geopoint": "place",
}
YES: Final = frozenset({"yes", "ja", "oui", "si"})
NO: Final = frozenset({"no", "nein", "non"})
BETWEEN: Final = re.compile(r"\s*[|;\n]\s*")


def type_named(row: Row) -> str | None:
    """The type of the cell; without one the options decide, and without options it is yes or no."""
    written = word_of(row.get("type"))
    kind = written if written in QUESTION_TYPES else TYPES.get(written)
    if kind is None:
        row.lost("type", f"“{row.get('type')}” is no type of question; the row was left out.")
    elif kind == "":
        labels = [word_of(label) for label in parts_of(row.get("options"))]
        plain = not labels or (len(labels) == 2 and labels[0] in YES and labels[1] in NO)
        kind = "yes_no" if plain else "single_choice"
    return kind


def parts_of(text: str) -> list[str]:
    """Options parted by “|”, “;” or line breaks."""
    return [part for part in BETWEEN.split(text.strip()) if part]


def options_of(row: Row, kind: str) -> dict[str, Any]:
    """Points stand beside the options, in the same order, or behind each label: “Clean=2 | Dirty=0”."""
    labels = parts_of(row.get("options"))
    points: list[float] = []
    for part in parts_of(row.get("points")):
        points.append(Row(row.sheet, row.number, {"points": part}, row.report).number_in("points") or 0)
    if points and len(points) != len(labels):
        row.lost("points", f"{len(labels)} options need {len(labels)} numbers of points, there are {len(points)}.")
        points = []
    options: list[dict[str, Any]] = []
    for place, written in enumerate(labels):
        label, worth = _behind(written)
        name = option_id(label, {option["id"] for option in options})
        options.append({"id": name, "label": label, "points": points[place] if points else worth})
    keys: dict[str, Any] = {"options": options}
    if kind == "multiple_choice" and any(option["points"] > 0 for option in options):
        cap = row.number_in("cap") if row.get("cap").lower() != "sum" else None
        keys["cap"] = "sum" if cap is None else cap
    return keys


def _behind(written: str) -> tuple[str, int | float]:
    label, mark, number = written.rpartition("=")
    worth = as_number(number) if mark and label.strip() else None
    return (written, 0) if worth is None else (label.strip(), worth)
