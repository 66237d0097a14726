"""A comparison as the data of a chart: which lines are drawn strongly, which stand behind, where versions break."""

from collections.abc import Sequence

from backend.charts import dumbbell, trend
from backend.charts.figures import Figure, Line, Row
from backend.charts.paper import Paper
from backend.insights.comparison import Series, Value
from backend.insights.service import Comparison


def draw_trend(found: Comparison, width: float, language: str, height: float = 300) -> str:
    """Up to three lines that matter most, the chain, and all others thin behind them."""
    members = _members(found.series)
    strong = _most_telling(members) if len(members) > trend.HIGHLIGHTED else members
    weak = [one for one in members if one not in strong]
    # Of three centres and the chain it would be four lines more: then the chain's alone.
    lines = [_line(one, alike=len(strong) == 1) for one in strong]
    lines.append(_line(found.series[-1], network=True, alike=True))
    labels = [period.label for period in found.periods]
    breaks = version_breaks(found.series[-1].values if len(strong) != 1 else strong[0].values)
    return trend.draw(
        lines,
        labels,
        Paper(width, language),
        context=[_line(one) for one in weak],
        breaks=breaks,
        height=height,
    )


def draw_dumbbell(found: Comparison, width: float, language: str) -> str:
    """Each centre (or area) in the two periods compared."""
    labels = {period.code: period.label for period in found.periods}
    members = _members(found.series)
    changed = next((one.change for one in found.series if one.change), None)
    if changed is None:
        last = found.periods[-1].code if found.periods else ""
        rows = [Row(one.name, None, _figure(_at(one, last))) for one in members]
        return dumbbell.draw(rows, ("–", labels.get(last, "–")), Paper(width, language))
    rows = [
        Row(
            one.name,
            _figure(_at(one, changed.from_)),
            _figure(_at(one, changed.to)),
            clear=one.change.clear if one.change and one.change.p is not None else None,
        )
        for one in members
    ]
    return dumbbell.draw(rows, (labels[changed.from_], labels[changed.to]), Paper(width, language))


def version_breaks(values: Sequence[Value | None]) -> dict[int, str]:
    """Periods that brought a checklist version the one before did not have: a line across compares with care."""
    breaks: dict[int, str] = {}
    before: set[str] = set()
    for index, value in enumerate(values):
        now = set(value.checklists) if value else set()
        if before and now - before:
            breaks[index] = ", ".join(sorted(now - before))
        before = now or before
    return breaks


def _members(series: Sequence[Series]) -> list[Series]:
    return [one for one in series if one.kind == "centre"] or [one for one in series if one.kind == "area"]


def _most_telling(members: Sequence[Series]) -> list[Series]:
    """The highest, the lowest, and the one that moved most: chosen by the figures, so that nobody picks a scapegoat."""
    seen = [one for one in members if one.told]
    if len(seen) <= trend.HIGHLIGHTED:
        return list(seen)
    ranked = sorted(seen, key=lambda one: one.told.mean if one.told else 0.0)
    rest = [one for one in seen if one not in (ranked[0], ranked[-1])]
    moved = max(rest, key=lambda one: abs(one.change.diff) if one.change else 0.0)
    return [ranked[-1], moved, ranked[0]]


def _line(one: Series, *, network: bool = False, alike: bool = False) -> Line:
    beside = [_figure(value) for value in one.like_for_like] if alike else []
    return Line(one.name, [_figure(value) for value in one.values], network, beside)


def _figure(value: Value | None) -> Figure | None:
    if value is None:
        return None
    return Figure(value.mean, value.low, value.high, value.visits, value.low_base)


def _at(one: Series, period: str) -> Value | None:
    return next((value for value in one.values if value and value.period == period), None)
