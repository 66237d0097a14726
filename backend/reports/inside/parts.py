"""The parts of the inside-outside report that have a picture: ladder, lags, grid, quadrant, change programme."""

from backend.charts import event, grid, ladder, lags, quadrant
from backend.charts.figures import DASH, Table
from backend.charts.lags import lag_name
from backend.charts.link_figures import STEP, Pair
from backend.links import drawing
from backend.reports.inside.telling import Part, Telling

# Columns of the ladder's twin without its last, the reasons: they stand above, in whole lines.
LADDER_COLUMNS = 5
MOVERS = 5


def ladder_part(telling: Telling) -> Part:
    """Three rungs; ranks instead of values; between less within; which centre moves it most."""
    slopes = drawing.slopes_of(telling.analysis, telling.paper)
    return telling.part(
        "ladder",
        telling.base(telling.analysis["within"]),
        says=[telling.say["rungs_text"], *_beside(telling), *filter(None, [telling.told["noise"]])],
        reasons=telling.rung_reasons(),
        chart=drawing.draw_ladder(telling.analysis, telling.paper),
        tables=[
            *telling.table("ladder_table", ladder.table_of(slopes, telling.paper), columns=LADDER_COLUMNS),
            *telling.table("movers", _movers(telling)),
        ],
    )


def lags_part(telling: Telling) -> Part:
    profile = telling.analysis["lag_profile"]
    says = []
    if profile["shown"]:
        named = ", ".join(lag_name(lag, telling.paper) for lag in profile["stands_out"])
        says.append(telling.say["stands_out"].format(lags=named) if named else telling.say["no_lag"])
        says[0] += f" p = {telling.p(profile['p_max'])}."
    if telling.told["direction"]:
        says.append(telling.told["direction"])
    return telling.part(
        "lags",
        telling.say["base_lags"].format(centres=profile["n_centres"], span=telling.period()),
        says=says,
        reasons=[*telling.reasons(profile), *telling.named(telling.say["direction"], telling.analysis["direction"])],
        chart=drawing.draw_lags(telling.analysis, telling.paper),
        tables=telling.table("lags_table", lags.table_of(drawing.lags_of(profile), telling.paper)),
    )


def grid_part(telling: Telling) -> Part:
    cells = telling.analysis["matrix"]["cells"]
    tested = sum(cell["q"] is not None for cell in cells)
    rows = drawing.pairs_of(telling.analysis["matrix"])
    names = [one["name"] for one in telling.analysis["matrix"]["touchpoints"]]
    say = telling.say
    header = (say["cell_dimension"], say["cell_touchpoint"], say["cell_shade"], say["per_step"], say["range"])
    told = [
        (row.name, name, *_cell(telling, cell)) for row in rows for name, cell in zip(names, row.cells, strict=True)
    ]
    table = Table((*header, say["q"], say["centres"]), tuple(told))
    return telling.part(
        "grid",
        say["base_grid"].format(tested=tested, cells=len(cells), span=telling.period()),
        chart=grid.draw(rows, names, telling.paper),
        tables=telling.table("grid_table", table, texts=3),
    )


def quadrant_part(telling: Telling) -> Part:
    found = telling.analysis["quadrant"]
    dots = drawing.dots_of(found)
    last = telling.quarter(telling.span["last"]) if telling.span else telling.say["no_span"]
    base = telling.say["base_quadrant"].format(centres=len(dots), hidden=found["hidden"], last=last)
    return telling.part(
        "quadrant",
        base,
        reasons=[] if telling.single else [telling.say["single"]],
        chart=drawing.draw_quadrant(telling.analysis, telling.paper) if telling.single else "",
        tables=telling.table("quadrant_table", quadrant.table_of(dots, telling.paper)),
    )


def rollout_part(telling: Telling) -> Part:
    found, raw, say = telling.analysis["rollout"], telling.report["rollout"], telling.say
    points = drawing.points_of(found)
    return telling.part(
        "rollout",
        say["base_rollout"].format(started=found["n_started"], compared=found["n_compared"], span=telling.period()),
        says=[say["rollout_placebo"].format(p=telling.p(raw["placebo_p"]))] if raw["placebo_p"] is not None else [],
        reasons=telling.reasons(found),
        chart=drawing.draw_event(telling.analysis, telling.paper),
        tables=[
            *telling.table("rollout_table", _groups(telling)),
            *telling.table("event_table", event.table_of(points, telling.paper)),
            *telling.table("levels_table", event.table_of_levels(drawing.levels_of(found), telling.paper)),
        ],
    )


def _beside(telling: Telling) -> list[str]:
    """Sentences of ranks and of the difference between the first two rungs, where they may be shown."""
    says, ranks, found = [], telling.report["spearman"], telling.report["contrast"]
    if ranks["shown"] and ranks["r"] is not None and ranks["low"] is not None:
        told = {"r": ranks["r"], "low": ranks["low"], "high": ranks["high"]}
        says.append(telling.say["spearman"].format(**{key: telling.two(value) for key, value in told.items()}))
    difference = found["difference"]
    if found["shown"] and difference and difference["low"] is not None:
        low, high = telling.number(difference["low"] * STEP), telling.number(difference["high"] * STEP)
        says.append(telling.say["contrast"].format(diff=telling.step(difference["value"]), low=low, high=high))
    return says


def _movers(telling: Telling) -> Table:
    rows = tuple((one["name"], telling.step(one["slope_without"])) for one in telling.analysis["movers"][:MOVERS])
    return Table((telling.say["centre"], telling.say["without"]), rows)


def _cell(telling: Telling, cell: Pair | None) -> tuple[str, ...]:
    shown = telling.paper.say
    if cell is None or cell.value is None:
        return shown["untested"], DASH, DASH, DASH, str(cell.centres) if cell else "0"
    low, high = cell.ends or (None, None)
    told = telling.step(cell.value), telling.ends(low, high, STEP)
    return shown[cell.shade], *told, telling.p(cell.q), str(cell.centres)


def _groups(telling: Telling) -> Table:
    say, raw = telling.say, telling.report["rollout"]
    never = raw.get("never_started")
    found = [("rollout_group", raw)] + ([("rollout_never", never)] if never else [])
    rows = [
        (say[name], telling.paper.number(one["group"]["att"], sign=True),
         telling.ends(one["group"]["low"], one["group"]["high"]))
        for name, one in found
        if one["shown"] and one["group"] and one["group"]["att"] is not None
    ]  # fmt: skip
    return Table((say["what"], say["value"], say["range"]), tuple(rows))
