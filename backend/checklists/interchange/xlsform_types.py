"""What kind of question a row of the survey sheet asks, and the keys of that kind."""

import re
from typing import Any, Final, NamedTuple

from backend.checklists.interchange.lists import Choices
from backend.checklists.interchange.notation import bands_of
from backend.checklists.interchange.table import Row, as_number
from backend.domain.questions import QUESTION_TYPES

Keys = dict[str, Any]

SIMPLE: Final = {
    "text": "text",
    "string": "text",
    "integer": "number",
    "int": "number",
    "decimal": "number",
    "image": "photo",
    "photo": "photo",
    "geopoint": "place",
    "gps": "place",
    "location": "place",
    "datetime": "timestamp",
    "date": "timestamp",
    "time": "timestamp",
    "range": "range",
    "acknowledge": "yes_no",
    "trigger": "yes_no",
    "phone number": "text",
}
# “add text prompt” and “q text” are what the first converters called “text”.
OLD_WORDS: Final = re.compile(r"(?:add (.+) prompt(?: using)?|q (.+))", re.IGNORECASE)
CHOICE: Final = re.compile(
    r"(?P<one>select[ _]?(?:one|1))|(?P<many>select[ _]multiple|select all that apply)", re.IGNORECASE
)
OTHER: Final = frozenset({"or_other", "or other", "or specify other"})
RANGE: Final = frozenset({"start", "end", "step", "tick_labelset"})
# Photos are made smaller than most forms ask anyway.
PHOTO: Final = frozenset({"max-pixels"})
# Facts every visit keeps by itself.
OWN_FACTS: Final = frozenset({"start", "end", "today", "get start time", "get end time", "get today"})
UNKNOWN: Final = {
    "calculate": "Nothing is calculated here but scores.",
    "hidden": "There are no hidden fields.",
    "audio": "There is no sound recording, on purpose.",
    "video": "There is no film, on purpose.",
    "rank": "Options cannot be put in order.",
    "barcode": "Codes are not read.",
    "file": "Only photos are sent.",
    "geotrace": "Only single positions are kept.",
    "geoshape": "Only single positions are kept.",
    "audit": "Steps of a person are not recorded.",
    "background-audio": "There is no sound recording, on purpose.",
    "xml-external": "Other files are not read.",
    "csv-external": "Other files are not read.",
    "include": "Other workbooks are not read.",
    "cascading_select": "Options are not filtered by other answers.",
    "osm": "Maps are not drawn on.",
    "start-geopoint": "A place is recorded only where a question asks for it.",
    "background-geopoint": "A place is recorded only where a question asks for it.",
    "set": "The sheet “settings” has the title and the id.",
    **dict.fromkeys(
        ("deviceid", "phonenumber", "username", "email", "subscriberid", "simserial", "imei", "get", "uri:deviceid"),
        "The account is known.",
    ),
}


class Kind(NamedTuple):
    """Our type, its own keys, the options by their foreign names, and how many decimals a number has."""

    type: str
    keys: Keys
    options: dict[str, str]
    decimals: int = 0


def kind_of(row: Row, choices: Choices) -> Kind | None:
    """None when the row asks nothing we have; the report then says so."""
    written = word_of_type(row)
    choice = CHOICE.match(written)
    if choice and written[choice.end() :].startswith("_"):
        row.lost("type", f"“{written}” was not carried over. Only lists on the choices sheet are read.")
        return None
    if choice:
        return _choice(row, choices, written[choice.end() :].strip(), many=choice["many"] is not None)
    word = written.lower()
    if word in OWN_FACTS:
        row.assumed("type", f"“{written}” needs no question: every visit keeps its times.")
        return None
    if word not in SIMPLE:
        reason = UNKNOWN.get(word.split(" ")[0], "There is no such question here.")
        row.lost("type", f"“{written or 'A row without type'}” was not carried over. {reason}")
        return None
    kind = _own_type(row, SIMPLE[word])
    if word in ("date", "time"):
        row.assumed("type", f"“{word}” asks for date and time together here.")
    return _range(row, choices, kind) if kind in ("range", "scale") else _simple(row, word, kind)


def word_of_type(row: Row) -> str:
    """The type as the standard writes it today, in the letters of the sheet."""
    written = " ".join(row.get("type").split())
    old = OLD_WORDS.fullmatch(written)
    return next(filter(None, old.groups())) if old else written


def wants_other(row: Row) -> bool:
    return row.get("type").lower().endswith(tuple(OTHER))


def _own_type(row: Row, found: str) -> str:
    """The column `audit_type` and the appearance `signature` say more than the type does."""
    wanted = row.get("audit_type")
    if wanted and wanted not in QUESTION_TYPES:
        row.lost("audit_type", f"“{wanted}” is no type of question. There are: {', '.join(QUESTION_TYPES)}.")
    elif wanted and (found, wanted) in {("number", "duration"), ("photo", "signature"), ("range", "scale")}:
        return wanted
    return "signature" if found == "photo" and row.get("appearance").lower() in ("signature", "draw") else found


def _choice(row: Row, choices: Choices, rest: str, *, many: bool) -> Kind | None:
    name, _, more = rest.removeprefix("from ").partition(" ")
    options, names = choices.options(row, name)
    if more.lower() in OTHER and options:
        options.append({"id": "other", "label": choices.words.same("Other"), "points": 0})
        names["other"] = "other"
        row.assumed("type", "“or_other” became an option “other” that asks for a comment.")
    if len(options) == 1:
        row.lost("type", f"“{row.get('name')}” was left out: the list “{name}” has only one option.")
    if len(options) < 2:
        return None
    if many:
        return _several(row, options, names)
    alike = [option["id"] for option in options] == ["yes", "no"] and row.get("audit_type") != "single_choice"
    for option in options:
        if option.pop("exclusive", False):
            row.lost("type", f"“{option['id']}” stands alone anyway: only one option can be chosen.")
    return Kind("yes_no" if alike else "single_choice", {"options": options}, names)


def _several(row: Row, options: list[Keys], names: dict[str, str]) -> Kind:
    keys: Keys = {"options": options}
    cap = row.get("cap")
    number = row.number_in("cap") if cap.lower() != "sum" else None
    if number is not None or any(option["points"] > 0 for option in options):
        keys["cap"] = number if number is not None else "sum"
    return Kind("multiple_choice", keys, names)


def parameters_of(row: Row) -> dict[str, str]:
    """`start=0 end=10 step=1`; blanks, commas and semicolons part them."""
    pairs = re.findall(r"([\w-]+)\s*=\s*([^\s,;]+)", row.get("parameters"))
    return {name.lower(): value for name, value in pairs}


def _range(row: Row, choices: Choices, kind: str) -> Kind | None:
    given = parameters_of(row)
    start, end, step = (
        as_number(given.get(key, str(spare))) for key, spare in (("start", 0), ("end", 10), ("step", 1))
    )
    if start is None or end is None or step is None or end <= start:
        row.lost("parameters", "The range was left out: start and end must be numbers, the end above the start.")
        return None
    whole = step == 1 and isinstance(start, int) and isinstance(end, int)
    if whole and start >= -100 and end <= 100:
        labels = choices.labels(row, given["tick_labelset"]) if "tick_labelset" in given else {}
        return Kind("scale", {"scale": {"min": start, "max": end, "labels": labels}}, {})
    row.assumed("parameters", "Only whole steps up to 100 make a scale: this asks for a number between the two ends.")
    decimals = max(len(str(number).partition(".")[2]) for number in (start, end, step))
    return Kind("number", {"min": start, "max": end, "decimals": decimals}, {}, decimals)


def _simple(row: Row, word: str, kind: str) -> Kind:
    keys: Keys = {}
    decimals = 0
    if kind == "text" and "multiline" in row.get("appearance").lower():
        keys["multiline"] = True
    if word == "decimal" and kind == "number":
        found = row.number_in("decimals")
        decimals = int(found) if found in (1, 2, 3) else 3
        keys["decimals"] = decimals
    if kind in ("number", "duration") and (bands := bands_of(row)):
        keys["bands"] = bands
    return Kind(kind, keys, {}, decimals)
