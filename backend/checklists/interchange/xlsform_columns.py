"""The columns of XLSForm sheets: their other names, those that are read, and why the rest is not."""

from collections.abc import Mapping
from typing import Final

from backend.checklists.interchange.clock_columns import COLUMNS as CLOCK
from backend.checklists.interchange.naming import split_column
from backend.checklists.interchange.table import Report, Row, Table
from backend.checklists.interchange.words import TEXTS

ALIASES: Final = {
    "list name": "list_name",
    "list-name": "list_name",
    "relevance": "relevant",
    "skip logic": "relevant",
    "caption": "label",
    "constraint message": "constraint_message",
    "required message": "required_message",
    "read only": "read_only",
    "readonly": "read_only",
    "guidance hint": "guidance_hint",
    "command": "type",
    "calculate": "calculation",
    "id_string": "form_id",
    "title": "form_title",
    "set form id": "form_id",
    "set form title": "form_title",
    "default language": "default_language",
    "constraint-msg": "constraint_message",
    "requiredmsg": "required_message",
    "noapperrorstring": "required_message",
    "jr:count": "repeat_count",
    "count": "repeat_count",
}
# Older forms name what they set inside of “bind”, “control” or “body”.
INNER: Final = {
    **{name: name for name in ("relevant", "constraint", "required", "appearance")},
    "calculate": "calculation",
    "readonly": "read_only",
    "jr:count": "repeat_count",
    "jr:constraintmsg": "constraint_message",
    "jr:requiredmsg": "required_message",
}
TAKEN: Final[Mapping[str, frozenset[str]]] = {
    "survey": frozenset(
        {
            *("type", "name", "label", "hint", "guidance_hint", "required", "relevant", "constraint", "appearance"),
            *("parameters", "default", "calculation", "choice_filter", "trigger", "read_only", "repeat_count"),
            *("good", "poor", "unit", "intro", "audit_type", "kind", "weight", "critical", "scored", "bonus", "cap"),
            *("decimals", "bands", "allow_na", "allow_not_observed", "photo_min", "photo_max", "photo_when"),
            *("comment_when", "touchpoint", "team", "gate", "repeat_label", "repeat_min", "repeat_max", *CLOCK),
        }
    ),
    "choices": frozenset({"list_name", "name", "label", "points", "exclusive"}),
    "settings": frozenset(
        {
            "form_id",
            "form_title",
            "audit_title",
            "default_language",
            "description",
            "customer",
            "scoring_mode",
            "floor_at_zero",
            "bonus_cap",
        }
    ),
    "bands": frozenset({"id", "from", "label"}),
}
REASONS: Final = {
    "constraint_message": "A limit explains itself here.",
    "required_message": "What is open explains itself here.",
    "media": "Pictures, sounds and films in questions are not known here.",
    **dict.fromkeys(("image", "big-image"), "Questions and options have no pictures."),
    **dict.fromkeys(("audio", "video"), "Questions and options have no sounds and no films."),
    "rows": "Looks are not carried over.",
    "control": "Looks are not carried over.",
    "auto_send": "Visits send themselves as soon as there is a line.",
    "auto_delete": "How long things are kept is set on this server.",
    "allow_choice_duplicates": "Options have ids of their own; each stands in its list once.",
    "intent": "Other apps are not called.",
    "instance_name": "Visits have their own names.",
    "submission_url": "Visits go to this server.",
    "public_key": "The way to the server is encrypted.",
    "style": "Looks are not carried over.",
    "body": "Looks are not carried over.",
    "autoplay": "Nothing plays by itself.",
    "bind": "Internal settings of other tools are not known here.",
    "instance": "Internal settings of other tools are not known here.",
}
AGAIN: Final = "(again)"
HARMLESS_LOOKS: Final = frozenset({"multiline", "signature", "draw", "field-list"})


def normal(table: Table | None, sheet: str) -> Table:
    """The same table with the names of columns that the standard prefers."""
    if table is None:
        return Table(sheet, (), ())
    names = {column: _canonical(column, sheet) for column in table.columns}
    columns: list[str] = []
    for column, name in names.items():
        if name in columns:
            names[column] = f"{column} {AGAIN}"
        columns.append(names[column])
    rows = [
        Row(row.sheet, row.number, {names[column]: text for column, text in row.cells.items()}, row.report)
        for row in table
    ]
    return Table(table.name, columns, rows)


def _canonical(column: str, sheet: str) -> str:
    name, language = split_column(column)
    if name in ("bind", "control", "body"):
        inner, _, its_language = language.lower().partition("::")
        name, language = (INNER[inner], its_language) if inner in INNER else (name, language)
    name = ALIASES.get(name, name)
    if sheet in ("choices", "survey") and name in ("value", "tag"):
        name = "name"
    if sheet == "survey" and name in ("list_name", "form_title"):
        name = split_column(column)[0]
    return f"{name}::{language}" if language else name


def report_columns(table: Table, sheet: str, report: Report) -> None:
    """One line a column that is not read, with the number of its cells; single cells would drown the rest."""
    for column in table.columns:
        name, language = split_column(column)
        filled = [row for row in table if row.get(column)]
        if not filled or (name in TAKEN[sheet] and (not language or name in TEXTS)):
            continue
        if column.startswith(("$", "_")):
            report.assumed(table.name, None, column, "Internal marks of other tools are not needed.")
        elif (sheet, name) == ("settings", "version"):
            report.assumed(table.name, None, column, "Versions are numbered when they are published.")
        elif column.endswith(AGAIN):
            report.lost(table.name, None, column, f"Another column means the same. Left out: {_cells(len(filled))}.")
        else:
            reason = REASONS.get(name, "The column is not known here.")
            report.lost(table.name, None, column, f"{reason} Left out: {_cells(len(filled))}.")
    if sheet == "survey":
        _report_looks(table)


def _report_looks(table: Table) -> None:
    odd = [row for row in table if row.get("appearance") and not _looks(row) <= HARMLESS_LOOKS]
    if odd:
        odd[0].lost("appearance", f"Looks are not carried over. Left out, here and below: {_cells(len(odd))}.")


def _looks(row: Row) -> set[str]:
    return set(row.get("appearance").lower().split())


def _cells(count: int) -> str:
    return "1 cell" if count == 1 else f"{count} cells"
