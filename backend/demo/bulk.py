"""Visits and surveys of a large chain, made by all processors at once: the same seed, the same chain, however many.

The work is cut into parts whose draws are streams of their own. What is left out says the command's help.
"""

import pickle
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any, Final, NamedTuple

from sqlalchemy.orm import Session

from backend.demo.bulk_store import Packed, pack, prepare, store
from backend.demo.chance import Chance, QuickChance
from backend.demo.quarters import Quarter
from backend.demo.rows import Rows
from backend.demo.schedule import Slot
from backend.demo.story import Story
from backend.demo.surveys import make_survey
from backend.demo.visits import Decision, VisitMaker
from backend.demo.world import World
from backend.domain.visit_flow import Status
from backend.kernel.processes import each_in_turn, without_collector

# Streams of chance below the seed: the chain's own has no number.
SURVEYS, VISITS = 1, 2
VISITS_A_PART: Final = 250

Tell = Callable[[int, int], None]


class Part(NamedTuple):
    """One survey wave, or some visits."""

    number: int
    survey: tuple[int, Quarter] | None
    slots: Sequence[Slot]


def parts_of(surveys: Sequence[tuple[int, Quarter]], slots: Sequence[Slot]) -> list[Part]:
    """Visits in order of time, so that ids grow while they are stored."""
    ordered = sorted(slots, key=lambda slot: slot.window[0])
    some = range(0, len(ordered), VISITS_A_PART)
    waves = [Part(number, survey, ()) for number, survey in enumerate(surveys)]
    return waves + [Part(number, None, ordered[first : first + VISITS_A_PART]) for number, first in enumerate(some)]


def make_in_bulk(
    session: Session, world: World, parts: Sequence[Part], tell: Tell, *, alone: bool = False
) -> Counter[str]:
    """Make (`alone`: by this process) and store all parts in the session's transaction; the rows of each table."""
    counts: Counter[str] = Counter()
    prepare(session)
    dialect = session.get_bind().dialect.name
    made = (_make(world, part, dialect) for part in parts) if alone else _side_by_side(world, parts, dialect)
    for done, sheets in enumerate(made, 1):
        for packed in sheets:
            store(session, packed)
            counts[packed.table] += packed.number
        tell(done, len(parts))
    return counts


def _side_by_side(world: World, parts: Sequence[Part], dialect: str) -> Iterator[list[Packed]]:
    """In the order of the parts."""
    with _told(world, parts, dialect) as file:
        yield from each_in_turn(_make_told, ((file, number) for number in range(len(parts))), len(parts))


@contextmanager
def _told(*given: Any) -> Iterator[str]:
    """A file that each process reads once: what is larger than a pipe would wait in one for a process that died."""
    with tempfile.NamedTemporaryFile() as file:
        pickle.dump(given, file)
        file.flush()
        yield file.name


@cache
def _read(file: str) -> Any:
    return pickle.loads(Path(file).read_bytes())  # noqa: S301 (written above)


def _make_told(file: str, number: int) -> list[Packed]:
    world, parts, dialect = _read(file)
    with without_collector():
        return _make(world, parts[number], dialect)


def _make(world: World, part: Part, dialect: str) -> list[Packed]:
    rows = Rows()
    if part.survey is not None:
        column, quarter = part.survey
        make_survey(rows, Chance(world.seed, SURVEYS, part.number), world.chain, world.latent, quarter, column)
    else:
        _make_visits(rows, QuickChance(world.seed, VISITS, part.number), world, part.slots)
    return [pack(sheet, dialect) for sheet in rows.take()]


def _make_visits(rows: Rows, chance: Chance, world: World, slots: Sequence[Slot]) -> None:
    maker = VisitMaker(rows, chance, world, {})
    for slot in slots:
        maker.add(slot)
    approve_plainly(rows, chance, maker.decisions)


def approve_plainly(rows: Rows, chance: Chance, decisions: Sequence[Decision]) -> None:
    """Without certificates."""
    for decision in decisions:
        story, details = Story(rows, chance, decision.visit_id), {"privacy_confirmed": True}
        story.decide(Status.APPROVED, decision.at, decision.reviewer, Status.SUBMITTED, decision.note, details=details)
