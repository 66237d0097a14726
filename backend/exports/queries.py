"""Reading what leaves: visits by their id, some at a time, with their answers as plain rows.

One pass in one transaction: what is approved meanwhile is in the next export, not in half of this one.
"""

import datetime as dt
import uuid
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import BindParameter, ColumnElement, Row, Select, Text, bindparam, cast, or_, select
from sqlalchemy.orm import Session

from backend.accounts.models import User
from backend.centres.models import Area, Centre
from backend.centres.queries import below
from backend.checklists.models import Checklist, ChecklistVersion
from backend.domain.entries import question_of
from backend.domain.roles import Actor
from backend.domain.visit_flow import Status
from backend.kernel.db import table_of
from backend.programmes.models import Wave
from backend.visits.models import Answer, Visit
from backend.visits.queries import approved_of_own_centres, managed_by

AT_ONCE: Final = 100
IDS_AT_ONCE: Final = 1000
ID_BYTES: Final = 16
# What may be asked for beside approved visits: all that was submitted once. Administrators only.
INCLUDED: Final = (Status.SUBMITTED, Status.RETURNED, Status.VOID)

_ANSWER: Final = table_of(Answer).columns
WHERE: Final = (
    Visit.id,
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
)
RESULT: Final = (Visit.score_percent, Visit.delight_percent, Visit.excluded_items)
WHOLE: Final = (
    *RESULT,
    Centre.city,
    Centre.country,
    Centre.time_zone,
    Visit.band,
    Visit.outcome,
    Visit.decided_at,
    Visit.submitted_at,
    Visit.arrived_at,
    Visit.left_at,
    select(User.name).where(User.id == Visit.auditor_id).correlate(Visit).scalar_subquery().label("auditor"),
)
# As text: pieces.py reads it.
CARD: Final = cast(Visit.score_card, Text).label("card")


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


@dataclass(frozen=True)
class Found:
    """The visits of one export, in the order of their ids: which they are is asked once, as a database may read all of
    its visits to answer that.

    `ids`: one after the other, sixteen bytes each; as objects those of a large chain would be 15 MB. `versions`: of
    checklists, by checklist and number.
    """

    session: Session
    actor: Actor
    ids: bytes
    versions: Sequence[uuid.UUID]

    def __len__(self) -> int:
        return len(self.ids) // ID_BYTES

    def batches(self, also: Sequence[Any] = ()) -> Iterator[Sequence[Row[*tuple[Any, ...]]]]:
        """WHERE, `managed` (whether this person may know who came and when), and what else is asked for: RESULT or
        WHOLE, CARD, answers_column.
        """
        columns = (*WHERE, managed_by(self.actor).label("managed"), *also)
        some: BindParameter[Any] = bindparam("some", expanding=True)
        query = _joined(select(*columns)).where(Visit.id.in_(some)).order_by(Visit.id)
        for first in range(0, len(self.ids), AT_ONCE * ID_BYTES):
            here = range(first, min(first + AT_ONCE * ID_BYTES, len(self.ids)), ID_BYTES)
            ids = [uuid.UUID(bytes=self.ids[at : at + ID_BYTES]) for at in here]
            yield self.session.connection().execute(query, {"some": ids}).all()


def find_visits(session: Session, actor: Actor, wanted: Selection) -> Found:
    query = _joined(select(Visit.id, Visit.checklist_version_id)).where(selected(actor, wanted)).order_by(Visit.id)
    ids, used = [], set()
    with session.connection().execute(query.execution_options(yield_per=IDS_AT_ONCE)) as found:
        for some in found.partitions():
            ids.append(b"".join([row[0].bytes for row in some]))
            used.update([row[1] for row in some])
    versions = select(ChecklistVersion.id).join(Checklist).where(ChecklistVersion.id.in_(used))
    in_order = session.scalars(versions.order_by(Checklist.slug, ChecklistVersion.number)).all()
    return Found(session, actor, b"".join(ids), in_order)


def entry_keys(session: Session, actor: Actor, wanted: Selection, questions: Collection[str]) -> list[str]:
    """The keys with an entry (`staff_warm@2`) that were answered for these questions."""
    if not questions:
        return []
    mine = _joined(select(Visit.id)).where(selected(actor, wanted))
    # One look at each key: one for each question and key takes six times as long.
    keys = select(_ANSWER.question_id).where(_ANSWER.visit_id.in_(mine), _ANSWER.question_id.contains("@")).distinct()
    return [key for key in session.scalars(keys) if question_of(key) in questions]


def _joined(query: Select[*tuple[Any, ...]]) -> Select[*tuple[Any, ...]]:
    return (
        query.select_from(Visit)
        .join(Centre, Centre.id == Visit.centre_id)
        .join(Area, Area.id == Centre.area_id)
        .join(ChecklistVersion, ChecklistVersion.id == Visit.checklist_version_id)
        .join(Checklist, Checklist.id == ChecklistVersion.checklist_id)
        .outerjoin(Wave, Wave.id == Visit.wave_id)
    )
