"""The analysis as the data of charts: what may be shown, and the reason where something may not."""

from collections.abc import Mapping
from typing import Any

from backend.charts import event, grid, ladder, lags, quadrant
from backend.charts.link_figures import Dot, Lag, Level, Pair, PairRow, Since, Slope
from backend.charts.paper import Paper

Document = Mapping[str, Any]
RUNGS = ("between", "within", "own_team")


def draw_quadrant(analysis: Document, paper: Paper) -> str:
    """Centres whose engagement may not be shown are only counted."""
    found = analysis["quadrant"]
    means = found["inside_mean"], found["outside_mean"]
    return quadrant.draw(dots_of(found), paper, hidden=found["hidden"], means=means)


def draw_ladder(analysis: Document, paper: Paper) -> str:
    return ladder.draw(slopes_of(analysis, paper), paper)


def draw_lags(analysis: Document, paper: Paper) -> str:
    found = analysis["lag_profile"]
    return lags.draw(lags_of(found), paper, chosen=analysis["lag"], reason=found["reason"] or "")


def draw_grid(analysis: Document, paper: Paper) -> str:
    matrix = analysis["matrix"]
    return grid.draw(pairs_of(matrix), [one["name"] for one in matrix["touchpoints"]], paper)


def draw_event(analysis: Document, paper: Paper) -> str:
    found = analysis["rollout"]
    if found["before_after"]:
        return event.draw_levels(levels_of(found), paper)
    return event.draw(points_of(found), paper, reason=found["reason"] or "")


def dots_of(found: Document) -> list[Dot]:
    return [Dot(one["name"], one["inside"], one["outside"], one["visits"]) for one in found["dots"]]


def slopes_of(analysis: Document, paper: Paper) -> list[Slope]:
    """The three rungs; beneath a rung its slope corrected for noise, where that may be shown."""
    slopes = []
    for code in RUNGS:
        rung, name = analysis[code], paper.say[f"rung_{code}"]
        slopes.append(_slope(name, rung, rung))
        corrected = rung.get("corrected") if code == "own_team" else analysis["corrected"] if code == "within" else None
        if corrected and corrected["shown"] and rung["shown"]:
            slopes.append(_slope(name, corrected, rung, corrected=True))
    return slopes


def lags_of(profile: Document) -> list[Lag]:
    if not profile["shown"]:
        return []
    return [
        Lag(one["lag"], one["slope"], _ends(one), _ends(one, "band_low", "band_high"), one["n_rows"])
        for one in profile["lags"]
        if one["slope"] is not None
    ]


def pairs_of(matrix: Document) -> list[PairRow]:
    """A dimension a row; a cell that is not in the matrix was not tested."""
    cells = {(cell["dimension"], cell["touchpoint"]): _pair(cell) for cell in matrix["cells"]}
    codes = [one["code"] for one in matrix["touchpoints"]]
    return [PairRow(one["name"], [cells.get((one["code"], code)) for code in codes]) for one in matrix["dimensions"]]


def points_of(rollout: Document) -> list[Since]:
    if not rollout["shown"]:
        return []
    return [Since(one["since"], one["att"], _ends(one)) for one in rollout["dynamic"] if one["att"] is not None]


def levels_of(rollout: Document) -> list[Level]:
    """Where no comparison may be shown: those that started, before and after."""
    return [Level(**one) for one in rollout["before_after"]]


def _slope(name: str, told: Document, base: Document, *, corrected: bool = False) -> Slope:
    value, low, high = ((told[key] if told["shown"] else None) for key in ("slope", "low", "high"))
    return Slope(name, value, low, high, base["n_rows"], base["n_centres"], told["reason"] or "", corrected)


def _pair(cell: Document) -> Pair:
    return Pair(cell["shade"], cell["slope"], _ends(cell), cell["q"], cell["n_centres"])


def _ends(one: Document, low: str = "low", high: str = "high") -> tuple[float, float] | None:
    return None if one[low] is None or one[high] is None else (one[low], one[high])
