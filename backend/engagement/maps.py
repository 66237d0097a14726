"""Which team delivers a touchpoint, and to whom a team hands over, each from a day on."""

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from backend.centres.models import Centre, Team, Touchpoint
from backend.checklists.models import Checklist
from backend.domain.problems import FieldError, Invalid, NotFound
from backend.domain.roles import Actor
from backend.engagement.models import NextTeam, TouchpointTeam
from backend.kernel.ids import new_id
from backend.kernel.unit_of_work import UnitOfWork
from backend.trail.service import record

Row = Mapping[str, Any]


def show_maps(session: Session) -> dict[str, Any]:
    """Both maps, and what can be chosen in them."""
    dated: dict[str, list[dict[str, Any]]] = {}
    for row in session.scalars(select(TouchpointTeam).order_by(TouchpointTeam.valid_from)):
        told = {"team_code": row.team_code, "valid_from": row.valid_from, "valid_to": row.valid_to}
        dated.setdefault(row.touchpoint_code, []).append(told)
    order = (NextTeam.team_code, NextTeam.next_team_code, NextTeam.valid_from)
    return {
        "touchpoints": [
            {"code": row.code, "name": row.name, "team_code": row.team_code, "dated": dated.get(row.code, [])}
            for row in session.scalars(select(Touchpoint).order_by(Touchpoint.position))
        ],
        "arrows": list(session.scalars(select(NextTeam).order_by(*order))),
        "teams": _teams(session),
        "checklists": list(session.scalars(select(Checklist.slug).order_by(Checklist.slug))),
    }


def put_touchpoint_teams(uow: UnitOfWork, actor: Actor, code: str, rows: Sequence[Row]) -> None:
    """Replace who delivers this touchpoint when; outside of these days its usual team does."""
    session = uow.session
    if session.get(Touchpoint, code) is None:
        raise NotFound()
    _check_days(rows, lambda row: "", "Two teams deliver this touchpoint on the same day.")
    _check_teams(session, rows, "team_code")
    session.execute(delete(TouchpointTeam).where(TouchpointTeam.touchpoint_code == code))
    session.add_all(TouchpointTeam(touchpoint_code=code, **row) for row in rows)
    session.flush()
    record(uow, actor, "engagement.touchpoint_teams", "touchpoint", new_id(), details={"code": code})


def put_next_teams(uow: UnitOfWork, actor: Actor, code: str, rows: Sequence[Row]) -> None:
    """Replace to whom this team hands over."""
    session = uow.session
    _check_teams(session, [{"team_code": code}, *rows], "team_code", "next_team_code")
    _check_days(rows, lambda row: str(row["next_team_code"]), "This arrow is there twice on the same day.")
    _check_arrows(session, code, rows)
    session.execute(delete(NextTeam).where(NextTeam.team_code == code))
    session.add_all(NextTeam(team_code=code, **row) for row in rows)
    session.flush()
    record(uow, actor, "engagement.next_teams", "team", new_id(), details={"code": code})


def team_names(session: Session) -> dict[str, str]:
    """Each code once, called as the first centre that has it calls it, so that names go together in one language."""
    found: dict[str, str] = {}
    called = select(Team.code, Team.name).join(Centre, Team.centre_id == Centre.id)
    for code, name in session.execute(called.order_by(Centre.code, Team.code)):
        found.setdefault(code, name)
    return found


def _teams(session: Session) -> list[dict[str, str]]:
    return [{"code": code, "name": name} for code, name in sorted(team_names(session).items())]


def _check_days(rows: Sequence[Row], same: Any, message: str) -> None:
    errors = []
    for place, row in enumerate(rows):
        first, last = row["valid_from"], row["valid_to"] or dt.date.max
        if last < first:
            words = "This ends before it begins."
            errors.append(FieldError(f"/items/{place}/valid_to", "order", words))
        for other in rows[:place]:
            until = other["valid_to"] or dt.date.max
            if same(row) == same(other) and first <= until and other["valid_from"] <= last:
                errors.append(FieldError(f"/items/{place}/valid_from", "overlap", message))
    _raise(errors)


def _check_teams(session: Session, rows: Sequence[Row], *names: str) -> None:
    known = team_names(session)
    errors = [
        FieldError(
            f"/items/{max(place - (len(names) > 1), 0)}/{name}", "unknown", f"No centre has a team “{row[name]}”."
        )
        for place, row in enumerate(rows)
        for name in names
        if name in row and row[name] not in known
    ]
    _raise(errors)


def _check_arrows(session: Session, code: str, rows: Sequence[Row]) -> None:
    slugs = set(session.scalars(select(Checklist.slug)))
    errors = []
    for place, row in enumerate(rows):
        if row["next_team_code"] == code:
            errors.append(
                FieldError(f"/items/{place}/next_team_code", "itself", "A team does not hand over to itself.")
            )
        if row["checklist_slug"] is not None and row["checklist_slug"] not in slugs:
            errors.append(FieldError(f"/items/{place}/checklist_slug", "unknown", "There is no such checklist."))
    _raise(errors)


def _raise(errors: Sequence[FieldError]) -> None:
    if errors:
        raise Invalid("invalid", "Something in this map is not right.", errors=errors)
