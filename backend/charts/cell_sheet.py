"""Where the names, the cells and the key of a table of cells lie, whatever the cells are."""

from abc import ABC, abstractmethod
from collections.abc import Sequence
from typing import Generic, Protocol, TypeVar

from backend.charts import kit
from backend.charts.keys import Entry, key
from backend.charts.letters import longest_word, text_width, wrap
from backend.charts.paper import Paper
from backend.charts.rows import GAP, LEAD, SIZE, Rows

LEAST, CELL, HEAD = 38.0, 26.0, 13.0
Box = tuple[float, float, float, float]


class Based(Protocol):
    """A cell says whether it rests on few visits."""

    @property
    def low_base(self) -> bool: ...


C = TypeVar("C", bound=Based)
C_co = TypeVar("C_co", bound=Based, covariant=True)


class Named(Protocol[C_co]):
    """A row: its name, and a cell for each column; None where nothing is known."""

    @property
    def name(self) -> str: ...
    @property
    def cells(self) -> Sequence[C_co | None]: ...


class CellSheet(ABC, Generic[C]):
    """Columns that do not fit side by side stand in blocks below each other, each with all rows."""

    kind: str

    def __init__(self, rows: Sequence[Named[C]], columns: Sequence[str], paper: Paper) -> None:
        self.rows, self.columns, self.paper = rows, columns, paper
        names = [row.name for row in rows]
        self.left = 0.0 if paper.narrow else Rows(names, paper, top=0, right=0).left
        blocks = -(-len(columns) // max(1, int((paper.width - self.left) // LEAST)))
        self.across = -(-len(columns) // blocks)
        self.cell = min(120.0, (paper.width - self.left) / self.across)
        room = self.cell - 4
        self.named = all(longest_word(name, 11, 600) <= room for name in columns) and all(
            len(wrap(name, room, 11, 4, 600)) <= 3 for name in columns
        )
        self.rest = [wrap(name, paper.width - 4 if paper.narrow else self.left - GAP - 2, SIZE, 3) for name in names]
        self.few = any(cell and cell.low_base for row in rows for cell in row.cells)

    def drawn(self, title: str) -> str:
        body, y = self._list(0.0)
        for first in range(0, len(self.columns), self.across):
            pieces, y = self._block(first, y)
            body += pieces
        legend, y = key(self._entries(), y + 6, self.paper.width)
        notes, end = kit.notes(self._notes(), y - 4, self.paper.width)
        said = self.paper.summary([self._sentence(row) for row in self.rows])
        return kit.frame(self.kind, self.paper.width, max(end, y) + 2, title, said, [*body, *legend, *notes])

    def _list(self, y: float) -> tuple[list[str], float]:
        """Where the names of columns are too long for their columns, these are numbered and named here in full."""
        if self.named:
            return [], y
        pieces, texts = [], [f"{n} {name}" for n, name in enumerate(self.columns, 1)]
        wide = max(text_width(text, 11) for text in texts) + 20
        count = max(1, min(len(texts), int(self.paper.width // wide)))
        for first in range(0, len(texts), count):
            lines = [wrap(text, self.paper.width / count - 12, 11, 3) for text in texts[first : first + count]]
            for place, text in enumerate(lines):
                x = self.paper.width / count * place
                pieces += [kit.label(x, y + 12 + kit.NOTE * i, line) for i, line in enumerate(text)]
            y += kit.NOTE * max(len(text) for text in lines) + 2
        return pieces, y + 8

    def _block(self, first: int, y: float) -> tuple[list[str], float]:
        pieces, y = self._heads(first, y)
        for row, lines in zip(self.rows, self.rest, strict=True):
            tall = LEAD * len(lines) + 4
            if self.paper.narrow:
                pieces += [kit.label(0, y + 14 + LEAD * i, t, size=SIZE, css="ink") for i, t in enumerate(lines)]
                y += tall + 1
                height = CELL
            else:
                height = max(CELL, tall + 4)
                top = y + height / 2 + 4 - LEAD * (len(lines) - 1) / 2
                x = self.left - GAP
                pieces += [
                    kit.label(x, top + LEAD * i, line, size=SIZE, anchor="end", css="ink")
                    for i, line in enumerate(lines)
                ]
            for place, column in enumerate(self.columns[first : first + self.across]):
                box = (self.left + self.cell * place, y, self.cell, height)
                pieces.append(self._cell(row, column, row.cells[first + place], box))
            y += height + (4 if self.paper.narrow else 0)
        return pieces, y + 10

    def _heads(self, first: int, y: float) -> tuple[list[str], float]:
        shown = self.columns[first : first + self.across]
        texts = [
            wrap(name, self.cell - 4, 11, 3, 600) if self.named else [str(first + place + 1)]
            for place, name in enumerate(shown)
        ]
        tallest = max(len(text) for text in texts)
        pieces = []
        for place, text in enumerate(texts):
            x = self.left + self.cell * (place + 0.5)
            top = y + HEAD * (tallest - len(text) + 1)
            pieces += [
                kit.label(x, top + HEAD * i, line, anchor="middle", weight=600, css="ink")
                for i, line in enumerate(text)
            ]
        return pieces, y + HEAD * tallest + 8

    @abstractmethod
    def _cell(self, row: Named[C], column: str, figure: C | None, box: Box) -> str:
        """One cell in its box: left, top, width, height."""

    @abstractmethod
    def _entries(self) -> list[Entry]:
        """The key: each shade with what it stands for."""

    @abstractmethod
    def _sentence(self, row: Named[C]) -> str:
        """A row in words."""

    def _notes(self) -> list[str]:
        return [self.paper.say["heat_hollow"] if self.few else ""]
