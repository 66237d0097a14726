"""What is joined: published engagement, tallies of visits, results and starts, by centre and quarter. No numpy."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from backend.centres.models import Centre, Touchpoint
from backend.domain.statistics.tally import MILLION, Tally
from backend.engagement.models import (
    ResultFigure,
    RolloutStart,
    TouchpointTeam,
)
from backend.engagement.published import WHOLE, Shown, shown_figures, waves
from backend.insights.models import TallyRow
from backend.insights.tallies_reading import read_tallies

RESULT: Final = "revenue_growth_pct"
OVERALL: Final = "overall"


class Inside(NamedTuple):
    """Engagement of a group in a period: mean of 0 to 100, sd between persons, answers, people invited."""

    mean: float
    sd: float | None
    answers: int
    invited: int | None


class Outside(NamedTuple):
    """Visits of a centre in a period: mean score, sd between them (None: fewer than two), how many."""

    mean: float
    sd: float | None
    visits: int


@dataclass
class Facts:
    """All that an analysis reads. Keys: centre ids as text, period codes (2026-Q3), team and touchpoint codes."""

    centres: dict[str, str]
    periods: list[str]
    inside: dict[tuple[str, str], Inside] = field(default_factory=dict)
    teams: dict[tuple[str, str, str], Inside] = field(default_factory=dict)
    outside: dict[tuple[str, str], Outside] = field(default_factory=dict)
    touchpoints: dict[tuple[str, str, str], Outside] = field(default_factory=dict)
    team_of: dict[tuple[str, str], str] = field(default_factory=dict)
    result: dict[tuple[str, str], float] = field(default_factory=dict)
    started: dict[str, str] = field(default_factory=dict)
    waves: int = 0


def read_facts(session: Session, today: dt.date, dimension: str = WHOLE) -> Facts:
    """Everything up to the last whole quarter."""
    rows = session.execute(select(Centre.id, Centre.name).order_by(Centre.code))
    facts = Facts({str(key): name for key, name in rows}, [])
    surveys = [wave for wave in waves(session) if quarter_of(wave.closed_on) < quarter_of(today)]
    figures = [one for wave in surveys for one in shown_figures(session, wave, ("centre", "team"), dimension)]
    facts.waves = len(surveys)
    _put_inside(facts, figures)
    visited = _visited_quarters(session, before=quarter_of(today))
    facts.periods = _all_between({period for _, period in facts.inside} | set(visited))
    _put_outside(session, facts)
    _put_results(session, facts)
    return facts


def quarter_of(day: dt.date) -> str:
    return f"{day.year}-Q{(day.month + 2) // 3}"


def first_day(quarter: str) -> dt.date:
    return dt.date(int(quarter[:4]), 3 * int(quarter[-1]) - 2, 1)


def outside_of(tally: Tally) -> Outside | None:
    """Mean and sd of visit scores out of their sums."""
    if not tally.n:
        return None
    mean = tally.total / tally.n / MILLION
    if tally.n < 2:
        return Outside(mean, None, tally.n)
    squares = max(0, tally.squares * tally.n - tally.total * tally.total)
    return Outside(mean, (squares / tally.n / (tally.n - 1)) ** 0.5 / MILLION, tally.n)


def _put_inside(facts: Facts, figures: Iterable[Shown]) -> None:
    """Several waves in one quarter: weighted by their answers."""
    groups: defaultdict[tuple[str, ...], list[Shown]] = defaultdict(list)
    for one in figures:
        key = (*one.node.split(":"), quarter_of(one.wave.closed_on))
        groups[key].append(one)
    for key, found in groups.items():
        told = _together(found)
        if len(key) == 2:
            facts.inside[key[0], key[1]] = told
        else:
            facts.teams[key[0], key[1], key[2]] = told


def _together(found: Sequence[Shown]) -> Inside:
    n = sum(one.answers for one in found)
    mean = sum(one.mean * one.answers for one in found) / n
    known = [one for one in found if one.sd is not None and one.answers > 1]
    freedom = sum(one.answers - 1 for one in known)
    sd = (sum((one.answers - 1) * (one.sd or 0) ** 2 for one in known) / freedom) ** 0.5 if freedom else None
    invited = None if any(one.invited is None for one in found) else sum(one.invited or 0 for one in found)
    return Inside(mean, sd, n, invited)


def _visited_quarters(session: Session, before: str) -> list[str]:
    rows = select(TallyRow.period).where(
        TallyRow.scope_kind == "chain", TallyRow.period_kind == "quarter", TallyRow.period < before
    )
    return list(session.scalars(rows))


def _all_between(found: set[str]) -> list[str]:
    """Every quarter from the first to the last."""
    if not found:
        return []
    first, last = (int(code[:4]) * 4 + int(code[-1]) - 1 for code in (min(found), max(found)))
    return [f"{index // 4}-Q{index % 4 + 1}" for index in range(first, last + 1)]


def _put_outside(session: Session, facts: Facts) -> None:
    codes = list(session.scalars(select(Touchpoint.code).order_by(Touchpoint.position)))
    measures = [OVERALL, *(f"touchpoint:{code}" for code in codes)]
    for row in read_tallies(session, "centre", None, "quarter", facts.periods, measures):
        for measure, tally in row.tallies.items():
            told = outside_of(tally)
            if told is None:
                continue
            if measure == OVERALL:
                facts.outside[row.scope_id, row.period] = told
            else:
                facts.touchpoints[row.scope_id, measure.partition(":")[2], row.period] = told
    facts.team_of = teams_of(session, facts.periods)


def teams_of(session: Session, periods: Sequence[str]) -> dict[tuple[str, str], str]:
    """(touchpoint, period) to the team that delivers it on the period's first day."""
    usual = dict(session.execute(select(Touchpoint.code, Touchpoint.team_code)).all())
    dated: defaultdict[str, list[TouchpointTeam]] = defaultdict(list)
    for row in session.scalars(select(TouchpointTeam).order_by(TouchpointTeam.valid_from)):
        dated[row.touchpoint_code].append(row)
    found = {}
    for touchpoint, team in usual.items():
        for period in periods:
            told = _on(dated[touchpoint], first_day(period)) or team
            if told:
                found[touchpoint, period] = told
    return found


def _on(rows: Sequence[TouchpointTeam], day: dt.date) -> str | None:
    found = [row for row in rows if row.valid_from <= day and (row.valid_to is None or day <= row.valid_to)]
    return found[-1].team_code if found else None


def _put_results(session: Session, facts: Facts) -> None:
    rows = select(ResultFigure.centre_id, ResultFigure.period, ResultFigure.value).where(ResultFigure.measure == RESULT)
    facts.result = {(str(centre), period): value for centre, period, value in session.execute(rows)}
    starts = select(RolloutStart.centre_id, func.min(RolloutStart.started_on)).group_by(RolloutStart.centre_id)
    facts.started = {str(centre): quarter_of(day) for centre, day in session.execute(starts)}
