"""The engagement map and a centre's two lines as the data of charts."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from backend.charts import lines, value_chain
from backend.charts.figures import Figure
from backend.charts.link_figures import Handover, Inside, Step, Team, Wave
from backend.charts.paper import Paper
from backend.links.facts import first_day

Document = Mapping[str, Any]


def draw_value_chain(found: Document, paper: Paper) -> str:
    """`found` is the reply of the map."""
    return value_chain.draw(steps_of(found), map_teams_of(found), paper)


def draw_two_lines(found: Document, paper: Paper) -> str:
    """`found` is the reply of a centre's lines."""
    waves, service, periods = two_lines_of(found)
    return lines.draw(waves, service, periods, paper)


def steps_of(found: Document) -> list[Step]:
    return [Step(one["name"], _figure(one["outside"]), one["team"]) for one in found["touchpoints"]]


def map_teams_of(found: Document) -> list[Team]:
    return [
        Team(
            one["code"],
            one["name"],
            _inside(one["inside"]),
            [Handover(following["code"], _figure(following["audit"])) for following in one["next"]],
        )
        for one in found["teams"]
    ]


def two_lines_of(found: Document) -> tuple[list[Wave], list[Figure | None], list[str]]:
    """From the first quarter that has either; surveys before it are left out."""
    surveyed = {one["quarter"] for one in found["engagement"]}
    told = [one["figure"] is not None or one["period"] in surveyed for one in found["service"]]
    shown = found["service"][told.index(True) if True in told else 0 :]
    quarters = [one["period"] for one in shown]
    waves = [
        Wave(
            one["wave"],
            quarters.index(one["quarter"]) + _within(one["closed_on"], one["quarter"]),
            _inside(one["inside"]),
        )
        for one in found["engagement"]
        if one["quarter"] in quarters
    ]
    return waves, [_figure(one["figure"]) for one in shown], [_label(code) for code in quarters]


def _within(day: dt.date, quarter: str) -> float:
    """How far into its quarter a day lies, around the quarter's mark: -0.5 to 0.5."""
    return min(1.0, (day - first_day(quarter)).days / 91) - 0.5


def _label(quarter: str) -> str:
    """2026-Q3 as Q3 26."""
    return f"{quarter[5:]} {quarter[2:4]}"


def _figure(found: Document | None) -> Figure | None:
    if found is None:
        return None
    return Figure(found["mean"], found.get("low"), found.get("high"), found["visits"], found["low_base"])


def _inside(found: Document | None) -> Inside | None:
    return None if found is None else Inside(found["mean"], found["mark"], found["answers"])
