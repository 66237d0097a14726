"""Writing what a file comes to, and taking it away again. Nothing is half stored: all of it is one unit of work."""

import datetime as dt
import uuid
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import delete, func, insert, select
from sqlalchemy.orm import Session

from backend.centres.models import Centre
from backend.domain.problems import Conflict
from backend.engagement import publishing
from backend.engagement.dimensions import add_dimensions
from backend.engagement.intake.facts import Found, Group, Stored, WaveDays
from backend.engagement.models import (
    EngagementFigure,
    EngagementImport,
    EngagementWave,
    Publication,
    ResultFigure,
    RolloutStart,
)
from backend.engagement.published import WHOLE
from backend.kernel.clock import now
from backend.kernel.db import Base, table_of
from backend.kernel.ids import new_id

AT_ONCE: Final = 5_000


@dataclass(frozen=True)
class WaveOutcome:
    """What an import did to a wave. `state`: published, open (its fieldwork is not over), or waiting, with the reason.

    `shown` groups of `groups` that have any answer.
    """

    code: str
    closed_on: dt.date
    new: bool
    figures: int
    answers: int
    state: str
    reason: str | None
    shown: int
    groups: int


def read_stored(session: Session, wave_codes: Iterable[str]) -> Stored:
    """What is there already, of these waves."""
    centres = {code.lower(): key for key, code in session.execute(select(Centre.id, Centre.code))}
    named = frozenset(wave_codes)
    waves = [wave for wave in session.scalars(select(EngagementWave)) if wave.code in named]
    figure = EngagementFigure
    columns = (figure.centre_id, figure.team_code, figure.dimension_code, figure.n)
    held: dict[Group, int] = {}
    for wave in waves:
        for centre, team, dimension, n in session.execute(select(*columns).where(figure.wave_id == wave.id)):
            held[Group(wave.code, centre, team, dimension)] = n
    result, start = ResultFigure, RolloutStart
    results = session.execute(select(result.centre_id, result.measure, result.period))
    starts = session.execute(select(start.centre_id, start.programme))
    return Stored(
        named,
        centres,
        {wave.code: WaveDays(wave.opened_on, wave.closed_on) for wave in waves},
        held,
        frozenset((centre, measure, period) for centre, measure, period in results),
        frozenset((centre, programme) for centre, programme in starts),
    )


def store(session: Session, import_id: uuid.UUID, found: Found) -> list[WaveOutcome]:
    """Add everything under the import, and publish the waves that are over."""
    _insert(
        session,
        ResultFigure,
        (
            {"id": new_id(), "centre_id": row.centre, "measure": row.measure, "period": row.period, "value": row.value}
            | {"import_id": import_id}
            for row in found.results
        ),
    )
    _insert(
        session,
        RolloutStart,
        (
            {"centre_id": row.centre, "programme": row.programme, "started_on": row.started_on, "import_id": import_id}
            for row in found.starts
        ),
    )
    return _store_waves(session, import_id, found)


def take_away(session: Session, import_id: uuid.UUID) -> None:
    """Delete what came with this import. A wave that is left empty goes with it; of others, see publishing.shrink."""
    for table in (ResultFigure, RolloutStart):
        session.execute(delete(table).where(table.import_id == import_id))
    mine = select(EngagementFigure.wave_id).where(EngagementFigure.import_id == import_id).distinct()
    waves = session.scalars(select(EngagementWave).where(EngagementWave.id.in_(mine))).all()
    seen = {wave.id: _count(session, wave, import_id, published=True) for wave in waves}
    session.execute(delete(EngagementFigure).where(EngagementFigure.import_id == import_id))
    for wave in waves:
        if not _count(session, wave):
            publishing.withdraw(session, wave)
            if not publishing.is_of_a_pulse(session, wave):
                session.delete(wave)
        elif wave.published_at is not None and seen[wave.id]:
            if publishing.waiting(session, wave):
                raise Conflict(
                    "engagement.undo_later_first", f"Undo the later imports of wave {wave.code} first: they wait."
                )
            publishing.shrink(session, wave)
    session.flush()


def _count(
    session: Session, wave: EngagementWave, import_id: uuid.UUID | None = None, *, published: bool = False
) -> int:
    """Figures of a wave, of one import or all, those that are shown or all."""
    rows = select(func.count()).select_from(EngagementFigure).where(EngagementFigure.wave_id == wave.id)
    if import_id is not None:
        rows = rows.where(EngagementFigure.import_id == import_id)
    if published:
        rows = rows.where(publishing.is_published())
    return session.scalar(rows) or 0


def _store_waves(session: Session, import_id: uuid.UUID, found: Found) -> list[WaveOutcome]:
    known = {wave.code: wave for wave in session.scalars(select(EngagementWave)) if wave.code in found.waves}
    new = {code for code in found.waves if code not in known}
    figures: defaultdict[str, int] = defaultdict(int)
    for row in found.figures:
        figures[row.group.wave] += 1
    for code in new:
        days, floor = found.waves[code], publishing.floor_of(session)
        known[code] = EngagementWave(
            id=new_id(), code=code, opened_on=days.opened_on, closed_on=days.closed_on, floor=floor, answers=0
        )
        session.add(known[code])
    session.flush()
    _insert(session, EngagementFigure, _figure_rows(import_id, found, known))
    codes = sorted({row.group.dimension for row in found.figures}, key=lambda code: (code != WHOLE, code))
    add_dimensions(session, codes)
    return [_outcome(session, known[code], code in new, figures[code]) for code in sorted(found.waves)]


def _figure_rows(import_id: uuid.UUID, found: Found, waves: Mapping[str, EngagementWave]) -> Iterable[dict[str, Any]]:
    for row in found.figures:
        yield {
            "id": new_id(),
            "wave_id": waves[row.group.wave].id,
            "centre_id": row.group.centre,
            "team_code": row.group.team,
            "dimension_code": row.group.dimension,
            "scale_min": row.scale_min,
            "scale_max": row.scale_max,
            "mean": row.mean,
            "sd": row.sd,
            "n": row.n,
            "invited": row.invited,
            "source": row.source,
            "import_id": import_id,
        }


def _outcome(session: Session, wave: EngagementWave, new: bool, figures: int) -> WaveOutcome:
    state, reason = "published", None
    if not publishing.may_be_published(wave, now().date()):
        state = "open"
    else:
        try:
            publishing.publish(session, wave)
        except Conflict as refused:
            state, reason = "waiting", refused.message
    shown = session.scalar(select(func.count()).select_from(Publication).where(Publication.wave_id == wave.id)) or 0
    groups = sum(publishing.groups_of(session, wave).values())
    return WaveOutcome(wave.code, wave.closed_on, new, figures, wave.answers, state, reason, shown, groups)


def _insert(session: Session, table: type[Base], rows: Iterable[dict[str, Any]]) -> None:
    batch: list[dict[str, Any]] = []
    for row in rows:
        batch.append(row)
        if len(batch) == AT_ONCE:
            session.execute(insert(table_of(table)), batch)
            batch = []
    if batch:
        session.execute(insert(table_of(table)), batch)


def is_known(session: Session, digest: str) -> EngagementImport | None:
    """The import of the same file with the same columns that was not undone."""
    held = select(EngagementImport).where(EngagementImport.digest == digest, EngagementImport.undone_at.is_(None))
    return session.scalars(held).first()
