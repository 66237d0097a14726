"""What a benchmark reports: one figure, against a floor or peer of the same run, and whether it meets its goal."""

import json
import operator
import statistics
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path

COMPARE = {"<=": operator.le, ">=": operator.ge}


@dataclass(frozen=True)
class Figure:
    """`goal` reads like "<= 40" and speaks of the value, or "ratio <= 1.25" and speaks of the ratio.

    No value: it could not be measured here, and `remark` says why.
    """

    name: str
    value: float | None
    unit: str
    n: int
    goal: str = ""
    ratio_to: str = ""
    ratio: float | None = None
    remark: str = ""

    @property
    def holds(self) -> bool | None:
        if not self.goal:
            return None
        *subject, sign, limit = self.goal.split()
        measured = self.ratio if subject == ["ratio"] else self.value
        return measured is not None and COMPARE[sign](measured, float(limit))

    def as_json(self) -> str:
        rounded = {name: None if value is None else _short(value) for name, value in self._numbers()}
        return json.dumps(asdict(self) | rounded | {"holds": self.holds})

    def _numbers(self) -> list[tuple[str, float | None]]:
        return [("value", self.value), ("ratio", self.ratio)]


def table(figures: list[Figure]) -> str:
    head = ("figure", "value", "unit", "ratio", "to", "goal", "holds", "n", "remark")
    rows = [head] + [_row(figure) for figure in figures]
    widths = [max(len(row[column]) for row in rows) for column in range(len(head))]
    lines = ("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) for row in rows)
    return "\n".join(line.rstrip() for line in lines)


def percentile(values: list[float], percent: float) -> float:
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * percent / 100))]


def timed(work: Callable[[], object], times: int) -> list[float]:
    """Wall seconds of each of `times` runs."""
    taken = []
    for _ in range(times):
        began = time.perf_counter()
        work()
        taken.append(time.perf_counter() - began)
    return taken


def median(values: list[float]) -> float:
    return statistics.median(values)


def cpu_seconds(pid: int, *, with_ended: bool = False) -> float:
    """User and system time that a process and its threads have used so far; and its children that have ended."""
    fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    return sum(map(int, fields[11 : 15 if with_ended else 13])) / 100


def resident_mb(pid: int) -> float:
    """Memory that belongs to this process alone or is shared in proportion (PSS)."""
    for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
        if line.startswith("Pss:"):
            return int(line.split()[1]) / 1024
    raise LookupError(pid)


def family(pid: int) -> list[int]:
    """A process and all that it started."""
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return [pid] + [member for child in children for member in family(int(child))]


def _short(value: float) -> float:
    return round(value, 3 if abs(value) < 10 else 1)


def _row(figure: Figure) -> tuple[str, ...]:
    ratio = "" if figure.ratio is None else f"{_short(figure.ratio):g}"
    holds = {True: "yes", False: "NO", None: ""}[figure.holds]
    value = "–" if figure.value is None else f"{_short(figure.value):g}"
    return (figure.name, value, figure.unit, ratio, figure.ratio_to, figure.goal, holds, str(figure.n), figure.remark)
