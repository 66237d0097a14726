"""A sheet or CSV file as rows of named cells that know where they stand; and the report of what was left behind."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import zip_longest
from typing import Any, Final, Literal

from backend.checklists.source import UNPRINTABLE

Kind = Literal["lost", "assumed"]

TRUE_WORDS: Final = frozenset({"yes", "true", "true()", "1", "x", "ja", "y"})
FALSE_WORDS: Final = frozenset({"", "no", "false", "false()", "0", "nein", "n"})


@dataclass(frozen=True)
class Finding:
    """One thing that could not be carried over (“lost”), or that had to be decided without the file (“assumed”)."""

    kind: Kind
    sheet: str
    row: int | None
    column: str | None
    message: str

    def as_json(self) -> dict[str, Any]:
        return {"kind": self.kind, "sheet": self.sheet, "row": self.row, "column": self.column, "message": self.message}

    def as_text(self) -> str:
        place = [self.sheet]
        place += [f"row {self.row}"] if self.row else []
        place += [f"column {self.column}"] if self.column else []
        return f"{', '.join(place)}: {self.message}"


@dataclass
class Report:
    """Everything one import has to say, in the order it was found."""

    findings: list[Finding] = field(default_factory=list)

    def lost(self, sheet: str, row: int | None, column: str | None, message: str) -> None:
        self._add(Finding("lost", sheet, row, column, message))

    def assumed(self, sheet: str, row: int | None, column: str | None, message: str) -> None:
        self._add(Finding("assumed", sheet, row, column, message))

    def in_order(self) -> list[Finding]:
        """By sheet and row; what concerns a whole sheet comes first."""
        return sorted(self.findings, key=lambda finding: (finding.sheet, finding.row or 0))

    @property
    def has_losses(self) -> bool:
        return any(finding.kind == "lost" for finding in self.findings)

    def _add(self, finding: Finding) -> None:
        if finding not in self.findings:
            self.findings.append(finding)


@dataclass(frozen=True)
class Row:
    """One line of a sheet; `cells` has the text of every cell that is not empty, by the name of its column."""

    sheet: str
    number: int
    cells: dict[str, str]
    report: Report

    def get(self, column: str) -> str:
        return self.cells.get(column, "")

    def lost(self, column: str | None, message: str) -> None:
        self.report.lost(self.sheet, self.number, column, message)

    def assumed(self, column: str | None, message: str) -> None:
        self.report.assumed(self.sheet, self.number, column, message)

    def flag(self, column: str, default: bool = False) -> bool:
        word = self.get(column).lower()
        if not word or word in TRUE_WORDS:
            return bool(word) or default
        if word not in FALSE_WORDS:
            self.lost(column, f"“{shorten(word)}” is neither yes nor no.")
            return default
        return False

    def number_in(self, column: str) -> int | float | None:
        """The number of a cell; one written as text counts too."""
        text = self.get(column)
        found = as_number(text) if text else None
        if text and found is None:
            self.lost(column, f"“{shorten(text)}” is not a number with at most three decimals.")
        return found


@dataclass(frozen=True)
class Table:
    """A sheet with a header line. Names of columns are as written, except for blanks around them."""

    name: str
    columns: Sequence[str]
    rows: Sequence[Row]

    def __iter__(self) -> Iterator[Row]:
        return iter(self.rows)


def as_number(text: str) -> int | float | None:
    try:
        found = float(text.strip())
    except ValueError:
        return None
    if not abs(found) <= 1_000_000 or round(found, 3) != found:
        return None
    return int(found) if found == int(found) else found


def shorten(text: str, longest: int = 80) -> str:
    """One line for a message."""
    line = " ".join(text.split())
    return line if len(line) <= longest else line[: longest - 1] + "…"


def _homeless(names: Sequence[str], cells: Sequence[str]) -> int:
    """How many filled cells stand in a column that has no name of its own."""
    return sum(1 for name, text in zip_longest(names, cells, fillvalue="") if text and not name)


def table_of(name: str, lines: Sequence[tuple[int, Sequence[str]]], report: Report) -> Table:
    """Lines of plain cells become a table; the first line that is not empty holds the names."""
    lines = [(number, [UNPRINTABLE.sub("", text) for text in cells]) for number, cells in lines]
    if not lines:
        return Table(name, (), ())
    number, header = lines[0]
    names: list[str] = []
    for title in (" ".join(title.split()) for title in header):
        if title and title in names:
            report.lost(name, number, title, "There are two columns of this name; only the first one is read.")
        names.append("" if title in names else title)
    rows = [
        Row(name, line, {n: text for n, text in zip(names, cells, strict=False) if n and text}, report)
        for line, cells in lines[1:]
    ]
    homeless = {line: count for line, cells in lines[1:] if (count := _homeless(names, cells))}
    if homeless:
        found = sum(homeless.values())
        words = "1 cell" if found == 1 else f"here and below: {found} cells"
        message = f"Left out in columns without a name, or with a repeated one, {words}."
        report.lost(name, next(iter(homeless)), None, message)
    return Table(name, [n for n in names if n], [row for row in rows if row.cells])
