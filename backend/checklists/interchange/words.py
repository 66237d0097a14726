"""Which languages a workbook is written in, and the texts of a row in all of them."""

from collections.abc import Sequence
from typing import Final

from backend.checklists.interchange.naming import language_of, split_column
from backend.checklists.interchange.table import Report, Row, Table

TEXTS: Final = frozenset(
    {
        *("label", "hint", "guidance_hint", "good", "poor", "unit", "intro", "repeat_label"),
        *("form_title", "audit_title", "description"),
    }
)
Text = dict[str, str]


class Words:
    """The languages of one workbook: its own first if nothing else is said, then every one that labels have."""

    def __init__(self, tables: Sequence[Table], default: str, report: Report) -> None:
        self.columns: dict[tuple[str, str], list[str]] = {}
        self.languages: list[str] = []
        self.language = self._own(tables, default, report)
        for table in tables:
            self._read_columns(table, report)
        if self.language not in self.languages:
            self.languages.insert(0, self.language)

    def _own(self, tables: Sequence[Table], default: str, report: Report) -> str:
        known = language_of(default) if default else None
        if default and known is None:
            report.assumed("settings", None, "default_language", f"The language “{default}” is not known; “en” stands.")
        named = [language_of(split_column(column)[1]) for table in tables for column in table.columns if ":" in column]
        return known or next((language for language in named if language), None) or "en"

    def _read_columns(self, table: Table, report: Report) -> None:
        for column in table.columns:
            name, named = split_column(column)
            if name not in TEXTS:
                continue
            language = language_of(named) if named else self.language
            if language is None:
                message = f"The language “{named}” is not known; write its code behind it: “{named} (xx)”."
                report.lost(table.name, None, column, message)
                continue
            found = self.columns.setdefault((name, language), [])
            if column not in found:
                found.append(column)
            if name == "label" and language not in self.languages:
                self.languages.append(language)

    def text(self, row: Row, name: str) -> Text | None:
        """The text in every language; where one is missing another stands in, and the report says so."""
        found = {language: text for language in self.languages if (text := self._cell(row, name, language))}
        if not found:
            return None
        spare = self.language if self.language in found else next(iter(found))
        for language in self.languages:
            if language not in found:
                message = f"The text in “{language}” is missing; the one in “{spare}” stands in."
                row.assumed(f"{name} ({language})", message)
        return {language: found.get(language, found[spare]) for language in self.languages}

    def _cell(self, row: Row, name: str, language: str) -> str:
        # A column that names the language comes before the plain one.
        columns = sorted(self.columns.get((name, language), []), key=lambda column: ":" not in column)
        return next((text for column in columns if (text := row.get(column))), "")

    def same(self, text: str) -> Text:
        return dict.fromkeys(self.languages, text)


def joined(texts: Sequence[Text | None]) -> Text | None:
    """Texts one below the other, language by language."""
    present = [text for text in texts if text]
    if not present:
        return None
    return {language: "\n".join(text[language] for text in present) for language in present[0]}
