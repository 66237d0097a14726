"""XLSForm expressions to our conditions, and back. What differs in meaning is not carried over.

An empty answer makes `${q} != 'x'` true there and `ne` false here: hence “not eq”, and `ne` together with “answered”.
"""

from collections.abc import Callable, Mapping
from typing import Any, Final, NoReturn

from backend.checklists.interchange.xpath import COMPARISONS, NotCarried, Tree, parse
from backend.domain.questions import type_of

Condition = dict[str, Any]
ORDER: Final = {"<": "lt", "<=": "lte", ">": "gt", ">=": "gte"}
SIGNS: Final = {word: sign for sign, word in ORDER.items()}
# What a comparison with a count says about whether there is an answer: (sign, number) of “at least one”, and “none”.
SOME: Final = {(">", 0), (">=", 1), ("!=", 0)}
NONE: Final = {("=", 0), ("<", 1), ("<=", 0)}


class Target:
    """A question that an expression may look at: its id, its source, and the ids of its options by foreign name."""

    def __init__(self, question: Mapping[str, Any], options: Mapping[str, str]) -> None:
        self.id: str = question["id"]
        self.kind: str = question["type"]
        self.compares = type_of(question).compares
        self.options = options


Find = Callable[[str | None], Target]


def condition_of(text: str, find: Find) -> Condition | None:
    """`find` gives the target of a name (None: the question itself) or raises NotCarried. None: always true."""
    tree = parse(text)
    if tree == ("call", "true", []):
        return None
    return _condition(tree, find)


def rule_of(text: str, own: Target) -> Condition:
    """A rule over the question's own answer, written with “.”."""

    def find(name: str | None) -> Target:
        if name is not None:
            raise NotCarried("A rule looks at the question's own answer only, written as “.”.")
        return own

    found = condition_of(text, find)
    if found is None or "q" not in found:
        raise NotCarried("A rule is one comparison, without and, or, not.")
    return {key: value for key, value in found.items() if key != "q"}


def _condition(tree: Tree, find: Find) -> Condition:
    head = tree[0]
    if head in ("and", "or"):
        parts = [_condition(part, find) for part in tree[1]]
        return _all(parts) if head == "and" else _any(parts)
    if head == "call":
        return _call(tree[1], tree[2], find)
    if head in COMPARISONS:
        return _comparison(head, tree[1], tree[2], find)
    raise NotCarried("This is no comparison; write for example “${question} = 'yes'”.")


def _all(parts: list[Condition]) -> Condition:
    if len(parts) == 2 and parts[0].get("op") == "answered":
        denied = parts[1].get("not", {})
        if denied.get("op") == "eq" and denied["q"] == parts[0]["q"]:
            return {**denied, "op": "ne"}
    return {"all": parts}


def _any(parts: list[Condition]) -> Condition:
    if len({part.get("q") for part in parts}) == 1 and all(part.get("op") == "eq" for part in parts):
        return {"q": parts[0]["q"], "op": "in", "v": [part["v"] for part in parts]}
    return {"any": parts}


def _call(name: str, arguments: list[Tree], find: Find) -> Condition:
    if name == "not" and len(arguments) == 1:
        return {"not": _condition(arguments[0], find)}
    if name == "selected" and len(arguments) == 2 and arguments[1][0] == "value":
        return _chosen(_target(arguments[0], find), arguments[1][1])
    if name == "false":
        raise NotCarried("“false()” hides it from everybody.")
    raise NotCarried(f"“{name}()” has no counterpart here.")


def _target(tree: Tree, find: Find) -> Target:
    if tree[0] == "ref":
        return find(tree[1])
    if tree[0] == "dot":
        return find(None)
    raise NotCarried("Only a question can be compared with a fixed value.")


def _chosen(target: Target, value: Any) -> Condition:
    op = {"option": "eq", "options": "contains"}.get(target.compares)
    if op is None:
        raise NotCarried(f"“{target.id}” has no options.")
    return {"q": target.id, "op": op, "v": _option(target, value)}


def _option(target: Target, value: Any) -> str:
    if str(value) not in target.options:
        raise NotCarried(f"“{target.id}” has no option “{value}”.")
    return target.options[str(value)]


def _comparison(sign: str, left: Tree, right: Tree, find: Find) -> Condition:
    if right[0] != "value":
        raise NotCarried("Only a question can be compared with a fixed value.")
    value = right[1]
    if left[0] == "call":
        return _counted(sign, left, value, find)
    target = _target(left, find)
    if value == "":
        if sign not in ("=", "!="):
            _refuse(target)
        return _answered(target, sign == "!=")
    if sign in ("=", "!="):
        equal = {"q": target.id, "op": "eq", "v": _operand(target, value)}
        return equal if sign == "=" else {"not": equal}
    if target.compares != "number":
        _refuse(target)
    return {"q": target.id, "op": ORDER[sign], "v": _operand(target, value)}


def _counted(sign: str, call: Tree, value: Any, find: Find) -> Condition:
    """`string-length(${q}) > 0` and `count-selected(${q}) >= 1` ask whether there is an answer."""
    name, arguments = call[1], call[2]
    if name not in ("string-length", "count-selected") or len(arguments) != 1:
        raise NotCarried(f"“{name}()” has no counterpart here.")
    if (sign, value) not in SOME | NONE:
        raise NotCarried(f"“{name}()” can only be asked whether there is an answer at all.")
    return _answered(_target(arguments[0], find), (sign, value) in SOME)


def _answered(target: Target, yes: bool) -> Condition:
    answered = {"q": target.id, "op": "answered", "v": True}
    return answered if yes else {"not": answered}


def _operand(target: Target, value: Any) -> Any:
    if target.compares == "option":
        return _option(target, value)
    if target.compares != "number":
        _refuse(target)
    try:
        number = float(value)
    except ValueError:
        raise NotCarried(f"“{target.id}” is a number, “{value}” is not.") from None
    return int(number) if number == int(number) else number


def _refuse(target: Target) -> NoReturn:
    hint = "use selected()" if target.compares == "options" else "only whether it is answered can be asked"
    raise NotCarried(f"“{target.id}” cannot be compared like this; {hint}.")


def expression_of(condition: Mapping[str, Any], *, outer: bool = True) -> str:
    """The expression that means the same; a rule (without `q`) is written over “.”."""
    for word, joint in (("all", " and "), ("any", " or ")):
        if word in condition:
            parts = [expression_of(part, outer=len(condition[word]) == 1) for part in condition[word]]
            text = joint.join(parts)
            return text if outer else f"({text})"
    if "not" in condition:
        return f"not({expression_of(condition['not'])})"
    return _comparison_text(condition, outer)


def _comparison_text(condition: Mapping[str, Any], outer: bool) -> str:
    place = f"${{{condition['q']}}}" if "q" in condition else "."
    op, value = condition["op"], condition["v"]
    if op == "answered":
        return f"{place} != ''"
    if op == "contains":
        return f"selected({place}, '{value}')"
    if op == "eq":
        return f"{place} = {_literal(value)}"
    if op == "ne":
        text = f"{place} != '' and {place} != {_literal(value)}"
    elif op == "in":
        text = " or ".join(f"{place} = {_literal(one)}" for one in value)
    else:
        return f"{place} {SIGNS[op]} {_literal(value)}"
    return text if outer else f"({text})"


def _literal(value: Any) -> str:
    return f"'{value}'" if isinstance(value, str) else str(value)
