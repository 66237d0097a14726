"""A chain with engagement and visits as a simulator drew them: published waves, tallies, results."""

import datetime as dt
from dataclasses import dataclass

import numpy as np
from sqlalchemy import insert

from backend.centres.models import Centre, Touchpoint
from backend.domain.statistics.link.panel import Panel
from backend.domain.statistics.tally import MILLION, Tally
from backend.engagement import publishing
from backend.engagement.models import EngagementFigure, EngagementWave, ResultFigure
from backend.insights.models import TallyRow
from backend.kernel.ids import new_id
from backend.kernel.unit_of_work import UnitOfWork
from tests.factories.centres import make_area, make_centre

TEAMS = ("sales", "service")
TOUCHPOINTS = {"greeting": "sales", "collection": "service"}
FIRST_YEAR = 2022


@dataclass(frozen=True)
class Joined:
    """What was stored: centres in the panel's order, quarters in theirs."""

    centres: list[Centre]
    quarters: list[str]
    waves: list[EngagementWave]


def quarter_at(column: int) -> str:
    return f"{FIRST_YEAR + column // 4}-Q{column % 4 + 1}"


def store_panel(uow: UnitOfWork, panel: Panel) -> Joined:
    """Each centre's engagement is that of both its teams, half of the answers each; both touchpoints score alike."""
    area = make_area(uow)
    centres = [make_centre(uow, area) for _ in panel.centres]
    for position, (code, team) in enumerate(TOUCHPOINTS.items()):
        if uow.session.get(Touchpoint, code) is None:
            uow.session.add(Touchpoint(code=code, name={"en": code.title()}, position=position, team_code=team))
    uow.session.flush()
    quarters = [quarter_at(column) for column in range(len(panel.periods))]
    waves = [_store_wave(uow, panel, centres, column) for column in range(len(quarters))]
    uow.session.flush()
    uow.session.execute(insert(TallyRow), [*_tallies(panel, centres, quarters)])
    if panel.result is not None:
        uow.session.add_all(
            ResultFigure(
                id=new_id(),
                centre_id=centre.id,
                measure="revenue_growth_pct",
                period=quarters[column],
                value=float(panel.result[row, column]),
            )
            for row, centre in enumerate(centres)
            for column in range(len(quarters))
        )
    for wave in waves:
        publishing.publish(uow.session, wave)
    return Joined(centres, quarters, waves)


def _store_wave(uow: UnitOfWork, panel: Panel, centres: list[Centre], column: int) -> EngagementWave:
    closed_on = dt.date(FIRST_YEAR + column // 4, 3 * (column % 4) + 2, 10)
    wave = EngagementWave(
        id=new_id(),
        code=f"survey-{quarter_at(column)}",
        opened_on=closed_on - dt.timedelta(days=14),
        closed_on=closed_on,
    )
    uow.session.add(wave)
    uow.session.flush()
    assert panel.inside_n is not None and panel.inside_sd is not None
    for row, centre in enumerate(centres):
        n = int(panel.inside_n[row, column])
        mean, sd = float(np.clip(panel.inside[row, column], 1, 99)), float(panel.inside_sd[row, column])
        for team, answers in (("", n), (TEAMS[0], n // 2), (TEAMS[1], n - n // 2)):
            uow.session.add(
                EngagementFigure(
                    id=new_id(),
                    wave_id=wave.id,
                    centre_id=centre.id,
                    team_code=team,
                    dimension_code="engagement",
                    scale_min=0,
                    scale_max=100,
                    mean=mean,
                    sd=sd,
                    n=answers,
                    invited=None,
                    source="",
                )
            )
    return wave


def _tallies(panel: Panel, centres: list[Centre], quarters: list[str]) -> list[dict[str, object]]:
    """One row a centre and quarter, and the chain's (its sums are not looked at here)."""
    assert panel.visits is not None and panel.outside_sd is not None
    rows: list[dict[str, object]] = []
    for column, quarter in enumerate(quarters):
        for row, centre in enumerate(centres):
            visits = int(panel.visits[row, column])
            sums = _tally(
                float(panel.outside[row, column]), float(np.nan_to_num(panel.outside_sd[row, column])), visits
            )
            headline = dict.fromkeys(("overall", *(f"touchpoint:{code}" for code in TOUCHPOINTS)), sums)
            rows.append(_row("centre", str(centre.id), quarter, visits, headline))
        rows.append(_row("chain", "", quarter, len(centres), {}))
    return rows


def _row(kind: str, scope: str, quarter: str, visits: int, headline: dict[str, list[int]]) -> dict[str, object]:
    return {
        "scope_kind": kind,
        "period_kind": "quarter",
        "period": quarter,
        "scope_id": scope,
        "visits": visits,
        "versions": {},
        "headline": headline,
        "questions": {},
    }


def _tally(mean: float, sd: float, visits: int) -> list[int]:
    squares = visits * mean**2 + (visits - 1) * sd**2
    return Tally(visits, round(mean * visits * MILLION), round(squares * MILLION * MILLION)).as_json()
