"""What is stored of a visit, cut into texts that stand in many visits: each is read once and remembered.

There are sixty answers a visit, but only some thousand different ones in a chain: to take a text for what it meant
before costs a tenth of reading it again.
"""

import json
from collections.abc import Callable
from typing import Any, Final

from sqlalchemy import ColumnElement, Dialect, Select, Text, case, cast, func, literal, select

from backend.kernel.db import table_of
from backend.visits.models import Answer, Visit

MOST_KEPT: Final = 5000
# Between answers, and between the parts of one. Ids and states have no such letter, and JSON writes it as an escape.
BETWEEN_ANSWERS, BETWEEN_PARTS = "\x1e", "\x1f"
QUESTIONS: Final = '"questions": [{'
_ANSWER: Final = table_of(Answer).columns


class Remembered(dict[Any, Any]):
    """What a function says of a key, worked out once; all is forgotten when it becomes too much."""

    def __init__(self, work_out: Callable[[Any], Any]) -> None:
        super().__init__()
        self._work_out = work_out

    def __missing__(self, key: Any) -> Any:
        if len(self) > MOST_KEPT:
            self.clear()
        found = self[key] = self._work_out(key)
        return found


def answers_column(dialect: Dialect, *, words: bool) -> ColumnElement[Any]:
    """All answers of a visit as one text, `answers_in` takes it apart: a row for each would take twice the time.

    `words`: with what was written beside them, which is seldom the same twice.
    """
    parts = [_ANSWER.question_id, _ANSWER.state, func.coalesce(cast(_ANSWER.value, Text), "")]
    if words:
        parts += [_quoted(_ANSWER.comment, dialect), _quoted(_ANSWER.waiver, dialect)]
    whole: Any = parts[0]
    for part in parts[1:]:
        whole = whole + literal(BETWEEN_PARTS) + part
    all_of_them: Select[Any] = select(func.aggregate_strings(whole, BETWEEN_ANSWERS))
    return all_of_them.where(_ANSWER.visit_id == Visit.id).correlate(Visit).scalar_subquery().label("answers")


def answers_in(text: str | None) -> list[str]:
    """One text an answer, in no order."""
    return text.split(BETWEEN_ANSWERS) if text else []


def answer_in(piece: str) -> tuple[str, str, Any, str | None, str | None]:
    """(key, state, value, comment, waiver)."""
    key, state, *parts = piece.split(BETWEEN_PARTS)
    value, comment, waiver = [_read(text) for text in parts] + [None] * (3 - len(parts))
    return key, state, value, comment, waiver


def _read(text: str) -> Any:
    """JSON; what most of it is without the reader, which costs ten times as much."""
    if not text:
        return None
    if text[0] == '"' and "\\" not in text:
        return text[1:-1]
    return int(text) if text.isdecimal() else json.loads(text)


def questions_in(card: str | None) -> list[str]:
    """One text a question of a score card, in the order they were asked; hidden ones too."""
    if card is None:
        return []
    first = card.find(QUESTIONS)
    if first < 0:
        return [json.dumps(question)[1:-1] for question in json.loads(card)["questions"]]
    return card[first + len(QUESTIONS) : card.index("}]", first)].split("}, {")


def question_in(piece: str) -> dict[str, Any]:
    """id, state, points, max, weight."""
    found: dict[str, Any] = json.loads("{" + piece + "}")
    return found


def _quoted(column: ColumnElement[Any], dialect: Dialect) -> ColumnElement[Any]:
    """What a person wrote, as JSON."""
    quote = func.json_quote(column) if dialect.name == "sqlite" else cast(func.to_json(column), Text)
    return case((column.is_(None), ""), else_=quote)
