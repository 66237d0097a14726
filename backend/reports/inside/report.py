"""The inside-outside report as plain data: the sentence, every part with its base, and the method behind it."""

from collections.abc import Callable
from typing import Any, Final
from zoneinfo import ZoneInfo

from backend.reports.inside import further, parts
from backend.reports.inside.facts import InsideFacts
from backend.reports.inside.method import method
from backend.reports.inside.telling import Part, Telling
from backend.reports.subjects import Order
from backend.reports.visit.texts import Reader

PARTS: Final[tuple[Callable[[Telling], Part], ...]] = (
    parts.ladder_part,
    parts.lags_part,
    parts.grid_part,
    parts.quadrant_part,
    parts.rollout_part,
    further.results_part,
    further.warning_part,
    further.planning_part,
    further.health_part,
)
# What the page leaves out of the analysis, because it draws nothing from it.
ALSO: Final = ("seed", "data", "spearman", "contrast", "chain")


def build_inside(facts: InsideFacts, order: Order) -> dict[str, Any]:
    """The context of the report."""
    telling = Telling(facts, order.language)
    say, page = telling.say, facts.page
    made = [make(telling) for make in PARTS]
    chain = page["told"]["chain"]
    ends = [["says-not", say["not_said"]], ["method", say["method"]]]
    return {
        "language": order.language,
        "edition": order.edition,
        "words": say,
        "simulated": page["simulated"],
        "chapters": [[part["id"], part["title"]] for part in made] + ends,
        "part": "",
        "title": say["report"],
        "place": say["chain"],
        "sentence": page["told"]["headline"],
        "more": [chain] if chain else [],
        "warning": _warning(facts, telling, order),
        "facts": _facts(facts, telling, order),
        "parts": made,
        "says_not": page["told"]["says_not"],
        "method": method(order.language),
        "analysis": {**page["analysis"], **{name: facts.report[name] for name in ALSO}},
    }


def _warning(facts: InsideFacts, telling: Telling, order: Order) -> str:
    """That the data went on since, and what is left out for it."""
    found = []
    if facts.page["status"] != "ready":
        found.append(telling.say["outdated"].format(day=_day(facts.page["computed_at"], order)))
    found += [] if facts.single else [telling.say["single"]]
    return " ".join(found)


def _facts(facts: InsideFacts, telling: Telling, order: Order) -> list[dict[str, str]]:
    say, span = telling.say, telling.span
    rows = [
        (say["period"], telling.period()),
        (say["centres"], str(span["centres"]) if span else "0"),
        (say["lag"], telling.lag()),
        (say["computed"], _day(facts.page["computed_at"], order)),
        (say["read"], _day(facts.read_at, order)),
        (say["version"], facts.page["data_version"]),
    ]
    return [{"name": name, "value": value} for name, value in rows]


def _day(moment: Any, order: Order) -> str:
    return Reader(order.language, "en", ZoneInfo("UTC"), coarse=True).day(moment.date())
