"""Says figures in the reader's language: each with its range and the base it rests on."""

from collections.abc import Mapping
from typing import Any, Final
from zoneinfo import ZoneInfo

from backend.charts import figures as drawn
from backend.charts.paper import Paper
from backend.domain.measures import parse_measure
from backend.domain.statistics.ranks import Places
from backend.insights.comparison import SeriesChange, Value
from backend.insights.drawing import figure_of
from backend.reports.figures.words import words
from backend.reports.visit.texts import Reader

CHART_WIDTH: Final = 640
DASH: Final = "–"
EXACT: Final = ("mean", "low", "high", "method", "visits", "centres", "applicable", "excluded", "low_base")


class Said:
    """`say`: the words of these reports; `reader`: how days and texts read."""

    def __init__(self, language: str) -> None:
        self.language, self.say = language, words(language)
        self.reader = Reader(language, "en", ZoneInfo("UTC"), coarse=True)

    def paper(self, unit: str = "percent") -> Paper:
        return Paper(CHART_WIDTH, self.language, unit)

    def figure(self, value: Value | None, measure: str = "overall") -> dict[str, str]:
        """Cells: the figure, its range, and its base: visits, questions that counted, and those left out."""
        mean, span, visits = drawn.cells_of(figure_of(value), self.paper(parse_measure(measure).unit))
        base = ("0", "0") if value is None else (str(value.applicable), str(value.excluded))
        return {"mean": mean, "range": span, "visits": visits, "counted": base[0], "left_out": base[1]}

    def beside(self, measure: str, name: str, own: Value | None, chain: Value | None) -> dict[str, str]:
        """With the chain's figure."""
        return {"name": name, **self.figure(own, measure), "chain": self.figure(chain, measure)["mean"]}

    def told(self, value: Value | None) -> str:
        """ "78.4, likely 71.0 to 85.8, 6 visits"."""
        if value is None:
            return self.say["none"]
        cells = self.figure(value)
        parts = [cells["mean"]]
        if value.low is not None and value.high is not None:
            low, high = self.paper().number(value.low), self.paper().number(value.high)
            parts.append(self.say["likely"].format(low=low, high=high))
        parts.append(self.say["of_visit"] if value.visits == 1 else self.say["of_visits"].format(n=value.visits))
        return ", ".join([*parts, self.say["few"]] if value.low_base else parts)

    def change(self, found: SeriesChange | None, code: str) -> str:
        """Into the period of the report; in brackets where it may be chance."""
        if found is None or found.to != code:
            return DASH
        text = self.paper().number(found.diff, sign=True)
        return text if found.clear else f"({text})"

    def places(self, found: Places | None) -> str:
        if found is None:
            return DASH
        return f"{found.low}" if found.low == found.high else f"{found.low}{DASH}{found.high}"


def exact(measure: str, place: str, value: Value | None) -> list[Mapping[str, Any]]:
    """The figure not rounded, for the data inside the document; nothing where there is none."""
    if value is None:
        return []
    figures = {name: getattr(value, name) for name in EXACT}
    return [{"measure": measure, "of": place, **figures, "checklists": list(value.checklists)}]
