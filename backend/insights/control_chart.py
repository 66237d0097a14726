"""The control chart of one centre: visit by visit, which changes are noise and which say that something changed."""

import datetime as dt
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from backend.centres.queries import get_centre
from backend.checklists.models import Checklist, ChecklistVersion
from backend.domain.measures import Measure, parse_measure
from backend.domain.roles import Actor, Permission
from backend.domain.statistics.control import ENOUGH, ControlChart, control_chart
from backend.domain.statistics.tally import MILLION
from backend.domain.visit_flow import Status
from backend.insights.measures_asked import internal_versions
from backend.insights.periods import MONTH_NAMES
from backend.insights.tallies_facts import Reader
from backend.visits.models import Visit

# The latest visits: a level of five years ago would draw the line of today.
MOST_POINTS: Final = 120
NO_DEGREES: Final = frozenset({0.0, 100.0})

WORDS = {
    "en": {
        "few": "{visits} of the {enough} visits a control chart needs: until then nobody can tell noise from change.",
        "yes_no": "A visit meets this or not: what can be compared over time is how often, not the single visit.",
        "same": "All {visits} visits gave the same value.",
        "quiet": "No visit stands out: what differs from visit to visit is what usually differs here.",
        "beyond": "The visit of {days} lies outside what usually differs from visit to visit: it is worth a question.",
        "beyond_many": "The visits of {days} lie outside what usually differs from visit to visit: worth a question.",
        "above": "From {first} to {last} {visits} visits in a row lie above the line: the level itself was higher.",
        "below": "From {first} to {last} {visits} visits in a row lie below the line: the level itself was lower.",
        "and": " and ",
    },
    "de": {
        "few": "{visits} der {enough} Besuche, die eine Regelkarte braucht: Vorher lässt sich Zufall nicht von"
        " Veränderung unterscheiden.",
        "yes_no": "Das ist in einem Besuch erfüllt oder nicht: Vergleichen lässt sich, wie oft, nicht der einzelne"
        " Besuch.",
        "same": "Alle {visits} Besuche ergaben denselben Wert.",
        "quiet": "Kein Besuch fällt auf: Was sich von Besuch zu Besuch unterscheidet, unterscheidet sich hier immer.",
        "beyond": "Der Besuch vom {days} liegt außerhalb dessen, was sich sonst von Besuch zu Besuch unterscheidet:"
        " Er ist eine Frage wert.",
        "beyond_many": "Die Besuche vom {days} liegen außerhalb dessen, was sich sonst von Besuch zu Besuch"
        " unterscheidet: Sie sind eine Frage wert.",
        "above": "Vom {first} bis {last} liegen {visits} Besuche in Folge über der Linie: Das Niveau selbst war höher.",
        "below": "Vom {first} bis {last} liegen {visits} Besuche in Folge unter der Linie: Das Niveau selbst war"
        " niedriger.",
        "and": " und ",
    },
}


@dataclass(frozen=True)
class Point:
    """One visit; `value` in the measure's unit."""

    visit_id: uuid.UUID
    visited_on: dt.date
    value: float
    signal: str | None


@dataclass(frozen=True)
class CentreChart:
    """Points in order of time. Where it is not `enough`, there is no line and no limit."""

    measure: str
    unit: str
    points: list[Point]
    centre_line: float | None
    lower: float | None
    upper: float | None
    enough: bool
    sentence: str


def chart_centre(session: Session, actor: Actor, centre_id: uuid.UUID, code: str, language: str) -> CentreChart:
    """The individuals chart of the centre's latest approved visits; 404 where this person does not see the centre."""
    get_centre(session, actor.only(Permission.COMPARISON_READ), centre_id)
    measure = parse_measure(code)
    found = _values(session, centre_id, measure)
    values = [value for _, _, value in found]
    chart = None if set(values) <= NO_DEGREES else control_chart(values)
    signals = chart.signals if chart else [None] * len(found)
    points = [Point(*one, signal) for one, signal in zip(found, signals, strict=True)]
    line, lower, upper = _limits(chart, measure, values)
    sentence = _sentence(points, chart, language)
    return CentreChart(code, measure.unit, points, line, lower, upper, chart is not None, sentence)


def _values(session: Session, centre_id: uuid.UUID, measure: Measure) -> list[tuple[uuid.UUID, dt.date, float]]:
    """The latest visits that say something about the measure, as the figures count them, in order of time."""
    mine = (Visit.centre_id == centre_id, Visit.status == Status.APPROVED, Visit.visited_on.is_not(None))
    visits = select(Visit.id, Visit.visited_on).where(*mine)
    if measure.checklist is not None:
        versions = select(ChecklistVersion.id).join(Checklist).where(Checklist.slug == measure.checklist)
        visits = visits.where(Visit.checklist_version_id.in_(versions))
    else:
        visits = visits.where(Visit.checklist_version_id.not_in(internal_versions(session)))
    latest = visits.order_by(Visit.visited_on.desc(), Visit.id.desc()).limit(MOST_POINTS)
    days = {visit_id: day for visit_id, day in session.execute(latest) if day is not None}
    tallies = {one.visit_id: one.tallies.get(measure.code) for one in Reader(session).read(list(days))}
    held = [(visit_id, day, tallies[visit_id]) for visit_id, day in reversed(days.items())]
    return [(visit_id, day, tally.total / MILLION) for visit_id, day, tally in held if tally is not None and tally.n]


def _limits(
    chart: ControlChart | None, measure: Measure, values: Sequence[float]
) -> tuple[float | None, float | None, float | None]:
    """Line and limits; a limit beyond what the unit can reach is drawn at its end, where no visit can cross it."""
    if chart is None:
        return None, None, None
    highest = chart.upper if measure.unit == "minutes" else min(chart.upper, max(100.0, *values))
    return chart.centre_line, max(chart.lower, min(0.0, *values)), highest


def _sentence(points: Sequence[Point], chart: ControlChart | None, language: str) -> str:
    say = WORDS.get(language, WORDS["en"])
    if chart is None:
        values = {point.value for point in points}
        kind = "few" if len(points) < ENOUGH else "same" if len(values) == 1 else "yes_no"
        return say[kind].format(visits=len(points), enough=ENOUGH)
    beyond = [_day(point.visited_on, language) for point in points if point.signal == "beyond"]
    parts = []
    if beyond:
        days = say["and"].join([", ".join(beyond[:-1]), beyond[-1]]) if len(beyond) > 1 else beyond[0]
        parts.append(say["beyond_many" if len(beyond) > 1 else "beyond"].format(days=days))
    if run := _latest_run(points, chart.centre_line):
        first, last = (_day(point.visited_on, language) for point in (run[0], run[-1]))
        side = "above" if run[0].value > chart.centre_line else "below"
        parts.append(say[side].format(first=first, last=last, visits=len(run)))
    return " ".join(parts) or say["quiet"]


def _latest_run(points: Sequence[Point], line: float) -> Sequence[Point]:
    """The last run of eight or more on one side, with those of its visits that lie beyond a limit too."""
    sides = groupby(points, key=lambda point: (point.value > line) - (point.value < line))
    runs = [list(group) for _, group in sides]
    return next((run for run in reversed(runs) if any(point.signal == "run" for point in run)), [])


def _day(day: dt.date, language: str) -> str:
    month = MONTH_NAMES.get(language, MONTH_NAMES["en"])[day.month - 1]
    return f"{day.day}. {month} {day.year}" if language == "de" else f"{day.day} {month} {day.year}"
