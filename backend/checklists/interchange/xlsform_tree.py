"""The survey sheet as a tree: groups and repeats with what stands between their begin and end."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Final

from backend.checklists.interchange.table import Row, Table
from backend.checklists.interchange.workbook import FileRefused
from backend.checklists.interchange.xlsform_types import word_of_type

DEEPEST: Final = 20
BORDER: Final = re.compile(r"(begin|end)[ _]+(\w+)(?: .*)?", re.IGNORECASE)
REPEATS: Final = frozenset({"repeat", "lgroup", "looped"})


@dataclass
class Group:
    """`row` is None for the survey itself. A repeat may stand `inside` of groups that are no sections."""

    row: Row | None
    kind: str = "group"
    children: "list[Group | Row]" = field(default_factory=list)
    inside: tuple[Row, ...] = ()

    @property
    def is_repeat(self) -> bool:
        return self.kind in REPEATS

    def is_folder(self) -> bool:
        """It holds groups and no question of its own: its groups are the sections."""
        own = [child for child in self.children if isinstance(child, Row) and not is_note(child)]
        return not self.is_repeat and not own and any(isinstance(child, Group) for child in self.children)


def is_note(row: Row) -> bool:
    return word_of_type(row).lower() == "note"


def tree_of(survey: Table) -> Group:
    root = Group(None)
    stack = [root]
    for row in survey:
        border = BORDER.fullmatch(row.get("type"))
        if border is None:
            stack[-1].children.append(row)
        elif border[1].lower() == "begin":
            stack.append(_open(row, border[2].lower(), stack))
        elif len(stack) == 1:
            row.lost("type", "There is nothing to end here.")
        else:
            _check_end(row, border[2].lower(), stack.pop())
    for group in stack[1:]:
        if group.row is not None:
            group.row.assumed("type", "The end of this group is missing; it ends with the sheet.")
    return root


def _open(row: Row, kind: str, stack: list[Group]) -> Group:
    if len(stack) > DEEPEST:
        raise FileRefused(f"Row {row.number} of the sheet “{row.sheet}”: groups are nested more than {DEEPEST} deep.")
    if kind == "loop":
        row.lost("type", "A loop over a list is asked once here, not once for each option.")
    elif kind != "group" and kind not in REPEATS:
        row.lost("type", f"“{kind}” is read as a plain group.")
    group = Group(row, kind)
    stack[-1].children.append(group)
    return group


def _check_end(row: Row, kind: str, group: Group) -> None:
    if kind != group.kind and group.row is not None:
        row.assumed("type", f"This ends the {group.kind} of row {group.row.number}.")


def chunks_of(group: Group) -> Iterator[list[Row] | Group]:
    """Children in their order: loose questions that stand together, and groups."""
    loose: list[Row] = []
    for child in group.children:
        if isinstance(child, Row):
            loose.append(child)
            continue
        if loose:
            yield loose
            loose = []
        yield child
    if loose:
        yield loose


def pieces_of(group: Group) -> Iterator[Group]:
    """A group cut at the repeats inside it: each is a section of its own, and the group goes on after it."""
    if group.is_repeat or group.row is None:
        yield group
        return
    piece = replace(group, children=[])
    for child in group.children:
        for part in [child] if isinstance(child, Row) else pieces_of(child):
            if isinstance(part, Row) or not part.is_repeat:
                piece.children.append(part)
                continue
            if piece.children:
                yield piece
            yield replace(part, inside=(group.row, *part.inside))
            piece = replace(group, children=[])
    if piece.children:
        yield piece
