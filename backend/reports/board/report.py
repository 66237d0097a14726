"""The engagement board as plain data. Everything is as long as one page holds, however long the names."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from backend.actions.models import Action
from backend.charts import lines, value_chain
from backend.charts.figures import Table
from backend.charts.letters import fit
from backend.charts.paper import Paper
from backend.insights.overview_items import Item
from backend.links.drawing_map import draw_two_lines, draw_value_chain, map_teams_of, steps_of, two_lines_of
from backend.reports.board.facts import BoardFacts
from backend.reports.board.sizes import fitted
from backend.reports.board.words import words
from backend.reports.pack.report import short_day
from backend.reports.subjects import Order

# Rooms on the page, in millimetres, and widths to draw at, in pixels: wider ones have too small letters.
CHAIN_ROOM, CHAIN_WIDTHS = (392.0, 125.0), (640, 1500)
LINES_ROOM, LINES_WIDTHS = (103.0, 83.0), (300, 700)
ITEMS, ACTIONS = 3, 4
# So much text fits on the lines there are: pixels at a size of 11.
ITEM_TEXT, ACTION_TEXT, TITLE_TEXT = 640.0, 380.0, 440.0


def build_board(facts: BoardFacts, order: Order) -> dict[str, Any]:
    """The context of the board."""
    say, paper = words(order.language), Paper(language=order.language)
    steps, teams = steps_of(facts.map), map_teams_of(facts.map)
    told = facts.lists
    return {
        "language": order.language,
        "edition": order.edition,
        "words": say,
        "simulated": facts.page.simulated,
        "chapters": [],
        "part": "",
        "title": fit(facts.centre.name, TITLE_TEXT, 11, 600),
        "place": f"{facts.centre.city} · {facts.centre.area.name}",
        "sentence": facts.page.sentence,
        "value_chain": {
            "chart": _value_chain(facts, order.language),
            "touchpoints": _table(value_chain.table_of(steps, teams, paper)),
            "handovers": _table(value_chain.handovers_of(teams, paper)),
        },
        "lines": {
            "chart": _lines(facts, order.language),
            "figures": _table(lines.table_of(*two_lines_of(facts.lines), paper)),
        },
        "strongest": [_item(one, say, paper) for one in (told.strongest if told else [])[:ITEMS]],
        "weakest": [_item(one, say, paper) for one in (told.weakest if told else [])[:ITEMS]],
        "items_base": say["items_base"].format(period=_told_period(facts)) if told else say["too_few"],
        "actions": [_action(one, facts.today, order.language, say) for one in facts.actions[:ACTIONS]],
        "more": _more(facts.actions[ACTIONS:], say),
        "facts": _facts(facts, order.language, say),
        "says_not": [say["not_person"], say["not_cause"]],
    }


def _value_chain(facts: BoardFacts, language: str) -> str:
    return fitted(lambda width: draw_value_chain(facts.map, Paper(width, language)), CHAIN_ROOM, CHAIN_WIDTHS)


def _lines(facts: BoardFacts, language: str) -> str:
    return fitted(lambda width: draw_two_lines(facts.lines, Paper(width, language)), LINES_ROOM, LINES_WIDTHS)


def _told_period(facts: BoardFacts) -> str:
    """The period that the lists are of, as its page calls it."""
    page = facts.lists
    told = page.headline.told if page else None
    return next((one.label for one in page.periods if told and one.code == told.period), "") if page else ""


def _table(table: Table) -> dict[str, Any]:
    return {"header": list(table.header), "rows": [list(row) for row in table.rows]}


def _item(item: Item, say: dict[str, str], paper: Paper) -> dict[str, str]:
    visits = item.figure.visits
    return {
        "name": fit(item.text, ITEM_TEXT, 11),
        "mean": paper.number(item.figure.mean),
        "visits": (say["visit"] if visits == 1 else say["visits"].format(n=visits)).replace(" ", "\u00a0"),
    }


def _action(action: Action, today: dt.date, language: str, say: dict[str, str]) -> dict[str, Any]:
    late = action.due_on < today
    due = say["overdue" if late else "due"].format(day=short_day(action.due_on, language))
    return {"title": fit(action.title, ACTION_TEXT, 11), "due": due, "overdue": late}


def _more(left: Sequence[Action], say: dict[str, str]) -> str:
    if not left:
        return ""
    return say["more_one"] if len(left) == 1 else say["more"].format(n=len(left))


def _facts(facts: BoardFacts, language: str, say: dict[str, str]) -> list[dict[str, str]]:
    quarters, wave = facts.map["quarters"], facts.map["wave"]
    visits = say["outside_of"].format(first=quarter_name(quarters["first"]), last=quarter_name(quarters["last"]))
    rows = [(say["outside"], visits)]
    if wave is None:
        rows.append((say["inside"], say["no_wave"]))
    else:
        closed = short_day(wave["closed_on"], language)
        rows.append((say["inside"], say["inside_of"].format(wave=wave["code"], day=closed)))
        rows.append((say["floor"], say["floor_of"].format(floor=wave["floor"])))
    rows.append((say["read"], short_day(facts.read_at.date(), language)))
    return [{"name": name, "value": value} for name, value in rows]


def quarter_name(code: str) -> str:
    """2026-Q3 as Q3 2026."""
    return f"{code[5:]} {code[:4]}"
