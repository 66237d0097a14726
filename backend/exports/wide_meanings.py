"""Wide answers: what stands in the columns of a checklist's questions."""

from collections.abc import Mapping
from functools import partial
from itertools import repeat
from typing import Any, Final

from backend.exports.columns import Cells, Column
from backend.exports.meanings import HIDDEN, LEFT_OUT, NO_CONTACT, Meanings
from backend.exports.pieces import BETWEEN_PARTS, Remembered, answer_in, answers_in, question_in, questions_in

EMPTY: Final[Cells] = (None,)
MARK: Final = f"{BETWEEN_PARTS}{NO_CONTACT}{BETWEEN_PARTS}"


class WideMeanings:
    """Of one version, for these columns (by answer key). Each answer is a part of the row: it is remembered whole."""

    def __init__(self, meanings: Meanings, columns: Mapping[str, Column]) -> None:
        self._repeated, self._columns = bool(meanings.form.repeated), columns
        # (key, its state where that keeps its cell empty); of entries all, of other questions only those.
        self._asked: Mapping[str, tuple[str, str | None] | None] = Remembered(_ask)
        self._told: Mapping[bool, Mapping[str, tuple[str, Cells]]] = {
            managed: Remembered(partial(_tell, meanings, columns, managed)) for managed in (False, True)
        }

    def cells(self, visit: Any) -> list[Cells]:
        """A part for each column, and one for what was left out and why."""
        pieces = answers_in(visit.answers)
        given = dict(map(self._told[bool(visit.managed)].__getitem__, pieces))
        noted = list(filter(None, map(self._asked.__getitem__, questions_in(visit.card))))
        empty = [(key, state) for key, state in noted if state is not None]
        for key, _ in empty:
            given.pop(key, None)
        if self._repeated:
            # An entry that was taken away keeps its answers.
            shown = {key for key, _ in noted}
            given = {key: cell for key, cell in given.items() if "@" not in key or key in shown}
        ran_out = [answer_in(piece)[0] for piece in pieces if MARK in piece] if MARK in (visit.answers or "") else []
        lists = [[key for key, its in empty if its == state] for state in LEFT_OUT]
        lists.append([key for key in ran_out if key in given])
        return [*map(given.get, self._columns, repeat(EMPTY)), tuple([";".join(keys) or None for keys in lists])]


def _ask(piece: str) -> tuple[str, str | None] | None:
    score = question_in(piece)
    key, state = score["id"], score["state"]
    if state in (HIDDEN, *LEFT_OUT):
        return key, state
    return (key, None) if "@" in key else None


def _tell(meanings: Meanings, columns: Mapping[str, Column], managed: bool, piece: str) -> tuple[str, Cells]:
    key, (answer, _, number, *_) = meanings.tell(piece, managed)
    column = columns.get(key)
    return key, (number if column is not None and column.kind == "number" else answer,)
