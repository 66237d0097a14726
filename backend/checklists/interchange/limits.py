"""Constraints: the few that our questions know as well, taken apart and put together."""

from collections.abc import Iterable, Mapping
from typing import Any

from backend.checklists.interchange.xpath import NotCarried, Tree, parse

Keys = dict[str, Any]


def limits_of(text: str, kind: str, options: Mapping[str, str], decimals: int = 0) -> Keys:
    """The keys that say the same as a constraint: min and max, max_length, or which options stand alone."""
    tree = parse(text)
    parts = tree[1] if tree[0] == "and" else [tree]
    keys: Keys = {}
    for part in parts:
        keys = {**keys, **_limit(part, kind, options, decimals, keys)}
    return keys


def _limit(tree: Tree, kind: str, options: Mapping[str, str], decimals: int, known: Keys) -> Keys:
    if kind in ("number", "duration") and tree[0] in ("<", "<=", ">", ">=") and tree[1] == ("dot",):
        found = _bound(tree, decimals)
        if kind == "duration" and found != {"min": 0}:
            raise NotCarried("A duration has no limits here.")
        return {} if kind == "duration" else found
    if kind == "text" and tree[0] in ("<", "<=") and tree[1] == ("call", "string-length", [("dot",)]):
        longest = _whole(tree[2]) - (tree[0] == "<")
        return {"max_length": min(max(longest, 1), 10_000)}
    if kind == "multiple_choice" and (alone := _alone(tree)) is not None:
        if str(alone) not in options:
            raise NotCarried(f"There is no option “{alone}”.")
        return {"exclusive": [*known.get("exclusive", []), options[str(alone)]]}
    raise NotCarried("There is no such limit here.")


def _bound(tree: Tree, decimals: int) -> Keys:
    value: Any = tree[2][1] if tree[2][0] == "value" else None
    try:
        number = float(value)
    except (TypeError, ValueError):
        raise NotCarried("A limit is a fixed number.") from None
    if tree[0] in ("<", ">"):
        if decimals:
            raise NotCarried("Only limits that are themselves allowed (>= and <=) are known here.")
        number += 1 if tree[0] == ">" else -1
    plain = int(number) if number == int(number) else number
    return {"min" if tree[0] in (">", ">=") else "max": plain}


def _whole(tree: Tree) -> int:
    if tree[0] != "value" or not isinstance(tree[1], int):
        raise NotCarried("A length is a whole number.")
    return tree[1]


def _alone(tree: Tree) -> Any:
    """`not(selected(., 'none') and count-selected(.) > 1)`: the usual way to say that an option stands alone."""
    inner: Tree = tree[2][0] if tree[:2] == ("call", "not") and len(tree[2]) == 1 else ("",)
    if inner[0] != "and" or len(inner[1]) != 2:
        return None
    chosen, counted = inner[1]
    fits = chosen[:2] == ("call", "selected") and counted == (">", ("call", "count-selected", [("dot",)]), ("value", 1))
    return chosen[2][1][1] if fits and len(chosen[2]) == 2 and chosen[2][0] == ("dot",) else None


def constraint_of(question: Mapping[str, Any]) -> str:
    """The constraint other tools enforce for our limits."""
    if question["type"] == "number":
        return _joined(
            f". {sign} {question[key]}" for key, sign in (("min", ">="), ("max", "<=")) if question[key] is not None
        )
    if question["type"] == "duration":
        clock = question.get("clock")
        return f". >= {clock['opens']} and . <= {clock['closes']}" if clock else ". >= 0"
    if question["type"] == "text" and question["max_length"] != 2000:
        return f"string-length(.) <= {question['max_length']}"
    alone = [option["id"] for option in question.get("options", ()) if option.get("exclusive")]
    return _joined(f"not(selected(., '{option}') and count-selected(.) > 1)" for option in alone)


def _joined(parts: Iterable[str]) -> str:
    return " and ".join(parts)
