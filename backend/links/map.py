"""The engagement map: touchpoints in the customer's order over the teams that deliver them, and who hands over to whom.

Outside: visits of the last four whole quarters. Inside: the latest wave, of teams that may be shown.
"""

import datetime as dt
import uuid
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from backend.centres.models import Centre, Team, Touchpoint
from backend.centres.queries import below, get_area, get_centre
from backend.checklists.models import Checklist, ChecklistVersion
from backend.domain.roles import Actor
from backend.domain.statistics.estimates import Way, estimate
from backend.domain.statistics.tally import NO_TALLY, Tally
from backend.domain.suppression import band_of, told_mean
from backend.domain.visit_flow import Status
from backend.engagement.models import NextTeam
from backend.engagement.published import WHOLE, Shown, Wave, shown_figures, waves
from backend.insights.queries import is_simulated
from backend.insights.tallies_reading import read_tallies
from backend.links.facts import first_day, quarter_of, teams_of
from backend.links.showing import named
from backend.visits.models import Visit

QUARTERS: Final = 4
LOW_BASE: Final = 4
Document = dict[str, Any]


@dataclass(frozen=True)
class _Place:
    """What the map is of: a centre, or all centres of an area and below."""

    kind: str
    id: uuid.UUID
    name: str
    centres: list[uuid.UUID]


def draw_map(
    session: Session,
    actor: Actor,
    centre_id: uuid.UUID | None,
    area_id: uuid.UUID | None,
    language: str,
    today: dt.date,
) -> Document:
    """Of one centre or one area that this person may see."""
    place = _place(session, actor, centre_id, area_id)
    quarters = last_quarters(today)
    wave = next(reversed(waves(session)), None)
    touchpoints = list(session.scalars(select(Touchpoint).order_by(Touchpoint.position)))
    team_of = teams_of(session, [quarter_of(today)])
    outside = _outside(session, place, quarters, [row.code for row in touchpoints])
    used = [row for row in touchpoints if outside.get(row.code)]
    teams = list(dict.fromkeys(team for row in used if (team := team_of.get((row.code, quarter_of(today))))))
    return {
        "place": {"kind": place.kind, "id": place.id, "name": place.name},
        "touchpoints": [
            {
                "code": row.code,
                "name": named(row.name, language),
                "team": team_of.get((row.code, quarter_of(today))),
                "outside": outside[row.code],
            }
            for row in used
        ],
        "teams": _teams(session, place, teams, wave, _arrows(session, place, quarters, today)),
        "quarters": {"first": quarters[0], "last": quarters[-1]},
        "wave": None if wave is None else {"code": wave.code, "closed_on": wave.closed_on, "floor": wave.floor},
        "simulated": is_simulated(session),
    }


def last_quarters(today: dt.date, count: int = QUARTERS) -> list[str]:
    """The whole quarters before today."""
    index = today.year * 4 + (today.month - 1) // 3
    return [f"{one // 4}-Q{one % 4 + 1}" for one in range(index - count, index)]


def _place(session: Session, actor: Actor, centre_id: uuid.UUID | None, area_id: uuid.UUID | None) -> _Place:
    if centre_id is not None:
        centre = get_centre(session, actor, centre_id)
        return _Place("centre", centre.id, centre.name, [centre.id])
    assert area_id is not None
    area = get_area(session, actor, area_id)
    mine = session.scalars(select(Centre.id).where(Centre.area_id.in_(below(area.id))))
    return _Place("area", area.id, area.name, list(mine))


def _outside(session: Session, place: _Place, quarters: Sequence[str], codes: Sequence[str]) -> dict[str, Document]:
    """The score of each touchpoint with its interval and base."""
    measures = [f"touchpoint:{code}" for code in codes]
    ids = [str(one) for one in place.centres]
    sums: defaultdict[str, defaultdict[str, Tally]] = defaultdict(lambda: defaultdict(lambda: NO_TALLY))
    for row in read_tallies(session, "centre", ids, "quarter", quarters, measures):
        for measure, tally in row.tallies.items():
            code = measure.partition(":")[2]
            sums[code][row.scope_id] = sums[code][row.scope_id].plus(tally)
    found = {code: _figure(list(of.values()), place.kind == "area") for code, of in sums.items()}
    return {code: one for code, one in found.items() if one is not None}


def _figure(tallies: list[Tally], clustered: bool) -> Document | None:
    whole = NO_TALLY
    for tally in tallies:
        whole = whole.plus(tally.plus(tally.of_a_centre().minus(_visits_of(tally))) if clustered else tally)
    told = estimate(whole, Way(), clustered=clustered)
    if told is None:
        return None
    return {"mean": told.mean, "low": told.low, "high": told.high, "visits": whole.n, "low_base": whole.n < LOW_BASE}


def _visits_of(tally: Tally) -> Tally:
    """The part of a centre's tally that counts visits."""
    return Tally(*tally[:10])


def _teams(
    session: Session, place: _Place, delivering: Sequence[str], wave: Wave | None, arrows: Mapping[str, list[Document]]
) -> list[Document]:
    """Those that deliver a touchpoint, and behind them those that take over from them."""
    codes = list(delivering)
    for code in codes:
        codes += [one["code"] for one in arrows[code] if one["code"] not in codes]
    names = _called(session, place)
    figures = [] if wave is None else shown_figures(session, wave, ("team",), WHOLE)
    mine = {str(one) for one in place.centres}
    shown: defaultdict[str, list[Shown]] = defaultdict(list)
    for one in figures:
        centre, _, team = one.node.partition(":")
        if centre in mine:
            shown[team].append(one)
    return [
        {"code": code, "name": names.get(code, code), "inside": _inside(shown[code]), "next": arrows[code]}
        for code in codes
    ]


def _called(session: Session, place: _Place) -> dict[str, str]:
    """Team names as they are used here; where centres differ, the most usual one."""
    here = select(Team.code, Team.name).where(Team.centre_id.in_(place.centres))
    rows = session.execute(here.group_by(Team.code, Team.name).order_by(func.count(), Team.name.desc()))
    return {row.code: row.name for row in rows}


def _inside(found: Sequence[Shown]) -> Document | None:
    """A whole number, not nearer to the ends than 5, and how many answered in a band; None: not shown."""
    answers = sum(one.answers for one in found)
    if not answers:
        return None
    mark, mean = told_mean(sum(one.mean * one.answers for one in found) / answers)
    return {"mark": mark, "mean": mean, "answers": band_of(answers), "teams": len(found)}


def _arrows(
    session: Session, place: _Place, quarters: Sequence[str], today: dt.date
) -> defaultdict[str, list[Document]]:
    found: defaultdict[str, list[Document]] = defaultdict(list)
    valid = (NextTeam.valid_from <= today) & (NextTeam.valid_to.is_(None) | (NextTeam.valid_to >= today))
    for row in session.scalars(select(NextTeam).where(valid).order_by(NextTeam.team_code, NextTeam.next_team_code)):
        audit = None if row.checklist_slug is None else _audited(session, place, row.checklist_slug, quarters, today)
        found[row.team_code].append({"code": row.next_team_code, "audit": audit})
    return found


def _audited(session: Session, place: _Place, slug: str, quarters: Sequence[str], today: dt.date) -> Document | None:
    """The internal audits of an arrow: approved visits on its checklist, in the quarters of the map."""
    mean, visits = session.execute(
        select(func.avg(Visit.score_percent), func.count(Visit.score_percent))
        .join(ChecklistVersion, Visit.checklist_version_id == ChecklistVersion.id)
        .join(Checklist, ChecklistVersion.checklist_id == Checklist.id)
        .where(
            Checklist.slug == slug,
            Visit.status == Status.APPROVED,
            Visit.centre_id.in_(place.centres),
            Visit.visited_on >= first_day(quarters[0]),
            Visit.visited_on < first_day(quarter_of(today)),
        )
    ).one()
    return {"mean": float(mean), "visits": visits, "low_base": visits < LOW_BASE} if visits else None
