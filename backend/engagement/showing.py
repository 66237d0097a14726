"""Figures of groups that may be shown, as one person sees them: their own areas and centres, whole numbers, bands."""

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from backend.centres.models import Area, Centre
from backend.centres.queries import visible_areas, visible_centres
from backend.domain.problems import NotFound
from backend.domain.roles import Actor, Permission, Role
from backend.domain.suppression import band_of, told_mean
from backend.engagement.maps import team_names
from backend.engagement.models import Dimension
from backend.engagement.published import WHOLE, Shown, Wave, shown_figures, waves


def show_figures(
    session: Session, actor: Actor, wave_code: str | None, dimension: str, language: str
) -> dict[str, Any]:
    """Of one wave (default: the latest) and one dimension. What may not be shown is not there."""
    held = waves(session)
    wave = _wave(held, wave_code)
    figures = [] if wave is None else shown_figures(session, wave, dimension=dimension)
    return {
        "wave": None if wave is None else {"code": wave.code, "closed_on": wave.closed_on, "floor": wave.floor},
        "waves": [one.code for one in reversed(held)],
        "dimension": dimension,
        "dimensions": _dimensions(session, language),
        "items": _items(session, actor.only(Permission.ENGAGEMENT_READ), figures),
    }


def _wave(held: list[Wave], code: str | None) -> Wave | None:
    if code is None:
        return held[-1] if held else None
    found = next((wave for wave in held if wave.code == code), None)
    if found is None:
        raise NotFound()
    return found


def _dimensions(session: Session, language: str) -> list[dict[str, str]]:
    """The whole comes first."""
    rows = session.scalars(select(Dimension).order_by(Dimension.code != WHOLE, Dimension.position))
    return [{"code": row.code, "name": row.name.get(language) or next(iter(row.name.values()))} for row in rows]


def _items(session: Session, actor: Actor, figures: list[Shown]) -> list[dict[str, Any]]:
    """Chain, areas, centres and their teams, by name."""
    areas = {str(key): name for key, name in session.execute(_columns(visible_areas(actor), Area))}
    centres = {str(key): name for key, name in session.execute(_columns(visible_centres(actor), Centre))}
    teams = team_names(session)
    exact, found = actor.is_a(Role.ADMINISTRATOR), []
    for one in figures:
        place, _, team = one.node.partition(":")
        names = {"chain": {"": ""}, "area": areas}.get(one.kind, centres)
        if place in names:
            name = teams.get(team, team) if team else names[place]
            found.append(_told(one, exact) | {"id": place or None, "team_code": team or None, "name": name})
    order = ("chain", "area", "centre", "team")
    return sorted(found, key=lambda row: (order.index(row["kind"]), row["name"], row["id"] or ""))


def _columns(query: Any, table: Any) -> Any:
    return query.with_only_columns(table.id, table.name)


def _told(one: Shown, exact: bool) -> dict[str, Any]:
    mark, mean = told_mean(one.mean)
    answers = str(one.answers) if exact else band_of(one.answers)
    return {"kind": one.kind, "mark": mark, "mean": mean, "answers": answers}
