"""Which groups' engagement may be published, so that no group under the floor can be worked out by subtraction.

The pattern is computed once for a wave, over the whole organisation, and stored; what a person may see is only ever
taken away from it. A threshold alone leaks in two of three organisations (decision 0130).
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

LEAST_FLOOR: Final = 3
FLOOR: Final = 5
HIDDEN_PIECES: Final = 2

Tree = Mapping[str, Sequence[str]]


def publishable(tree: Tree, answers: Mapping[str, int], floor: int) -> frozenset[str]:
    """The nodes of the organisation that may be shown.

    `tree` names the children of each inner node, `answers` the number of answers of each leaf. A node under the floor
    is never shown. Of a shown node, what is left once its shown parts are subtracted holds no answer, or at least
    `floor` answers in two or more pieces; else the smallest shown part is hidden as well (ties by name).
    """
    if floor < LEAST_FLOOR:
        raise ValueError(f"the floor is at least {LEAST_FLOOR}")
    totals = totals_of(tree, answers)
    shown = {node for node, total in totals.items() if total >= floor}
    for node in _bottom_up(tree):
        if node in shown:
            _settle(node, tree, totals, shown, floor)
    return frozenset(shown)


def _settle(node: str, tree: Tree, totals: Mapping[str, int], shown: set[str], floor: int) -> None:
    """Hide parts of this node until the rest tells nothing."""
    while True:
        parts = list(_shown_parts(node, tree, shown))
        rest = totals[node] - sum(totals[part] for part in parts)
        pieces = sum(1 for _ in _hidden_pieces(node, tree, totals, shown))
        if not parts or rest == 0 or (rest >= floor and pieces >= HIDDEN_PIECES):
            return
        shown.discard(min(parts, key=lambda part: (totals[part], part)))


def _shown_parts(node: str, tree: Tree, shown: set[str]) -> Iterator[str]:
    """The highest shown nodes below."""
    for child in tree.get(node, ()):
        if child in shown:
            yield child
        else:
            yield from _shown_parts(child, tree, shown)


def _hidden_pieces(node: str, tree: Tree, totals: Mapping[str, int], shown: set[str]) -> Iterator[str]:
    """The hidden parts below that no shown part covers, each as large as it can be."""
    for child in tree.get(node, ()):
        if child in shown or not totals[child]:
            continue
        if any(True for _ in _shown_parts(child, tree, shown)):
            yield from _hidden_pieces(child, tree, totals, shown)
        else:
            yield child


def totals_of(tree: Tree, answers: Mapping[str, int]) -> dict[str, int]:
    """Answers of every node."""
    totals = {leaf: count for leaf, count in answers.items() if leaf not in tree}
    for node in _bottom_up(tree):
        totals[node] = sum(totals.get(child, 0) for child in tree[node])
        for child in tree[node]:
            totals.setdefault(child, 0)
    return totals


def _bottom_up(tree: Tree) -> list[str]:
    """Inner nodes, children before their parents."""
    children = {child for group in tree.values() for child in group}
    order: list[str] = []
    waiting = [node for node in tree if node not in children]
    while waiting:
        node = waiting.pop()
        order.append(node)
        waiting.extend(child for child in tree[node] if child in tree)
    return order[::-1]


def band_of(answers: int) -> str:
    """How many answers, told in a band to all but administrators."""
    for low, high in ((5, 9), (10, 19), (20, 49)):
        if low <= answers <= high:
            return f"{low}-{high}"
    return "50+" if answers >= 50 else "<5"


def told_mean(mean: float) -> tuple[str, int]:
    """A mean of 0 to 100 as it is told: whole, and not nearer to the ends than 5: ("<=", 5), ("", 63), (">=", 95)."""
    whole = int(mean + 0.5)
    if whole <= 5:
        return "<=", 5
    return (">=", 95) if whole >= 95 else ("", whole)


def leaves_below(tree: Tree, node: str) -> Iterable[str]:
    """The leaves of which a node's answers are the sum."""
    if node not in tree:
        yield node
        return
    for child in tree[node]:
        yield from leaves_below(tree, child)
