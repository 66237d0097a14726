"""Workbooks of the tests, as form designers write them."""

import io
import zipfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from openpyxl import Workbook

Rows = Sequence[Sequence[Any]]
HEAD = ["type", "name", "label"]
SHEET = "xl/worksheets/sheet1.xml"


def write(path: Path, sheets: Mapping[str, Rows]) -> Path:
    book = Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
    book.save(path)
    return path


def survey(path: Path, *rows: Sequence[Any], head: Sequence[str] = HEAD, **sheets: Rows) -> Path:
    return write(path, {"survey": [head, *rows], **sheets})


def tampered(path: Path, parts: Mapping[str, Callable[[bytes], bytes]]) -> Path:
    """A small sound workbook with some of its parts changed or added."""
    sound = io.BytesIO(survey(path, ["text", "a", "A"]).read_bytes())
    with zipfile.ZipFile(sound) as old, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for name in dict.fromkeys([*old.namelist(), *parts]):
            data = old.read(name) if name in old.namelist() else b""
            new.writestr(name, parts[name](data) if name in parts else data)
    return path


def sheet_xml(rows: str, *, before: str = "", after: str = "", prolog: str = "") -> bytes:
    """A worksheet part as XML."""
    space = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    body = f"<worksheet xmlns='{space}'>{before}<sheetData>{rows}</sheetData>{after}</worksheet>"
    return f"<?xml version='1.0'?>{prolog}{body}".encode()


def cell(place: str, text: str) -> str:
    return f"<c r='{place}' t='inlineStr'><is><t>{text}</t></is></c>"


# A form as ODK and Kobo designers write them: two languages, notes, logic, a repeat, things no checklist has.
WIDE_HEAD = [
    *("type", "name", "label::English (en)", "label::Deutsch (de)", "hint::English (en)", "hint::Deutsch (de)"),
    *("required", "relevant", "constraint", "constraint_message", "appearance", "parameters", "calculation"),
    *("weight", "critical", "kind", "touchpoint", "$kuid"),
]


def wide(**cells: Any) -> list[Any]:
    """A row of the wide survey by short names: en, de, hint, hinweis and the columns' own."""
    long = {"en": "label::English (en)", "de": "label::Deutsch (de)"}
    long |= {"hint_en": "hint::English (en)", "hint_de": "hint::Deutsch (de)", "kuid": "$kuid"}
    named = {long.get(name, name): value for name, value in cells.items()}
    assert set(named) <= set(WIDE_HEAD)
    return [named.get(column) for column in WIDE_HEAD]


def showroom(path: Path) -> Path:
    rows = [
        wide(type="start", name="start"),
        wide(type="begin_group", name="arrival", en="Arrival", de="Ankunft", touchpoint="arrival"),
        wide(type="note", name="welcome", en="Take your time.", de="Nehmen Sie sich Zeit."),
        wide(
            type="select_one yes_no",
            name="greeted",
            en="Were you greeted?",
            de="Wurden Sie begrüßt?",
            required="yes",
            weight=2,
            critical="yes",
            kuid="x1",
        ),  # fmt: skip
        wide(
            type="select_multiple drinks",
            name="Offered-Drinks",
            en="What was offered?",
            de="Was gab es?",
            hint_en="Without asking.",
            hint_de="Ungefragt.",
            relevant="${greeted} = 'yes'",
            constraint="not(selected(., 'none') and count-selected(.) > 1)",
            constraint_message="None stands alone.",
        ),  # fmt: skip
        wide(
            type="integer",
            name="minutes",
            en="How many minutes?",
            de="Wie viele Minuten?",
            required="true()",
            relevant="selected(${Offered-Drinks}, 'tea') and ${greeted} != 'no'",
            constraint=". >= 0 and . < 61",
        ),  # fmt: skip
        wide(type="calculate", name="hours", calculation="${minutes} div 60"),
        wide(type="text", name="why", en="Why?", de="Warum?", relevant="string-length(${minutes}) > 0"),
        wide(type="text", name="late", en="Why late?", de="Warum so?", relevant="${hours} > 2", appearance="multiline"),
        wide(type="end_group"),
        wide(type="begin repeat", name="cars", en="Cars", de="Autos", touchpoint="premises"),
        wide(type="image", name="picture", en="A picture", de="Ein Bild", parameters="max-pixels=1000"),
        wide(type="geopoint", name="place", en="Where?", de="Wo?"),
        wide(type="date", name="day", en="Which day?", de="Welcher Tag?"),
        wide(type="image", name="sign", en="Sign", de="Unterschrift", appearance="signature"),
        wide(type="range", name="rated", en="Rate it", de="Bewertung", parameters="start=1 end=5 step=1"),
        wide(type="video", name="film", en="A film", de="Ein Film"),
        wide(type="end repeat"),
    ]
    choices = [
        ["list_name", "name", "label::English (en)", "label::Deutsch (de)", "points"],
        ["yes_no", "yes", "Yes", "Ja", 1],
        ["yes_no", "no", "No", "Nein", 0],
        ["drinks", "tea", "Tea", "Tee", 1],
        ["drinks", "coffee", "Coffee", "Kaffee", "1"],
        ["drinks", "none", "None", "Nichts", None],
    ]
    settings = [["form_title", "form_id", "default_language", "version"], ["Showroom", "showroom_2", "English (en)", 7]]
    return write(path, {"survey": [WIDE_HEAD, *rows], "choices": choices, "settings": settings})
