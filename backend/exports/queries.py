"""Reading what leaves: visits by their id, some at a time, with their answers as plain rows.

One pass in one transaction: what is approved meanwhile is in the next export, not in half of this one.
"""

import datetime as dt
import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import ColumnElement, Row, Select, String, Text, cast, func, or_, select
from sqlalchemy.orm import Session

from backend.accounts.models import User
from backend.centres.models import Area, Centre
from backend.centres.queries import below
from backend.checklists.models import Checklist, ChecklistVersion
from backend.domain.roles import Actor
from backend.domain.visit_flow import Status
from backend.exports.columns import Cells
from backend.kernel.db import table_of
from backend.programmes.models import Wave
from backend.visits.models import Answer, SectionScore, Visit
from backend.visits.queries import approved_of_own_centres, managed_by

AT_ONCE: Final = 25
IDS_AT_ONCE: Final = 1000
ID_BYTES: Final = 16
# What may be asked for beside approved visits: all that was submitted once. Administrators only.
INCLUDED: Final = (Status.SUBMITTED, Status.RETURNED, Status.VOID)

_ANSWER: Final = table_of(Answer).columns
_SECTION: Final = table_of(SectionScore).columns


@dataclass(frozen=True)
class Selection:
    """Which visits of those this person may see. Both days belong to it."""

    include: tuple[str, ...] = ()
    first: dt.date | None = None
    last: dt.date | None = None
    area_id: uuid.UUID | None = None
    centre_ids: tuple[uuid.UUID, ...] = ()
    wave: str | None = None
    checklist: str | None = None


def selected(actor: Actor, wanted: Selection) -> ColumnElement[bool]:
    """As lists show them, without what somebody did as an auditor. Only what was submitted once has a result."""
    rules: list[ColumnElement[bool]] = [
        or_(managed_by(actor), approved_of_own_centres(actor)),
        Visit.status.in_([Status.APPROVED, *wanted.include]),
    ]
    if wanted.first is not None:
        rules.append(Visit.visited_on >= wanted.first)
    if wanted.last is not None:
        rules.append(Visit.visited_on <= wanted.last)
    if wanted.area_id is not None:
        rules.append(Centre.area_id.in_(below(wanted.area_id)))
    if wanted.centre_ids:
        rules.append(Visit.centre_id.in_(wanted.centre_ids))
    if wanted.wave is not None:
        rules.append(Wave.code == wanted.wave)
    if wanted.checklist is not None:
        rules.append(Checklist.slug == wanted.checklist)
    whole = rules[0]
    for rule in rules[1:]:
        whole &= rule
    return whole


def count_visits(session: Session, actor: Actor, wanted: Selection) -> int:
    return session.scalar(_joined(select(func.count(Visit.id))).where(selected(actor, wanted))) or 0


def version_ids(session: Session, actor: Actor, wanted: Selection) -> list[uuid.UUID]:
    """The checklist versions these visits used, by checklist and number."""
    used = _joined(select(Visit.checklist_version_id)).where(selected(actor, wanted)).distinct()
    versions = select(ChecklistVersion.id).join(Checklist).where(ChecklistVersion.id.in_(used))
    return list(session.scalars(versions.order_by(Checklist.slug, ChecklistVersion.number)))


def visit_batches(
    session: Session, actor: Actor, wanted: Selection, *, cards: bool
) -> Iterator[list[Row[*tuple[Any, ...]]]]:
    """The visits in the order of their ids; `managed` says whether this person may know who came and when.

    Which they are is found once (sixteen bytes each): to look for the next hundred again and again, a database may
    read all of them each time.
    """
    columns: tuple[Any, ...] = (
        Visit.id,
        cast(Visit.id, String).label("key"),
        Visit.status,
        Visit.visited_on,
        Centre.code.label("centre_code"),
        Centre.name.label("centre"),
        Area.code.label("area_code"),
        Area.name.label("area"),
        Wave.code.label("wave"),
        Checklist.slug.label("checklist"),
        ChecklistVersion.number.label("version"),
        Visit.checklist_version_id.label("version_id"),
        Centre.city,
        Centre.country,
        Centre.time_zone,
        Visit.score_percent,
        Visit.delight_percent,
        Visit.band,
        Visit.outcome,
        Visit.excluded_items,
        Visit.decided_at,
        Visit.submitted_at,
        Visit.arrived_at,
        Visit.left_at,
        User.name.label("auditor"),
        managed_by(actor).label("managed"),
        *([Visit.score_card] if cards else []),
    )
    ids = _packed_ids(session, _joined(select(Visit.id)).where(selected(actor, wanted)).order_by(Visit.id))
    query = _joined(select(*columns)).join(User, User.id == Visit.auditor_id).order_by(Visit.id)
    for first in range(0, len(ids), AT_ONCE * ID_BYTES):
        here = range(first, min(first + AT_ONCE * ID_BYTES, len(ids)), ID_BYTES)
        some = query.where(Visit.id.in_([uuid.UUID(bytes=ids[at : at + ID_BYTES]) for at in here]))
        yield list(session.connection().execute(some).all())


def _packed_ids(session: Session, query: Select[Any]) -> bytes:
    """One after the other, read a thousand at a time: as objects those of a large chain would be 15 MB."""
    with session.connection().execute(query.execution_options(yield_per=IDS_AT_ONCE)) as found:
        return b"".join([b"".join([row[0].bytes for row in some]) for some in found.partitions()])


def answers_of(session: Session, visit_ids: Sequence[uuid.UUID]) -> Sequence[Cells]:
    """(visit, key, state, value as JSON text, comment, waiver), in no order: the database then need not sort them.

    Plain tuples straight from the driver, as all of it is text: there are sixty a visit.
    """
    columns: tuple[Any, ...] = (
        cast(_ANSWER.visit_id, String),
        _ANSWER.question_id,
        _ANSWER.state,
        cast(_ANSWER.value, Text),
        _ANSWER.comment,
        _ANSWER.waiver,
    )
    with session.connection().execute(select(*columns).where(_ANSWER.visit_id.in_(visit_ids))) as found:
        return found.cursor.fetchall() if found.cursor is not None else []


def section_scores_of(session: Session, visit_ids: Sequence[uuid.UUID]) -> Sequence[Row[*tuple[Any, ...]]]:
    """(visit, section, touchpoint, percent, items, excluded)."""
    names = (cast(_SECTION.visit_id, String), _SECTION.section_id, _SECTION.touchpoint)
    columns: tuple[Any, ...] = (*names, _SECTION.percent, _SECTION["items"], _SECTION.excluded)
    rows = select(*columns).where(_SECTION.visit_id.in_(visit_ids))
    return session.connection().execute(rows.order_by(_SECTION.visit_id, _SECTION.section_id)).all()


def entry_keys(session: Session, actor: Actor, wanted: Selection, questions: Sequence[str]) -> list[str]:
    """The keys with an entry (`staff_warm@2`) that were answered for these questions."""
    if not questions:
        return []
    mine = _joined(select(Visit.id)).where(selected(actor, wanted))
    shapes = or_(*[_ANSWER.question_id.startswith(f"{question}@", autoescape=True) for question in questions])
    keys = select(_ANSWER.question_id).where(_ANSWER.visit_id.in_(mine), shapes).distinct()
    return list(session.scalars(keys))


def _joined(query: Select[Any]) -> Select[Any]:
    return (
        query.select_from(Visit)
        .join(Centre, Centre.id == Visit.centre_id)
        .join(Area, Area.id == Centre.area_id)
        .join(ChecklistVersion, ChecklistVersion.id == Visit.checklist_version_id)
        .join(Checklist, Checklist.id == ChecklistVersion.checklist_id)
        .outerjoin(Wave, Wave.id == Visit.wave_id)
    )
