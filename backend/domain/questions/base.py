"""What a question type is. One file a type; the registry in `__init__` is a plain dict."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from backend.domain.reading import Node

Question = Mapping[str, Any]
Schema = dict[str, Any]


def _never(question: Question) -> int | None:
    return None


def _nothing(question: Question, value: Any) -> int:
    return 0


@dataclass(frozen=True)
class QuestionType:
    """`check` gives the reason why a value is no answer, or None; `maximum` is None where nothing is scored.

    Points are whole thousandths: exact, and quick to add up.
    """

    name: str
    about: str
    parse: Callable[[Node], dict[str, Any]]
    check: Callable[[Question, Any], str | None]
    keys: Mapping[str, Schema] = field(default_factory=dict)
    compares: str = "nothing"
    points: Callable[[Question, Any], int] = _nothing
    maximum: Callable[[Question], int | None] = _never
    answered_by_photo: bool = False


def no_keys(node: Node) -> dict[str, Any]:
    return {}


# What every type's check may answer, in words a person understands.
REASONS: Mapping[str, str] = {
    "wrong_type": "This is not an answer to this kind of question.",
    "unknown_option": "This option does not exist.",
    "repeated_option": "An option was chosen twice.",
    "exclusive_option": "This option cannot be combined with others.",
    "empty": "There is no answer.",
    "too_low": "The value is too low.",
    "too_high": "The value is too high.",
    "too_many_decimals": "The value has too many decimals.",
    "too_long": "The text is too long.",
    "not_a_time": "This is not a date and time.",
    "not_a_place": "This is not a place.",
    "not_applicable_not_offered": "“Not applicable” is not offered here.",
    "not_observed_not_offered": "“Not observed” is not offered here.",
    "no_contact_not_offered": "“No contact” is not offered here.",
    "outside_window": "This is outside the time that was observed.",
}
