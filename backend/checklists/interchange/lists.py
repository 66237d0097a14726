"""The choices sheet: lists of options by their names."""

from typing import Any

from backend.checklists.interchange.naming import option_id
from backend.checklists.interchange.table import Row, Table
from backend.checklists.interchange.words import Words


class Choices:
    """The lists, and which of them a question asked for."""

    def __init__(self, table: Table | None, words: Words) -> None:
        self.words = words
        self.used: set[str] = set()
        self.lists: dict[str, list[Row]] = {}
        for row in table or ():
            name = row.get("list_name")
            if name and row.get("name"):
                self.lists.setdefault(name, []).append(row)
            else:
                row.lost(
                    "list_name" if row.get("name") else "name", "An option needs the name of its list and its own."
                )

    def options(self, row: Row, name: str) -> tuple[list[dict[str, Any]], dict[str, str]]:
        """Fresh options, and their ids by foreign name."""
        if name not in self.lists:
            row.lost("type", f"There is no list “{name}” on the choices sheet, so the question was left out.")
            return [], {}
        self.used.add(name)
        options: list[dict[str, Any]] = []
        names: dict[str, str] = {}
        for choice in self.lists[name]:
            foreign = choice.get("name")
            if foreign in names:
                choice.lost("name", f"The option “{foreign}” stands in this list twice; the first one is kept.")
                continue
            names[foreign] = option_id(foreign, set(names.values()))
            if names[foreign] != foreign:
                choice.assumed("name", f"“{foreign}” is called “{names[foreign]}” here.")
            options.append(self._option(choice, names[foreign]))
        return options, names

    def _option(self, choice: Row, option: str) -> dict[str, Any]:
        label = self.words.text(choice, "label")
        if label is None:
            choice.assumed("label", f"The option has no label; its name “{choice.get('name')}” stands in.")
            label = self.words.same(choice.get("name"))
        made: dict[str, Any] = {"id": option, "label": label, "points": choice.number_in("points") or 0}
        return {**made, "exclusive": True} if choice.flag("exclusive") else made

    def labels(self, row: Row, name: str) -> dict[str, Any]:
        """The words of a scale's steps."""
        if name not in self.lists:
            row.lost("parameters", f"There is no list “{name}” on the choices sheet.")
            return {}
        self.used.add(name)
        found = {choice.get("name"): self.words.text(choice, "label") for choice in self.lists[name]}
        return {step: label for step, label in found.items() if label}
