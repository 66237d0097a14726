"""Reports of figures as plain data: what the template prints, and nothing it would have to work out."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from backend.charts import gauge
from backend.insights.drawing import draw_place
from backend.insights.drawing_places import draw_profile
from backend.insights.league_words import reliability_sentence
from backend.insights.overview import Overview
from backend.insights.overview_items import Item
from backend.reports.figures import places
from backend.reports.figures.facts import FiguresFacts
from backend.reports.figures.said import CHART_WIDTH, DASH, Said, exact
from backend.reports.pack.report import short_day
from backend.reports.subjects import Order

WALL_ITEMS: Final = 3
CHAPTERS: Final = ("summary", "members", "touchpoints", "ends", "sections", "coverage", "photos", "listed")


def build_figures(facts: FiguresFacts, order: Order) -> dict[str, Any]:
    """The context of a centre's, an area's, a wave's or the chain's report."""
    said, of_many = Said(order.language), isinstance(facts.page, Overview)
    shown = {
        "members": places.members(facts, said) if of_many else [],
        "touchpoints": [said.beside(f"touchpoint:{one.code}", one.name, one.figure, one.chain)
                        for one in facts.page.touchpoints],
        "sections": _sections(facts, said),
        "coverage": places.coverage(facts),
        "photos": _photos(facts, said),
    }  # fmt: skip
    there = {name: bool(rows) for name, rows in shown.items()} | {"ends": bool(facts.page.strongest)}
    return _common(facts, order, said) | shown | {
        "chapters": [[id_, said.say[id_]] for id_ in CHAPTERS if there.get(id_, True)],
        "against": facts.title is not None,
        "facts": _fact_lines(facts, order, said),
        "whole": _whole(facts, said),
        "trend": _over_time(facts, said),
        "attention": places.attention(facts),
        "areas": places.areas(facts, said),
        "league": facts.league.sentence,
        "member_charts": places.rank_charts(facts, said) if of_many else [],
        "profile": {"chart": _profile(facts, said)},
        "ends_note": said.say["ends_note" if facts.page.strongest else "ends_few"],
        "strongest": _items(facts.page.strongest, said),
        "weakest": _items(facts.page.weakest, said),
        "coverage_sentence": facts.wave.coverage_sentence if facts.wave else "",
        "visits": [_visit(row, said) for row in facts.rows],
        "figures": [one for part in _exact(facts) for one in part],
    }  # fmt: skip


def build_wall(facts: FiguresFacts, order: Order) -> dict[str, Any]:
    """The context of the page for the wall; without items to name, the steps of the customer's way."""
    said, page = Said(order.language), facts.page
    overall = facts.at(page.headline)
    steps = [said.beside(f"touchpoint:{one.code}", one.name, one.figure, one.chain) for one in page.touchpoints]
    half = (len(steps) + 1) // 2
    return _common(facts, order, said) | {
        "chapters": [],
        "gauge": gauge.draw(
            overall.mean if overall else None, [], says=f"{said.say['overall']}: {said.figure(overall)['mean']}",
            size=260, language=order.language,
        ),
        "base": said.told(overall),
        "chart": draw_place(facts.found, facts.own, CHART_WIDTH, order.language, 190),
        "strongest": _items(page.strongest[:WALL_ITEMS], said),
        "weakest": _items(page.weakest[:WALL_ITEMS], said),
        "steps": [] if page.strongest else [steps[:half], steps[half:]],
    }  # fmt: skip


def _common(facts: FiguresFacts, order: Order, said: Said) -> dict[str, Any]:
    return {
        "language": order.language,
        "edition": order.edition,
        "words": said.say,
        "simulated": facts.page.simulated,
        "part": "",
        "report": said.say["report_wave" if facts.wave else f"report_{order.kind}"],
        "title": facts.title or said.say["chain"],
        "place": facts.place,
        "period": facts.period,
        "sentence": facts.page.sentence,
    }


def _fact_lines(facts: FiguresFacts, order: Order, said: Said) -> list[dict[str, str]]:
    say = said.say
    lines = [(say["period"], facts.period), (say["overall"], said.told(facts.at(facts.page.headline)))]
    if order.subject.centre_id is not None:
        lines.append((say["place"], places.place_of(facts, order.subject.centre_id, said)))
    reliable = reliability_sentence(facts.league.reliability, order.language)
    lines += [(say["reliability"], reliable)] if reliable else []
    lines.append((say["visits_count"], str(len(facts.rows))))
    if order.kind == "area":
        lines.append((say["centres_count"], str(len({row.centre for row in facts.rows}))))
    lines.append((say["read"], said.reader.day(facts.read_at.date())))
    return [{"name": name, "value": value} for name, value in lines]


def _whole(facts: FiguresFacts, said: Said) -> list[dict[str, str]]:
    """The whole scores of the period."""
    own = {"overall": facts.page.headline, "compliance": facts.page.compliance, "delight": facts.page.delight}
    rows = [(code, facts.at(one), facts.parts.whole[code].chain) for code, one in own.items()]
    return [said.beside(code, said.say[code], mine, theirs) for code, mine, theirs in rows if mine is not None]


def _over_time(facts: FiguresFacts, said: Said) -> dict[str, Any]:
    """The picture, and its lines as a table: the place, its questions that kept their meaning, and the chain."""
    chain = facts.found.series[-1]
    mine = facts.own or chain
    alike = mine.like_for_like or [None] * len(facts.found.periods)
    rows = [
        {
            "period": period.label,
            **said.figure(own),
            "alike": said.figure(same)["mean"],
            "chain": said.figure(theirs)["mean"],
        }
        for period, own, same, theirs in zip(facts.found.periods, mine.values, alike, chain.values, strict=True)
    ]
    chart = draw_place(facts.found, facts.own, CHART_WIDTH, said.language, 200)
    return {"chart": chart, "alike": any(alike), "rows": rows}


def _profile(facts: FiguresFacts, said: Said) -> str:
    names = (facts.title or said.say["chain"], said.say["all"])
    return draw_profile(facts.page.touchpoints, names, CHART_WIDTH, said.language)


def _items(items: Sequence[Item], said: Said) -> list[dict[str, str]]:
    return [said.beside(item.measure, item.text, item.figure, item.chain) | {"about": item.checklist} for item in items]


def _sections(facts: FiguresFacts, said: Said) -> list[dict[str, Any]]:
    """Which checklist a section is of is said where there are several."""
    several = len({part.checklist for part in facts.parts.sections}) > 1
    return [
        said.beside(one.measure, one.name, one.own, one.chain)
        | {
            "about": part.checklist if several else "",
            "questions": [said.beside(q.measure, q.name, q.own, q.chain) for q in part.questions],
        }
        for part in facts.parts.sections
        for one in (part.section,)
    ]


def _photos(facts: FiguresFacts, said: Said) -> list[dict[str, str]]:
    shown = []
    for number, one in enumerate(facts.pictures, 1):
        day = short_day(one.visited_on, said.language)
        title = said.say["photo"].format(n=number, day=day)
        shown.append({"image": f"photo/{one.photo_id}.jpg", "title": title, "caption": one.caption or ""})
    return shown


def _visit(row: Any, said: Said) -> dict[str, str]:
    say = said.say
    return {
        "centre": row.centre,
        "visited": short_day(row.visited_on, said.language) if row.visited_on else DASH,
        "checklist": f"{said.reader.text(row.title)} {row.number}",
        "score": said.reader.tenths(row.score_tenths),
        "outcome": {"pass": say["pass"], "fail": say["fail"]}.get(row.outcome or "", DASH),
    }


def _exact(facts: FiguresFacts) -> Iterator[list[Mapping[str, Any]]]:
    """Every figure of the place in the period, and of the chain beside it."""
    page = facts.page
    for code, one in (("overall", page.headline), ("compliance", page.compliance), ("delight", page.delight)):
        yield exact(code, "place", facts.at(one)) + exact(code, "chain", facts.parts.whole[code].chain)
    for step in page.touchpoints:
        code = f"touchpoint:{step.code}"
        yield exact(code, "place", step.figure) + exact(code, "chain", step.chain)
    for part in facts.parts.sections:
        for beside in (part.section, *part.questions):
            yield exact(beside.measure, "place", beside.own) + exact(beside.measure, "chain", beside.chain)
