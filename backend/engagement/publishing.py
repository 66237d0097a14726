"""Closing a wave: which groups may be shown is computed once, over the whole organisation, and stored."""

import datetime as dt
import uuid
from collections import defaultdict
from collections.abc import Mapping
from typing import Final, NamedTuple, Self

from sqlalchemy import ColumnElement, Uuid, column, delete, func, or_, select, table
from sqlalchemy.orm import Session

from backend.centres.models import Area, Centre
from backend.domain.problems import Conflict
from backend.domain.suppression import FLOOR, LEAST_FLOOR, publishable, totals_of
from backend.engagement.models import EngagementFigure, EngagementImport, EngagementPolicy, EngagementWave, Publication
from backend.kernel.clock import now
from backend.kernel.db import table_of

CHAIN: Final = "chain"
# What a centre's people without a team are called in the tree; nobody sees it.
REST: Final = "*"
# The table belongs to a feature above this one, so it is named rather than imported.
PULSE: Final = table("pulse", column("wave_id", Uuid()), column("closed_at"))


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
            _publish(session, wave, _Tree.of(session, wave.id, only_published=True))


def publish(session: Session, wave: EngagementWave) -> None:
    """Make the pattern of a closed wave. Made again only when at least `floor` answers came in since, and each group
    that is shown before and after has at least as many more, or none: fewer could be told from the difference."""
    if collects(session, wave):
        raise Conflict(
            "engagement.pulse_open",
            "A pulse still collects answers for this wave. Close it first; what it collected is published with it.",
        )
    tree = _Tree.of(session, wave.id)
    if wave.published_at is not None:
        _check_added(session, wave, tree)
    _publish(session, wave, tree)
    wave.published_at = now()


def may_be_published(wave: EngagementWave, today: dt.date) -> bool:
    """Its fieldwork is over."""
    return wave.closed_on < today


def collects(session: Session, wave: EngagementWave) -> bool:
    """Whether a pulse is still open: published before it, the wave might not be published again with its answers."""
    mine = select(PULSE.c.wave_id).where(PULSE.c.wave_id == wave.id, PULSE.c.closed_at.is_(None))
    return session.scalar(mine) is not None


def is_of_a_pulse(session: Session, wave: EngagementWave) -> bool:
    """Such a wave stays while its pulse does, with figures or without."""
    return session.scalar(select(PULSE.c.wave_id).where(PULSE.c.wave_id == wave.id)) is not None


def shrink(session: Session, wave: EngagementWave) -> None:
    """Publish anew once figures were taken away: each group that is shown lost none of its answers, or `floor`."""
    tree = _Tree.of(session, wave.id)
    _check_groups(session, wave, tree)
    _publish(session, wave, tree)
    wave.published_at = now()


def waiting(session: Session, wave: EngagementWave) -> int:
    """How many figures came in since this wave was published."""
    if wave.published_at is None:
        return 0
    later = select(func.count()).select_from(EngagementFigure)
    return session.scalar(later.where(EngagementFigure.wave_id == wave.id, ~is_published())) or 0


def groups_of(session: Session, wave: EngagementWave) -> dict[str, int]:
    """How many groups of each kind have any answer, shown or not."""
    tree = _Tree.of(session, wave.id)
    totals = totals_of(tree.children, tree.answers)
    found = dict.fromkeys(("chain", "area", "centre", "team"), 0)
    for node, kind in tree.kinds.items():
        found[kind] += bool(totals.get(node))
    return found


def withdraw(session: Session, wave: EngagementWave) -> None:
    """Show nothing of this wave any more."""
    session.execute(delete(Publication).where(Publication.wave_id == wave.id))
    wave.published_at, wave.answers = None, 0


def is_published() -> ColumnElement[bool]:
    """Of a figure: it was there when its wave was published. What comes later waits, unseen, for the next time."""
    taken_in = select(EngagementImport.created_at).where(EngagementImport.id == EngagementFigure.import_id)
    published = select(EngagementWave.published_at).where(EngagementWave.id == EngagementFigure.wave_id)
    return or_(EngagementFigure.import_id.is_(None), taken_in.scalar_subquery() <= published.scalar_subquery())


def node_of(centre_id: uuid.UUID | str, team: str) -> str:
    return f"{centre_id}:{team}"


class _Tree(NamedTuple):
    """The organisation of one wave: children of each inner node, answers of the leaves, kinds of what may be shown."""

    children: dict[str, list[str]]
    answers: dict[str, int]
    kinds: dict[str, str]

    @classmethod
    def of(cls, session: Session, wave_id: uuid.UUID, *, only_published: bool = False) -> Self:
        """`only_published`: without what came in since the wave was published."""
        return cls(*_organisation(session, _counts(session, wave_id, only_published)))

    def shown(self, floor: int) -> dict[str, int]:
        """Nodes that may be shown, with their answers."""
        totals = totals_of(self.children, self.answers)
        found = publishable(self.children, self.answers, floor) if CHAIN in self.children else frozenset()
        return {node: totals[node] for node in sorted(found) if node in self.kinds}


def _check_added(session: Session, wave: EngagementWave, tree: _Tree) -> None:
    added = totals_of(tree.children, tree.answers).get(CHAIN, 0) - wave.answers
    if added < wave.floor:
        raise Conflict(
            "engagement.too_few_added",
            f"This wave is closed. It can be published again once {wave.floor} answers or more are new; {added} are.",
        )
    _check_groups(session, wave, tree)


def _check_groups(session: Session, wave: EngagementWave, tree: _Tree) -> None:
    before = session.execute(select(Publication.node, Publication.answers).where(Publication.wave_id == wave.id))
    now_shown = tree.shown(wave.floor)
    for node, answers in before:
        moved = abs(now_shown.get(node or CHAIN, answers) - answers)
        if 0 < moved < wave.floor:
            raise Conflict(
                "engagement.group_too_few_added",
                f"A group that is shown already would change by {moved} answers only, and what those said could be told"
                f" from the difference. It takes {wave.floor} or none.",
            )


def _publish(session: Session, wave: EngagementWave, tree: _Tree) -> None:
    session.execute(delete(Publication).where(Publication.wave_id == wave.id))
    rows = [
        {"wave_id": wave.id, "kind": tree.kinds[node], "node": "" if node == CHAIN else node, "answers": answers}
        for node, answers in tree.shown(wave.floor).items()
    ]
    if rows:
        session.execute(table_of(Publication).insert(), rows)
    wave.answers = totals_of(tree.children, tree.answers).get(CHAIN, 0)


def _organisation(
    session: Session, counts: Mapping[uuid.UUID, Mapping[str, int]]
) -> tuple[dict[str, list[str]], dict[str, int], dict[str, str]]:
    """Tree, answers of its leaves, and the kind of each node that may be shown.

    The answers of a group are those of its least answered dimension, so that one pattern holds for all of them.
    """
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
            leaf = node_of(centre, team)
            tree[centre].append(leaf)
            answers[leaf] = n
            if team != REST:
                kinds[leaf] = "team"
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


def _counts(session: Session, wave_id: uuid.UUID, only_published: bool) -> dict[uuid.UUID, dict[str, int]]:
    """Of each centre the least answers of each team, and of those without a team (REST)."""
    figure = EngagementFigure
    columns = (figure.centre_id, figure.team_code, figure.dimension_code, figure.n)
    wanted = select(*columns).where(figure.wave_id == wave_id)
    if only_published:
        wanted = wanted.where(is_published())
    found: defaultdict[uuid.UUID, defaultdict[str, dict[str, int]]] = defaultdict(lambda: defaultdict(dict))
    for centre_id, team, dimension, n in session.execute(wanted):
        found[centre_id][team][dimension] = n
    return {centre_id: _least(teams) for centre_id, teams in found.items()}


def _least(teams: Mapping[str, Mapping[str, int]]) -> dict[str, int]:
    """Who has no team is counted in each dimension by itself: from least answers, which are those of one question here
    and of another there, people would come out that do not exist, and hide others behind them. Where such people
    answered some questions only, no team of their centre can be shown."""
    least = {team: min(counts.values()) for team, counts in teams.items() if team}
    if "" not in teams:
        return least
    rests = [n - sum(teams[team].get(dimension, 0) for team in least) for dimension, n in teams[""].items()]
    if max(rests) <= 0:
        return least
    if min(rests) <= 0:
        return {REST: min(teams[""].values())}
    return {**least, REST: min(rests)}
