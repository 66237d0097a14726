"""Reports of figures as plain data: what the template prints, and nothing it would have to work out."""

from collections.abc import Mapping, Sequence
from typing import Any, Final
from zoneinfo import ZoneInfo

from backend.charts import dumbbell, gauge, profile
from backend.charts import figures as drawn
from backend.charts.paper import Paper
from backend.insights.comparison import Series, Value
from backend.insights.drawing import draw_trend, figure_of, members_of, paper_of, rows_of
from backend.reports.figures.facts import Beside, FiguresFacts
from backend.reports.figures.words import words
from backend.reports.pack.report import short_day
from backend.reports.subjects import Order
from backend.reports.visit.texts import Reader

CHART_WIDTH: Final = 640
# So many rows of the comparison fit on one page beside its heading.
ROWS_A_PICTURE: Final = 24
ITEMS, WALL_ITEMS = 5, 3
LEAST_VISITS: Final = 2
CHAPTERS: Final = ("summary", "members", "touchpoints", "ends", "listed")


def build_figures(facts: FiguresFacts, order: Order) -> dict[str, Any]:
    """The context of a centre's or an area's report."""
    said = _Said(facts, order)
    members = said.members() if order.kind == "area" else []
    strongest, weakest = _ends(facts.items, ITEMS)
    there = {"members": bool(members), "touchpoints": bool(facts.touchpoints), "ends": bool(strongest)}
    return said.common() | {
        "chapters": [[id_, said.say[id_]] for id_ in CHAPTERS if there.get(id_, True)],
        "against": facts.title is not None,
        "facts": said.fact_lines(),
        "trend": {"chart": draw_trend(facts.found, CHART_WIDTH, order.language, 200), "rows": said.over_time()},
        "member_charts": said.member_charts() if members else [],
        "members": members,
        "profile": {"chart": said.profile()},
        "touchpoints": [said.beside(one) for one in facts.touchpoints],
        "strongest": [said.beside(one) for one in strongest],
        "weakest": [said.beside(one) for one in weakest],
        "visits": [said.visit(row) for row in facts.rows],
    }


def build_wall(facts: FiguresFacts, order: Order) -> dict[str, Any]:
    """The context of the page for the wall."""
    said = _Said(facts, order)
    overall = facts.whole["overall"].own
    strongest, weakest = _ends(facts.items, WALL_ITEMS)
    text = said.figure(overall)
    says = f"{said.say['overall']}: {text['mean']}"
    return said.common() | {
        "chapters": [],
        "gauge": gauge.draw(overall.mean if overall else None, [], says=says, size=260, language=order.language),
        "base": said.told(overall),
        "chart": draw_trend(facts.found, CHART_WIDTH, order.language, 190),
        "strongest": [said.beside(one) for one in strongest],
        "weakest": [said.beside(one) for one in weakest],
    }


def _ends(items: Sequence[Beside], most: int) -> tuple[list[Beside], list[Beside]]:
    """The highest and the lowest, never the same one twice; one visit is no strength while there are others."""
    based = [one for one in items if one.own is not None and one.own.visits >= LEAST_VISITS]
    items = based if len(based) >= 2 * most else items
    ranked = sorted(items, key=lambda one: (-(one.own.mean if one.own else 0.0), one.measure))
    half = min(most, len(ranked) // 2)
    return ranked[:half], list(reversed(ranked[len(ranked) - half :]))


class _Said:
    """Says figures in the reader's language."""

    def __init__(self, facts: FiguresFacts, order: Order) -> None:
        self.facts, self.order, self.say = facts, order, words(order.language)
        self.reader = Reader(order.language, "en", ZoneInfo("UTC"), coarse=True)
        self.paper = Paper(CHART_WIDTH, order.language)

    def common(self) -> dict[str, Any]:
        facts, order = self.facts, self.order
        return {
            "language": order.language,
            "edition": order.edition,
            "words": self.say,
            "simulated": facts.found.simulated,
            "part": "",
            "report": self.say[f"report_{order.kind}"],
            "title": facts.title or self.say["chain"],
            "place": facts.place,
            "period": facts.period,
            "sentence": facts.found.sentence,
        }

    def figure(self, value: Value | None) -> dict[str, str]:
        mean, span, visits = drawn.cells_of(figure_of(value), self.paper)
        return {"mean": mean, "range": span, "visits": visits}

    def told(self, value: Value | None, unit: str = "") -> str:
        """ "78.4, likely 71.0 to 85.8, 6 visits"."""
        if value is None:
            return self.say["none"]
        parts = [self.paper.number(value.mean) + unit]
        if value.low is not None and value.high is not None:
            low, high = self.paper.number(value.low), self.paper.number(value.high)
            parts.append(self.say["likely"].format(low=low, high=high))
        parts.append(self.say["of_visit"] if value.visits == 1 else self.say["of_visits"].format(n=value.visits))
        return ", ".join([*parts, self.say["few"]] if value.low_base else parts)

    def fact_lines(self) -> list[dict[str, str]]:
        facts, say = self.facts, self.say
        share = "\u00a0%"
        lines = [
            (say["period"], facts.period),
            (say["overall"], self.told(facts.whole["overall"].own)),
            (say["compliance"], self.told(facts.whole["compliance"].own, share)),
            (say["delight"], self.told(facts.whole["delight"].own)),
            (say["visits_count"], str(len(facts.rows))),
            (say["read"], self.reader.day(facts.read_at.date())),
        ]
        if self.order.kind == "area":
            lines.insert(5, (say["centres_count"], str(len({row.centre for row in facts.rows}))))
        return [{"name": name, "value": value} for name, value in lines]

    def over_time(self) -> list[dict[str, str]]:
        own, chain = self.facts.whole["overall"].series, self.facts.found.series[-1]
        by_code = {value.period: value for value in chain.values if value}
        mine = {value.period: value for value in own.values if value}
        return [
            {
                "period": one.label,
                **self.figure(mine.get(one.code)),
                "chain": self.figure(by_code.get(one.code))["mean"],
            }
            for one in self.facts.found.periods
        ]

    def members(self) -> list[dict[str, Any]]:
        return [self._member(one) for one in _highest_first(members_of(self.facts.found), self.order)]

    def _member(self, one: Series) -> dict[str, Any]:
        value = next((value for value in one.values if value and value.period == self.order.subject.period), None)
        change, text = one.change, self.say["none"]
        if change is not None:
            text = self.paper.number(change.diff, sign=True)
            text = text if change.clear else f"({text})"
        return {"name": one.name, **self.figure(value), "change": text, "clear": bool(change and change.clear)}

    def member_charts(self) -> list[dict[str, str]]:
        rows, periods = rows_of(self.facts.found)
        shown = len([row for row in rows if row.after])
        parts = [slice(start, start + ROWS_A_PICTURE) for start in range(0, shown, ROWS_A_PICTURE)]
        paper = paper_of(self.facts.found, CHART_WIDTH, self.order.language)
        return [{"chart": dumbbell.draw(rows, periods, paper, part)} for part in parts]

    def profile(self) -> str:
        rows = [
            drawn.Beside(self.reader.text(_texts(one.name)), figure_of(one.own), figure_of(one.chain))
            for one in self.facts.touchpoints
        ]
        return profile.draw(rows, (self.facts.title or self.say["chain"], self.say["all"]), self.paper)

    def beside(self, one: Beside) -> dict[str, str]:
        name = self.reader.text(_texts(one.name))
        return {"name": name, "about": one.about, **self.figure(one.own), "chain": self.figure(one.chain)["mean"]}

    def visit(self, row: Any) -> dict[str, str]:
        say = self.say
        return {
            "centre": row.centre,
            "visited": short_day(row.visited_on, self.order.language) if row.visited_on else say["none"],
            "checklist": f"{self.reader.text(row.title)} {row.number}",
            "score": self.reader.tenths(row.score_tenths),
            "outcome": {"pass": say["pass"], "fail": say["fail"]}.get(row.outcome or "", say["none"]),
        }


def _texts(name: Mapping[str, str] | str) -> Mapping[str, str]:
    return {"en": name} if isinstance(name, str) else name


def _highest_first(members: Sequence[Series], order: Order) -> list[Series]:
    """By the period's mean; those without a visit in it last."""

    def key(one: Series) -> tuple[float, str]:
        value = next((value for value in one.values if value and value.period == order.subject.period), None)
        return (-value.mean if value else 1.0, one.name)

    return sorted(members, key=key)
