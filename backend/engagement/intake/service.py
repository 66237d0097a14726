"""Previewing, checking, importing and undoing files."""

import hashlib
import json
import uuid
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any, Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from backend.centres.models import Team
from backend.domain.problems import Conflict, Invalid, NotFound
from backend.domain.roles import Actor
from backend.engagement.dimensions import known_dimensions, name_of
from backend.engagement.intake.answers import read_answers
from backend.engagement.intake.cells import Cells
from backend.engagement.intake.columns import ANSWERS, FIGURES, KINDS, STARTS, check_chosen, suggest
from backend.engagement.intake.facts import Found, Stored
from backend.engagement.intake.figures import read_figures
from backend.engagement.intake.items import Item, items_of, items_refused
from backend.engagement.intake.others import read_results, read_starts
from backend.engagement.intake.questions import find_questions
from backend.engagement.intake.reading import read_table
from backend.engagement.intake.storing import WaveOutcome, is_known, read_stored, store, take_away
from backend.engagement.models import EngagementImport
from backend.kernel.clock import now
from backend.kernel.ids import new_id
from backend.kernel.plain_tables import PlainTable, table_refused
from backend.kernel.unit_of_work import UnitOfWork
from backend.trail.service import record

SAMPLE: Final = 8
IMPORTS_BEFORE: Final = 10
NAME_LENGTH: Final = 200


@dataclass(frozen=True)
class Order:
    """A file, and how it is to be read: fields to columns (from 0), texts for fields without one, and for raw answers
    what `items_of` reads. `decimal` None: as the file looks."""

    kind: str
    name: str
    data: bytes
    columns: Mapping[str, int]
    constants: Mapping[str, str] = field(default_factory=dict)
    items: Mapping[str, Any] = field(default_factory=dict)
    decimal: str | None = None

    @property
    def digest(self) -> str:
        how = [self.kind, dict(self.columns), dict(self.constants), dict(self.items), self.decimal]
        told = json.dumps(how, sort_keys=True).encode()
        return hashlib.sha256(hashlib.sha256(self.data).digest() + told).hexdigest()


@dataclass(frozen=True)
class Outcome:
    """What an import came to, or would come to."""

    rows: int
    figures: int
    results: int
    starts: int
    centres: int
    left_out: int
    waves: list[WaveOutcome]
    unknown_teams: list[str]


def preview(kind: str, name: str, data: bytes) -> dict[str, Any]:
    """The head of a file and which column probably tells what. Nothing is stored."""
    table = read_table(data, name)
    columns, constants = suggest(kind, table.header)
    fields = [{"code": one.code, "required": one.required or one.code == "mean"} for one in KINDS[kind]]
    return {
        "name": table.name,
        "rows": len(table.rows),
        "header": table.header,
        "sample": [cells[: len(table.header)] for _, cells in table.rows[:SAMPLE]],
        "decimal": table.decimal,
        "fields": fields,
        "columns": columns,
        "constants": constants,
    }


def questions(uow: UnitOfWork, order: Order) -> dict[str, Any]:
    """The questions of raw answers with a suggestion for each, and the dimensions there are. Nothing is stored."""
    if order.kind != ANSWERS:
        raise items_refused("not_answers", "Only raw answers have questions.")
    table = _table(order)
    names, before = known_dimensions(uow.session), _items_before(uow.session)
    uow.release()
    found = find_questions(Cells(table, order.columns, order.constants, order.decimal), before, names)
    told = dict.fromkeys(one.dimension for one in found if one.dimension is not None)
    names |= {code: name_of(code) for code in told if code not in names}
    return {"questions": found, "dimensions": [{"code": code, "name": name} for code, name in names.items()]}


def check(uow: UnitOfWork, order: Order) -> Outcome:
    """Exactly what the import would do, and nothing of it stays."""
    found, stored = _read(uow, order)
    attempt = uow.session.begin_nested()
    try:
        made = _import(new_id(), order, found, None)
        uow.session.add(made)
        uow.session.flush()
        return _outcome(uow.session, found, stored, store(uow.session, made.id, found))
    finally:
        attempt.rollback()


def import_file(
    uow: UnitOfWork, actor: Actor, import_id: uuid.UUID, order: Order
) -> tuple[EngagementImport, Outcome | None]:
    """All of it or nothing. The same file again finds the first import (outcome None), by id or by content."""
    known = _known(uow.session, import_id, order.digest)
    if known is not None:
        return known, None
    found, stored = _read(uow, order)
    uow.alone("engagement")
    known = _known(uow.session, import_id, order.digest)
    if known is not None:
        return known, None
    if read_stored(uow.session, stored.wave_codes) != stored:
        raise Conflict("engagement.changed", "Somebody else brought figures in meanwhile. Please try again.")
    made = _import(import_id, order, found, actor)
    uow.session.add(made)
    uow.session.flush()
    outcome = _outcome(uow.session, found, stored, store(uow.session, import_id, found))
    details = {"kind": order.kind, "rows": found.rows, "waves": sorted(found.waves)}
    record(uow, actor, "engagement.imported", "engagement_import", import_id, details=details)
    return made, outcome


def undo(uow: UnitOfWork, actor: Actor, import_id: uuid.UUID) -> EngagementImport:
    """Take everything away that came with it. Once undone, it stays so."""
    uow.alone("engagement")
    made = uow.session.get(EngagementImport, import_id)
    if made is None:
        raise NotFound()
    if made.undone_at is None:
        take_away(uow.session, import_id)
        made.undone_at = now()
        record(uow, actor, "engagement.undone", "engagement_import", import_id)
    return made


def _known(session: Session, import_id: uuid.UUID, digest: str) -> EngagementImport | None:
    known = session.get(EngagementImport, import_id)
    if known is not None and known.digest != digest:
        raise Conflict("id_taken", "This id already belongs to something else.")
    return known or is_known(session, digest)


def _read(uow: UnitOfWork, order: Order) -> tuple[Found, Stored]:
    """Raises Invalid with each mistake and its line. Nobody waits meanwhile: a large file takes long."""
    table = _table(order)
    stored = read_stored(uow.session, _wave_codes(table, order))
    uow.release()
    cells = Cells(table, order.columns, order.constants, order.decimal)
    found = _found(order, cells, stored)
    cells.faults.finish()
    return found, stored


def _table(order: Order) -> PlainTable:
    table = read_table(order.data, order.name)
    if not table.rows:
        raise table_refused("no_rows", f"{order.name} has column names and no rows.", name=order.name)
    check_chosen(order.kind, table.header, order.columns, order.constants)
    return table


def _items_before(session: Session) -> dict[str, Item]:
    """What was said about questions in the latest imports that stand, the newest first."""
    mine = select(EngagementImport.columns).where(
        EngagementImport.kind == ANSWERS, EngagementImport.undone_at.is_(None)
    )
    latest = session.scalars(mine.order_by(EngagementImport.created_at.desc()).limit(IMPORTS_BEFORE)).all()
    found: dict[str, Item] = {}
    for columns in reversed(latest):
        # What was taken in before questions were checked may hold what no order may say today.
        with suppress(Invalid):
            found |= items_of(columns["items"])
    return found


def _found(order: Order, cells: Cells, stored: Stored) -> Found:
    if order.kind == FIGURES:
        return read_figures(cells, stored)
    if order.kind == ANSWERS:
        return read_answers(cells, stored, order.items)
    return read_starts(cells, stored) if order.kind == STARTS else read_results(cells, stored)


def _wave_codes(table: PlainTable, order: Order) -> set[str]:
    place = order.columns.get("wave_code")
    named = {order.constants.get("wave_code", "").strip()}
    return named if place is None else named | {cells[place] for _, cells in table.rows}


def _import(import_id: uuid.UUID, order: Order, found: Found, actor: Actor | None) -> EngagementImport:
    return EngagementImport(
        id=import_id,
        kind=order.kind,
        file_name=order.name[:NAME_LENGTH],
        digest=order.digest,
        columns={"columns": dict(order.columns), "constants": dict(order.constants), "items": dict(order.items)},
        rows=found.rows,
        created_by_id=None if actor is None else actor.user_id,
        created_at=now(),
        undone_at=None,
    )


def _outcome(session: Session, found: Found, stored: Stored, waves: list[WaveOutcome]) -> Outcome:
    centres = {row.group.centre for row in found.figures}
    centres |= {row.centre for row in found.results} | {row.centre for row in found.starts}
    named = {(row.group.centre, row.group.team) for row in found.figures if row.group.team}
    known = {(centre, code) for centre, code in session.execute(select(Team.centre_id, Team.code))}
    unknown = sorted({team for centre, team in named - known})
    counts = (len(found.figures), len(found.results), len(found.starts), len(centres), found.left_out)
    return Outcome(found.rows, *counts, waves, unknown)
