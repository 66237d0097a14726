"""Centres and areas beside each other in a report: the league with its ranges of places, and how far a wave has got."""

import uuid
from typing import Any, Final

from backend.charts import ranks
from backend.insights.drawing_league import rank_rows
from backend.insights.league import Row
from backend.insights.overview import Overview
from backend.reports.figures.facts import FiguresFacts
from backend.reports.figures.said import DASH, Said

# So many rows of a picture fit on one page beside its heading.
ROWS_A_PICTURE: Final = 24


def members(facts: FiguresFacts, said: Said) -> list[dict[str, Any]]:
    """The league's rows in its order."""
    return [_member(row, facts, said) for row in facts.league.rows]


def _member(row: Row, facts: FiguresFacts, said: Said) -> dict[str, Any]:
    return {
        "place": said.places(row.rank),
        "name": row.name,
        **said.figure(row.figure),
        "shrunk": DASH if row.shrunk is None else said.paper().number(row.shrunk),
        "otherwise": said.places(row.sensitivity),
        "change": said.change(row.change, facts.code),
        "clear": bool(row.change and row.change.clear),
    }


def rank_charts(facts: FiguresFacts, said: Said) -> list[dict[str, str]]:
    """Ranked dots, so many a picture."""
    rows = rank_rows(facts.league.rows)
    starts = range(0, len(rows), ROWS_A_PICTURE)
    return [{"chart": ranks.draw(rows, said.paper(), part=slice(start, start + ROWS_A_PICTURE))} for start in starts]


def place_of(facts: FiguresFacts, centre_id: uuid.UUID, said: Said) -> str:
    """Of one centre in the chain: "3–9 of 24 (2–12 with other weights)"; why not, where it has none."""
    row = next((row for row in facts.league.rows if row.id == centre_id), None)
    if row is None or row.rank is None:
        return said.say["no_place"]
    place = said.say["place_of"].format(place=said.places(row.rank), n=facts.league.ranked)
    other = said.say["place_other"].format(place=said.places(row.sensitivity)) if row.sensitivity else ""
    return place + other


def areas(facts: FiguresFacts, said: Said) -> list[dict[str, Any]]:
    """The areas right below, where there are any."""
    parts = facts.page.parts if isinstance(facts.page, Overview) else []
    return [
        {
            "name": one.name,
            **said.figure(facts.at(one)),
            "change": said.change(one.change, facts.code),
            "clear": bool(one.change and one.change.clear),
        }
        for one in parts
        if one.kind == "area"
    ]


def attention(facts: FiguresFacts) -> list[dict[str, str]]:
    found = facts.page.attention if isinstance(facts.page, Overview) else []
    return [{"name": one.name, "reason": one.reason} for one in found]


def coverage(facts: FiguresFacts) -> list[dict[str, str]]:
    """Of a wave: what each centre was to have and has."""
    rows = facts.wave.coverage if facts.wave else []
    return [
        {"name": one.name, "planned": str(one.planned), "visited": str(one.visited), "approved": str(one.approved)}
        for one in rows
    ]
