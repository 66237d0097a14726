"""Closing a wave: which groups may be shown is computed once, over the whole organisation, and stored."""

import uuid
from collections import defaultdict
from collections.abc import Mapping
from typing import Final

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from backend.centres.models import Area, Centre
from backend.domain.problems import Conflict
from backend.domain.suppression import FLOOR, LEAST_FLOOR, publishable, totals_of
from backend.engagement.models import EngagementFigure, EngagementPolicy, EngagementWave, Publication
from backend.kernel.clock import now
from backend.kernel.db import table_of

CHAIN: Final = "chain"
# What a centre's people without a team are called in the tree; nobody sees it.
REST: Final = "*"


def floor_of(session: Session) -> int:
    """The floor of waves to come."""
    return session.scalar(select(EngagementPolicy.floor)) or FLOOR


def set_floor(session: Session, floor: int) -> None:
    """Raise it for all waves, or lower it for those to come; raised waves are published anew, with fewer groups."""
    if floor < LEAST_FLOOR:
        raise Conflict("engagement.floor", f"The floor is at least {LEAST_FLOOR} answers.")
    policy = session.get(EngagementPolicy, 1)
    if policy is None:
        session.add(EngagementPolicy(id=1, floor=floor, changed_at=now()))
    else:
        policy.floor, policy.changed_at = floor, now()
    for wave in session.scalars(select(EngagementWave).where(EngagementWave.floor < floor)):
        wave.floor = floor
        if wave.published_at is not None:
            _publish(session, wave)


def publish(session: Session, wave: EngagementWave) -> None:
    """Make the pattern of a closed wave. Made again only when at least `floor` answers came in since: fewer could be
    told from the difference."""
    added = _answers_in(session, wave.id) - wave.answers
    if wave.published_at is not None and added < wave.floor:
        raise Conflict(
            "engagement.too_few_added",
            f"This wave is closed. It can be published again once {wave.floor} answers or more are new; {added} are.",
        )
    _publish(session, wave)


def withdraw(session: Session, wave: EngagementWave) -> None:
    """Show nothing of this wave any more."""
    session.execute(delete(Publication).where(Publication.wave_id == wave.id))
    wave.published_at, wave.answers = None, 0


def node_of(centre_id: uuid.UUID | str, team: str) -> str:
    return f"{centre_id}:{team}"


def _publish(session: Session, wave: EngagementWave) -> None:
    tree, answers, kinds = _organisation(session, wave.id)
    totals = totals_of(tree, answers)
    shown = publishable(tree, answers, wave.floor) if CHAIN in tree else frozenset()
    session.execute(delete(Publication).where(Publication.wave_id == wave.id))
    rows = [
        {"wave_id": wave.id, "kind": kinds[node], "node": "" if node == CHAIN else node, "answers": totals[node]}
        for node in sorted(shown)
        if node in kinds
    ]
    if rows:
        session.execute(table_of(Publication).insert(), rows)
    wave.published_at, wave.answers = now(), totals.get(CHAIN, 0)


def _organisation(session: Session, wave_id: uuid.UUID) -> tuple[dict[str, list[str]], dict[str, int], dict[str, str]]:
    """Tree, answers of its leaves, and the kind of each node that may be shown.

    The answers of a group are those of its least answered dimension, so that one pattern holds for all of them.
    """
    counts = _counts(session, wave_id)
    tree: defaultdict[str, list[str]] = defaultdict(list)
    answers: dict[str, int] = {}
    kinds = {CHAIN: "chain"}
    areas = {str(area.id): area for area in session.scalars(select(Area))}
    for centre_id, area_id in session.execute(select(Centre.id, Centre.area_id).order_by(Centre.code)):
        teams = counts.get(centre_id)
        if teams is None:
            continue
        centre = str(centre_id)
        kinds[centre] = "centre"
        _hang(tree, kinds, areas, str(area_id), centre)
        for team, n in sorted(teams.items()):
            if team:
                leaf = node_of(centre, team)
                tree[centre].append(leaf)
                answers[leaf], kinds[leaf] = n, "team"
        rest = teams.get("", 0) - sum(n for team, n in teams.items() if team)
        if rest > 0:
            tree[centre].append(node_of(centre, REST))
            answers[node_of(centre, REST)] = rest
    return dict(tree), answers, kinds


def _hang(
    tree: defaultdict[str, list[str]], kinds: dict[str, str], areas: Mapping[str, Area], area: str, child: str
) -> None:
    """Put a node under its area, and that under the one above, up to the chain."""
    while True:
        known = area in tree
        tree[area].append(child)
        kinds[area] = "area"
        if known:
            return
        above = areas[area].parent_id
        if above is None:
            tree[CHAIN].append(area)
            return
        area, child = str(above), area


def _counts(session: Session, wave_id: uuid.UUID) -> dict[uuid.UUID, dict[str, int]]:
    figure = EngagementFigure
    least = select(figure.centre_id, figure.team_code, func.min(figure.n)).where(figure.wave_id == wave_id)
    found: defaultdict[uuid.UUID, dict[str, int]] = defaultdict(dict)
    for centre_id, team, n in session.execute(least.group_by(figure.centre_id, figure.team_code)):
        found[centre_id][team] = n
    return found


def _answers_in(session: Session, wave_id: uuid.UUID) -> int:
    tree, answers, _ = _organisation(session, wave_id)
    return totals_of(tree, answers).get(CHAIN, 0)
