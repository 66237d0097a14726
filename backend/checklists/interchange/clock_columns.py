"""The clock of a duration in columns of ours, the same in an XLSForm and in a plain list of questions."""

from collections.abc import Callable
from typing import Any, Final

from backend.checklists.interchange.table import Row
from backend.checklists.interchange.xpath import NotCarried

COLUMNS: Final = ("clock_start", "clock_contact", "clock_opens", "clock_closes")


def clock_of(row: Row, kind: str, find: Callable[[str], str]) -> dict[str, Any]:
    """The key `clock`, or nothing. `find` gives the id of an earlier question by its name, or raises NotCarried."""
    filled = [column for column in COLUMNS if row.get(column)]
    if not filled:
        return {}
    if kind != "duration":
        row.lost(filled[0], "Only a duration has a clock.")
        return {}
    try:
        start = find(row.get("clock_start").removeprefix("${").removesuffix("}").strip())
    except NotCarried as reason:
        row.lost("clock_start", f"The clock was left out. {reason}")
        return {}
    if not row.get("clock_contact"):
        row.assumed("clock_contact", "Nothing says who stops the clock: a person does.")
    clock: dict[str, Any] = {"start": start, "contact": row.get("clock_contact").lower() or "person"}
    clock["opens"] = row.number_in("clock_opens") or 0
    if (closes := row.number_in("clock_closes")) is not None:
        clock["closes"] = closes
    return {"clock": clock}


def clock_cells(clock: Any) -> dict[str, Any]:
    """The cells that say the same."""
    if not clock:
        return {}
    start = {"clock_start": f"${{{clock['start']}}}"}
    return {**start, **{f"clock_{key}": clock[key] for key in ("contact", "opens", "closes")}}
