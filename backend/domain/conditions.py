"""Conditions over answers: {q, op, v}, all, any, not.

A missing answer makes every comparison false; nothing is coerced.
"""

from collections.abc import Callable, Mapping
from typing import Any, Final

from backend.domain.exact import is_number
from backend.domain.reading import MISSING, Node

Condition = dict[str, Any]
Question = Mapping[str, Any]

# What an answer of a question type can be compared with decides which operators make sense for it.
OPERATORS: Final[Mapping[str, tuple[str, ...]]] = {
    "option": ("eq", "ne", "in", "answered"),
    "options": ("contains", "answered"),
    "number": ("eq", "ne", "in", "gt", "gte", "lt", "lte", "answered"),
    "nothing": ("answered",),
}
DEEPEST: Final = 8


def holds(condition: Condition, value_of: Callable[[str], Any]) -> bool:
    """Whether the condition is met; `value_of` gives a question's answer, or MISSING."""
    if "all" in condition:
        return all(holds(part, value_of) for part in condition["all"])
    if "any" in condition:
        return any(holds(part, value_of) for part in condition["any"])
    if "not" in condition:
        return not holds(condition["not"], value_of)
    return rule_holds(condition, value_of(condition["q"]))


def rule_holds(rule: Condition, value: Any) -> bool:
    if value is MISSING:
        return False
    op, wanted = rule["op"], rule["v"]
    if op == "answered":
        return True
    if op == "in":
        return any(_same(value, one) for one in wanted)
    if op == "contains":
        return isinstance(value, list) and any(_same(one, wanted) for one in value)
    if op in ("eq", "ne"):
        return _same(value, wanted) is (op == "eq")
    return _in_order(op, value, wanted)


def _same(left: Any, right: Any) -> bool:
    if isinstance(left, str) and isinstance(right, str):
        return left == right
    return is_number(left) and is_number(right) and bool(left == right)


def _in_order(op: str, left: Any, right: Any) -> bool:
    if not is_number(left) or not is_number(right):
        return False
    outcome = {"gt": left > right, "gte": left >= right, "lt": left < right, "lte": left <= right}
    return outcome[op]


def parse_condition(
    node: Node, earlier: Mapping[str, Question], compares: Callable[[Question], str], depth: int = 0
) -> Condition | None:
    """Read an optional visibility condition; it may only refer to questions that come earlier."""
    if not node.present:
        return None
    if depth > DEEPEST:
        node.fail("too_deep", f"Conditions may be nested {DEEPEST} deep.", "condition", deepest=DEEPEST)
        return None
    for word in ("all", "any"):
        if node.child(word).present:
            node.mapping((word,))
            parts = [parse_condition(part, earlier, compares, depth + 1) for part in node.child(word).items()]
            return {word: [part for part in parts if part is not None]}
    if node.child("not").present:
        node.mapping(("not",))
        inner = parse_condition(node.child("not"), earlier, compares, depth + 1)
        return {"not": inner} if inner is not None else None
    return _parse_comparison(node.mapping(("q", "op", "v")), earlier, compares)


def _parse_comparison(
    node: Node, earlier: Mapping[str, Question], compares: Callable[[Question], str]
) -> Condition | None:
    question = earlier_question(node.child("q"), earlier)
    return None if question is None else {"q": question["id"], **_parse_rule(node, question, compares(question))}


def earlier_question(node: Node, earlier: Mapping[str, Question]) -> Question | None:
    """The question this names; one of a repeated section can only be named inside it: each entry has its own."""
    question = earlier.get(node.value) if isinstance(node.value, str) else None
    if question is None:
        node.fail("not_an_earlier_question", "Name a question that comes earlier in the checklist.")
    elif question["id"] in node.log.repeated:
        text = f"“{question['id']}” is asked once for each entry of its section: it cannot be looked at from outside."
        node.fail("repeated_question", text, question=question["id"])
        return None
    return question


def parse_rule(node: Node, question: Question, compares: str) -> Condition | None:
    """Read an optional rule {op, v} over a question's own answer."""
    return _parse_rule(node.mapping(("op", "v")), question, compares) if node.present else None


def _parse_rule(node: Node, question: Question, compares: str) -> Condition:
    op = node.child("op").choice(OPERATORS[compares])
    operand = node.child("v")
    if op == "answered":
        if operand.present and operand.value is not True:
            operand.fail("bad_value", "“answered” takes no value; write “not” around it for the opposite.", "answered")
        return {"op": op, "v": True}
    if op == "in":
        return {"op": op, "v": [_operand(one, question, compares) for one in operand.items()]}
    return {"op": op, "v": _operand(operand, question, compares)}


def _operand(node: Node, question: Question, compares: str) -> Any:
    if compares == "number":
        return node.number()
    known = [option["id"] for option in question.get("options", [])]
    if node.value not in known:
        options = ", ".join(known)
        text = f"“{question['id']}” has no such option. It has: {options}."
        node.fail("unknown_option", text, question=question["id"], options=options)
        return ""
    return node.value
