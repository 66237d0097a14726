"""Who visits which centre when, and how far each visit has come by now."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final
from zoneinfo import ZoneInfo

from backend.demo.chain import Chain, Person, Place
from backend.demo.chance import Chance
from backend.demo.quarters import Quarter
from backend.domain.visit_flow import Status

SHOWROOM, PHONE = "showroom-visit", "phone-enquiry"
# With these teams look at how the one before hands over to them.
INTERNAL: Final = ("sales-to-service", "service-to-parts")
PER_QUARTER: Final = 4
ROTATION: Final = dt.timedelta(days=75)
# How long a visit waits for what happens afterwards, before it is sent.
WAITS: Final = {
    SHOWROOM: dt.timedelta(days=6, hours=7),
    PHONE: dt.timedelta(days=3, hours=3),
    **dict.fromkeys(INTERNAL, dt.timedelta(days=2)),
}
CANCELLED, VOID, RETURNED_ONCE = 0.02, 0.01, 0.06


@dataclass
class Slot:
    """One visit: `answered` is how much of it is filled in, `returned_once` whether it was sent back before."""

    place: Place
    row: int
    column: int
    checklist: str
    auditor: Person
    arrives: dt.datetime
    status: Status = Status.PLANNED
    answered: float = 1.0
    returned_once: bool = False

    @property
    def submitted_at(self) -> dt.datetime:
        return self.arrives + WAITS[self.checklist]

    @property
    def window(self) -> tuple[dt.datetime, dt.datetime]:
        morning = self.arrives.replace(hour=9, minute=0, second=0)
        return morning - dt.timedelta(days=2), morning + dt.timedelta(days=7, hours=9)


def make_schedule(
    chance: Chance, chain: Chain, quarters: Sequence[Quarter], moment: dt.datetime, *, calls: bool = True
) -> list[Slot]:
    """Four visits a centre and quarter, one of them a call (if any are); then those of the auditor to sign in as."""
    slots = [
        _slot(chance, chain, row, column, quarter, number, calls)
        for column, quarter in enumerate(quarters)
        for row in range(len(chain.places))
        for number in range(PER_QUARTER)
    ]
    for slot in slots:
        slot.status = _natural_status(chance, slot, moment)
        slot.returned_once = slot.status == Status.APPROVED and chance.happens(RETURNED_ONCE)
    _make_every_status(slots)
    return [*slots, *_for_demo_auditor(chance, chain, slots, quarters, moment)]


def _slot(chance: Chance, chain: Chain, row: int, column: int, quarter: Quarter, number: int, calls: bool) -> Slot:
    place = chain.places[row]
    pool = chain.auditors[place.area.language]
    day = quarter.starts_on + dt.timedelta(days=number * 22 + chance.whole(1, 17))
    checklist = PHONE if calls and number == (row + column) % PER_QUARTER else SHOWROOM
    auditor = pool[(row + column * PER_QUARTER + number) % len(pool)]
    return Slot(place, row, column, checklist, auditor, on_weekday(chance, place, day))


def on_weekday(chance: Chance, place: Place, day: dt.date) -> dt.datetime:
    day -= dt.timedelta(days=max(0, day.weekday() - 5))
    time = dt.time(chance.whole(9, 16), chance.whole(0, 59))
    return dt.datetime.combine(day, time, ZoneInfo(place.area.time_zone))


def _natural_status(chance: Chance, slot: Slot, moment: dt.datetime) -> Status:
    if slot.arrives > moment:
        soon = slot.arrives - moment < dt.timedelta(days=12)
        return Status.ACCEPTED if soon and chance.happens(0.6) else Status.PLANNED
    if slot.submitted_at > moment:
        return Status.AWAITING_FOLLOW_UP
    if chance.happens(CANCELLED):
        return Status.CANCELLED
    if chance.happens(VOID):
        return Status.VOID
    reviewed = slot.submitted_at + dt.timedelta(hours=chance.whole(6, 70))
    return Status.APPROVED if reviewed < moment else Status.SUBMITTED


def _make_every_status(slots: list[Slot]) -> None:
    """Something to review however small the chain is: the latest approved ones still wait, two were sent back."""
    latest_first = sorted((s for s in slots if s.status == Status.APPROVED), key=lambda s: s.arrives, reverse=True)
    wanted = max(2, len({slot.row for slot in slots}) // 2) - sum(s.status == Status.SUBMITTED for s in slots)
    moves = [*[Status.SUBMITTED] * max(wanted, 0), Status.RETURNED, Status.VOID, Status.CANCELLED, Status.RETURNED]
    for slot, status in zip(latest_first, moves, strict=False):
        slot.status, slot.returned_once = status, False


def _for_demo_auditor(
    chance: Chance, chain: Chain, slots: list[Slot], quarters: Sequence[Quarter], moment: dt.datetime
) -> list[Slot]:
    """Work for the days around today: one half done, one that waits, one sent back, one accepted, two to accept."""
    wanted = (
        (-8, SHOWROOM, Status.RETURNED, 1.0),
        (-2, SHOWROOM, Status.AWAITING_FOLLOW_UP, 1.0),
        (-1, SHOWROOM, Status.IN_PROGRESS, 0.45),
        (1, SHOWROOM, Status.ACCEPTED, 0.0),
        (2, PHONE, Status.PLANNED, 0.0),
        (5, SHOWROOM, Status.PLANNED, 0.0),
    )
    auditor, taken = chain.demo_auditor, list(slots)
    for days, checklist, status, answered in wanted:
        day = moment + dt.timedelta(days=days)
        row = _free_place(chain, taken, auditor, day)
        place = chain.places[row]
        time = dt.time(chance.whole(9, 16), chance.whole(0, 59))
        arrives = dt.datetime.combine(day.date(), time, ZoneInfo(place.area.time_zone))
        taken.append(Slot(place, row, len(quarters) - 1, checklist, auditor, arrives, status, answered))
    return taken[len(slots) :]


def _free_place(chain: Chain, slots: Iterable[Slot], auditor: Person, day: dt.datetime) -> int:
    """A centre this auditor has not visited lately and will not soon; else the one longest ago."""
    nearest: dict[int, dt.timedelta] = {}
    for slot in slots:
        if slot.auditor is auditor and slot.status not in (Status.CANCELLED, Status.VOID):
            away = abs(slot.arrives - day)
            nearest[slot.row] = min(away, nearest.get(slot.row, away))

    def distance(row: int) -> dt.timedelta:
        return nearest.get(row, dt.timedelta.max)

    spoken = [row for row, place in enumerate(chain.places) if place.area.language == auditor.language]
    free = [row for row in spoken if distance(row) > ROTATION]
    return min(free) if free else max(spoken, key=distance)
