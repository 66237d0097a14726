"""The parts of the inside-outside report without a picture: results, early warning, planning, state of the data."""

from backend.charts.figures import Table
from backend.charts.link_figures import STEP
from backend.reports.inside.telling import Part, Telling

RATES = ("hit_rate", "plain_hit_rate", "base_rate", "coverage")
COUNTS = ("waves", "centres_shown", "teams_shown")
MEANS = ("answers_per_figure", "visits_per_period")
SHARES = ("lambda_e", "lambda_s")


def results_part(telling: Telling) -> Part:
    """Engagement, service and revenue growth on one line, where both intervals leave zero out."""
    found = telling.report["chain"]
    return telling.part(
        "results",
        telling.base(found),
        own_page=False,
        says=[telling.told["chain"]] if telling.told["chain"] else [],
        reasons=telling.reasons(found, found["through_service"]) if found["shown"] else telling.reasons(found),
        tables=telling.table("results_table", _results(telling)),
    )


def warning_part(telling: Telling) -> Part:
    """Hit rate beside base rate, and the list only where the forecast earned it."""
    found, raw, say = telling.analysis["early_warning"], telling.report["early_warning"], telling.say
    rates = [(say[name], telling.share(raw[name])) for name in RATES] if found["shown"] else []
    if found["shown"] and raw["skill"] and raw["skill"]["value"] is not None:
        rates.append((say["skill"], telling.share(raw["skill"]["value"])))
    names = [(one["name"],) for one in found["watched"]]
    none = [say["none_watched"]] if found["shown"] and telling.single and not names else []
    return telling.part(
        "warning",
        say["base_warning"].format(origins=found["origins"], span=telling.period()),
        own_page=False,
        says=none,
        reasons=[*telling.reasons(found), *([] if telling.single else [say["single"]])],
        tables=[
            *telling.table("warning_table", Table((say["measure"], say["value"]), tuple(rates))),
            *telling.table("watched", Table((say["centre"],), tuple(names))),
        ],
    )


def planning_part(telling: Telling) -> Part:
    found, raw = telling.analysis["planning"], telling.report["planning"]
    says = []
    if found["table"]:
        says.append(telling.say["planning_text"].format(aimed=telling.number(raw["aimed"] * STEP)))
    elif found["detectable"] is not None:
        says.append(telling.say["detectable_raw"].format(size=telling.number(found["detectable"] * STEP)))
    return telling.part(
        "planning",
        telling.base(telling.analysis["within"]),
        own_page=False,
        says=says,
        reasons=telling.reasons(found),
        tables=telling.table("planning_table", _plans(telling)),
    )


def health_part(telling: Telling) -> Part:
    """Waves, response, visits, reliability: what everything else rests on."""
    found, say = telling.analysis["health"], telling.say
    rows = [(say[name], str(found[name])) for name in COUNTS]
    rows.append((say["response_rate"], telling.share(found["response_rate"])))
    rows += [(say[name], telling.number(found[name])) for name in MEANS]
    rows += [(say[name], telling.share(found[name])) for name in SHARES]
    seen = found["detectable"]
    rows.append((say["detectable_health"], telling.number(None if seen is None else seen * STEP)))
    centres = telling.span["centres"] if telling.span else 0
    return telling.part(
        "health",
        say["base_health"].format(centres=centres, span=telling.period()),
        own_page=False,
        tables=telling.table("health_table", Table((say["measure"], say["value"]), tuple(rows))),
    )


def _results(telling: Telling) -> Table:
    found, say = telling.report["chain"], telling.say
    if not found["shown"]:
        return Table((), ())
    lag = int(telling.analysis["lag"])
    told = [
        (say["result_a"].format(lag=telling.lag()), found["service_per_5"]),
        (say["result_c"].format(lag=telling.lag(lag + found["result_lag"])), found["result_per_5"]),
    ]
    rows = [
        (
            name,
            telling.paper.number(one["value"], sign=True),
            telling.ends(one["low"], one["high"]),
            telling.p(one["p"]),
        )
        for name, one in told
    ]
    through = found["through_service"]
    if through["shown"]:
        ends = telling.ends(through["low"], through["high"])
        rows.append((say["through"], telling.paper.number(through["ab"], sign=True), ends, telling.p(None)))
    return Table((say["what"], say["value"], say["range"], say["p"]), tuple(rows))


def _plans(telling: Telling) -> Table:
    say = telling.say
    header = (say["periods"], say["answers"], say["visits"], say["real"], say["detectable"], say["needed"])
    rows = [
        (
            str(row["periods"]),
            telling.number(row["answers"]),
            telling.number(row["visits"]),
            telling.share(row["lambda_e"]),
            telling.number(row["detectable"] * STEP),
            str(row["centres_needed"]),
        )
        for row in telling.analysis["planning"]["table"]
    ]
    return Table(header, tuple(rows))
