"""How the parts of the inside-outside report are put together: their base, tables of text, numbers in words."""

from collections.abc import Mapping
from typing import Any, Final

from backend.charts.figures import DASH, Table
from backend.charts.link_figures import STEP
from backend.charts.paper import Paper
from backend.links.drawing import RUNGS
from backend.reports.inside.facts import InsideFacts
from backend.reports.inside.words import words

Document = Mapping[str, Any]
Part = dict[str, Any]
CHART_WIDTH: Final = 640
SMALL: Final = 0.001


class Telling:
    """What all parts need: the analysis, the words, the paper, and where n and period come from."""

    def __init__(self, facts: InsideFacts, language: str) -> None:
        self.analysis: Document = facts.page["analysis"]
        self.report, self.span, self.told = facts.report, facts.page["span"], facts.page["told"]
        self.single, self.language = facts.single, language
        self.say, self.paper = words(language), Paper(CHART_WIDTH, language)

    def part(self, id_: str, base: str, *, own_page: bool = True, **more: Any) -> Part:
        """One part; `chart`, `tables`, `says` and `reasons` may be left out."""
        return {
            "id": id_,
            "title": self.say[id_],
            "base": base,
            "says": [],
            "reasons": [],
            "chart": "",
            "tables": [],
            "says_not": self.say[f"not_{id_}"],
            "own_page": own_page,
            **more,
        }

    def table(self, caption: str, table: Table, *, texts: int = 1, columns: int | None = None) -> list[Part]:
        """None without rows; `columns` takes only the first ones."""
        if not table.rows:
            return []
        rows = [list(row[:columns]) for row in table.rows]
        return [{"caption": self.say[caption], "header": list(table.header[:columns]), "rows": rows, "texts": texts}]

    def number(self, value: float | None) -> str:
        return DASH if value is None else self.paper.number(value)

    def share(self, value: float | None) -> str:
        """ "36 %"."""
        return self.say["unknown"] if value is None else f"{round(100 * value)}\u00a0%"

    def step(self, slope: float | None) -> str:
        """A slope per five points, with its sign."""
        return DASH if slope is None else self.paper.number(slope * STEP, sign=True)

    def ends(self, low: float | None, high: float | None, times: float = 1) -> str:
        return DASH if low is None or high is None else f"{self.number(low * times)} {DASH} {self.number(high * times)}"

    def p(self, value: float | None) -> str:
        if value is None:
            return DASH
        text = f"< {SMALL}" if value < SMALL else f"{value:.3f}"
        return text.replace(".", ",") if self.language == "de" else text

    def two(self, value: float) -> str:
        """With two decimals: correlations are small."""
        text = f"{abs(value):.2f}"
        text = f"\N{MINUS SIGN}{text}" if value < 0 and float(text) else text
        return text.replace(".", ",") if self.language == "de" else text

    def period(self) -> str:
        if self.span is None:
            return self.say["no_span"]
        first, last = (self.quarter(self.span[end]) for end in ("first", "last"))
        return self.say["span"].format(first=first, last=last, periods=self.span["periods"])

    def quarter(self, code: str) -> str:
        """2026-Q3 as Q3 2026."""
        return f"{code[5:]} {code[:4]}"

    def lag(self, lag: int | None = None) -> str:
        lag = int(self.analysis["lag"]) if lag is None else lag
        return self.say[f"lag_{lag}" if lag < 2 else "lag_n"].format(n=lag)

    def base(self, part: Document) -> str:
        """n and period of an estimate."""
        words_ = self.say["base" if self.analysis["lag"] else "base_same"]
        told = {"rows": part["n_rows"], "centres": part["n_centres"], "span": self.period(), "lag": self.lag()}
        return words_.format(**told)

    def reasons(self, *parts: Document) -> list[str]:
        """Why these are not shown."""
        return [part["reason"] for part in parts if not part["shown"] and part["reason"]]

    def rung_reasons(self) -> list[str]:
        named = [(self.paper.say[f"rung_{code}"], self.analysis[code]) for code in RUNGS]
        named.append((self.paper.say["rung_corrected"].format(name=named[1][0]), self.analysis["corrected"]))
        return [text for name, part in named for text in self.named(name, part)]

    def named(self, name: str, part: Document) -> list[str]:
        """The reason of one of several things, with its name."""
        return [self.say["reason_of"].format(name=name, reason=reason) for reason in self.reasons(part)]
