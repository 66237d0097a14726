"""A comparison as the data of a chart: which lines are drawn strongly, which stand behind, where versions break."""

from collections.abc import Sequence

from backend.charts import dumbbell, multiples, trend
from backend.charts.figures import Figure, Line, Row
from backend.charts.paper import Paper
from backend.insights.comparison import Series, Value
from backend.insights.service import Comparison

KINDS = ("centre", "team", "area")


def draw_trend(found: Comparison, width: float, language: str, height: float = 300, *, chosen: bool = False) -> str:
    """Up to three lines that matter most, the chain, and all others thin behind them; all of up to eight `chosen`."""
    members = members_of(found)
    many = len(members) > (trend.MOST if chosen else trend.HIGHLIGHTED)
    strong = _most_telling(members) if many else members
    weak = [one for one in members if one not in strong]
    # Of three centres and the chain it would be four lines more: then the chain's alone.
    lines = [line_of(one, alike=len(strong) == 1) for one in strong]
    lines.append(line_of(found.series[-1], network=True, alike=True))
    breaks = version_breaks(found.series[-1].values if len(strong) != 1 else strong[0].values)
    context = [line_of(one) for one in weak]
    return trend.draw(
        lines, _labels(found), paper_of(found, width, language), context=context, breaks=breaks, height=height
    )


def draw_place(found: Comparison, own: Series | None, width: float, language: str, height: float) -> str:
    """One place beside the chain, or the chain alone; what stands alone for itself has its like-for-like line."""
    chain = found.series[-1]
    lines = [line_of(own, alike=True), line_of(chain, network=True)] if own else [line_of(chain, alike=True)]
    breaks = version_breaks((own or chain).values)
    return trend.draw(lines, _labels(found), paper_of(found, width, language), breaks=breaks, height=height)


def draw_multiples(found: Comparison, width: float, language: str) -> str:
    """One little trend for each centre (or area), the chain dashed in every one."""
    lines, network = [line_of(one) for one in members_of(found)], line_of(found.series[-1], network=True)
    return multiples.draw(lines, _labels(found), paper_of(found, width, language), network=network)


def draw_dumbbell(found: Comparison, width: float, language: str) -> str:
    """Each centre (or area) in the two periods compared."""
    rows, periods = rows_of(found)
    return dumbbell.draw(rows, periods, paper_of(found, width, language))


def rows_of(found: Comparison) -> tuple[list[Row], tuple[str, str]]:
    """A row for each centre (or area), and the names of the two periods compared."""
    labels = {period.code: period.label for period in found.periods}
    members = members_of(found)
    changed = next((one.change for one in found.series if one.change), None)
    if changed is None:
        last = found.periods[-1].code if found.periods else ""
        return [Row(one.name, None, figure_of(_at(one, last))) for one in members], ("–", labels.get(last, "–"))
    rows = [
        Row(
            one.name,
            figure_of(_at(one, changed.from_)),
            figure_of(_at(one, changed.to)),
            clear=one.change.clear if one.change and one.change.p is not None else None,
        )
        for one in members
    ]
    return rows, (labels[changed.from_], labels[changed.to])


def version_breaks(values: Sequence[Value | None]) -> dict[int, str]:
    """Periods that brought another version of a checklist seen before: a line across compares with care.

    A checklist that was only not used for a while brings none when it comes back.
    """
    breaks: dict[int, str] = {}
    seen: set[str] = set()
    for index, value in enumerate(values):
        now = set(value.checklists) if value else set()
        known = {_slug(one) for one in seen}
        if new := sorted(one for one in now - seen if _slug(one) in known):
            breaks[index] = ", ".join(new)
        seen |= now
    return breaks


def _slug(version: str) -> str:
    """ "sales-visit" of "sales-visit 3"."""
    return version.rpartition(" ")[0]


def members_of(found: Comparison) -> list[Series]:
    """The series compared with each other: the finest kind there is."""
    for kind in KINDS:
        if members := [one for one in found.series if one.kind == kind]:
            return members
    return []


def line_of(one: Series, *, network: bool = False, alike: bool = False) -> Line:
    beside = [figure_of(value) for value in one.like_for_like] if alike else []
    return Line(one.name, [figure_of(value) for value in one.values], network, beside)


def figure_of(value: Value | None) -> Figure | None:
    if value is None:
        return None
    return Figure(value.mean, value.low, value.high, value.visits, value.low_base)


def paper_of(found: Comparison, width: float, language: str) -> Paper:
    return Paper(width, language, found.unit)


def _labels(found: Comparison) -> list[str]:
    return [period.label for period in found.periods]


def _most_telling(members: Sequence[Series]) -> list[Series]:
    """The highest, the lowest, and the one that moved most: chosen by the figures, so that nobody picks a scapegoat."""
    seen = [one for one in members if one.told]
    if len(seen) <= trend.HIGHLIGHTED:
        return list(seen)
    ranked = sorted(seen, key=lambda one: one.told.mean if one.told else 0.0)
    rest = [one for one in seen if one not in (ranked[0], ranked[-1])]
    moved = max(rest, key=lambda one: abs(one.change.diff) if one.change else 0.0)
    return [ranked[-1], moved, ranked[0]]


def _at(one: Series, period: str) -> Value | None:
    return next((value for value in one.values if value and value.period == period), None)
