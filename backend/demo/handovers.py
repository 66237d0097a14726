"""Internal audits of the demonstration: the team that takes over scores how the one before handed over to it.

They have draws of their own, so that nothing else of the chain depends on them.
"""

import datetime as dt
import uuid
from collections.abc import Mapping, Sequence
from typing import Final

from backend.demo.chain import Chain, Maker, Person
from backend.demo.chance import Chance
from backend.demo.editions import Edition
from backend.demo.names import AREAS, TEAMS
from backend.demo.pictures import Picture
from backend.demo.quarters import Quarter
from backend.demo.rows import Rows
from backend.demo.schedule import INTERNAL, Slot, on_weekday
from backend.demo.visits import VisitMaker
from backend.demo.world import World
from backend.domain.roles import Role
from backend.domain.visit_flow import Status

# The stream of chance below the seed; those of large chains have other numbers.
STREAM: Final = 3
# The map looks at the four quarters before today's. A large chain begins in some of its houses.
QUARTERS: Final = 5
MOST_CENTRES: Final = 100
USUAL: Final = 74.0
HOUSE_SD, CASE_SD = 5.0, 8.0
# Days into the quarter, and until it is decided on.
FIRST, APART, SPREAD = 20, 20, 12
SETTLED: Final = dt.timedelta(days=3)

Receivers = Mapping[tuple[str, str], Person]


class HandoverMaker(VisitMaker):
    """Adds the rows of one internal audit after another: in no wave, without a scenario, in the words of a team."""

    internal = True

    def __init__(self, rows: Rows, chance: Chance, world: World, pictures: Mapping[str, list[Picture]]) -> None:
        super().__init__(rows, chance, world, pictures)
        self.houses = chance.rng.normal(0, HOUSE_SD, (len(world.chain.places), len(INTERNAL)))

    def _played(self, slot: Slot) -> tuple[uuid.UUID | None, bool]:
        return None, False

    def _wave(self, slot: Slot) -> uuid.UUID | None:
        return None

    def _quality(self, slot: Slot) -> float:
        """Of the team that hands over, as its touchpoints are better or worse for customers."""
        giving, _ = teams_of(slot.checklist)
        apart = float(self.world.latent.apart[slot.row, list(TEAMS).index(giving), slot.column])
        house = float(self.houses[slot.row, INTERNAL.index(slot.checklist)])
        return USUAL + house + apart + self.chance.noise(CASE_SD)

    def _by_section(self, slot: Slot, edition: Edition) -> dict[str, float]:
        return {}


def make_handovers(
    rows: Rows, world: World, pictures: Mapping[str, list[Picture]], since: dt.datetime, password_hash: str
) -> HandoverMaker:
    """All audits that are decided on by now, each team's with a sign-in of its area, for both arrows that have one."""
    chance = Chance(world.seed, STREAM)
    receivers = _make_receivers(rows, chance, since, password_hash)
    maker = HandoverMaker(rows, chance, world, pictures)
    for slot in _slots(chance, world.chain, receivers, world.quarters, world.moment):
        maker.add(slot)
    return maker


def teams_of(checklist: str) -> tuple[str, str]:
    """The team that hands over and the one that takes over: "sales-to-service"."""
    giving, _, taking = checklist.partition("-to-")
    return giving, taking


def _make_receivers(
    rows: Rows, chance: Chance, since: dt.datetime, password_hash: str
) -> dict[tuple[str, str], Person]:
    """By area and checklist. Accounts of teams: who of them scored is nobody's business."""
    maker, found = Maker(rows, chance, since, password_hash), {}
    for area in AREAS:
        for checklist in INTERNAL:
            _, team = teams_of(checklist)
            name = f"{TEAMS[team][area.language]}, {area.name}"
            found[area.code, checklist] = maker.person(f"{team}-{area.code}", name, area.language, Role.AUDITOR)
    return found


def _slots(
    chance: Chance, chain: Chain, receivers: Receivers, quarters: Sequence[Quarter], moment: dt.datetime
) -> list[Slot]:
    """Each arrow once a centre and quarter, in the latest quarters."""
    found = []
    for column in range(max(0, len(quarters) - QUARTERS), len(quarters)):
        for row, place in enumerate(chain.places[:MOST_CENTRES]):
            for number, checklist in enumerate(INTERNAL):
                days = FIRST + APART * number + chance.whole(0, SPREAD)
                arrives = on_weekday(chance, place, quarters[column].starts_on + dt.timedelta(days=days))
                auditor = receivers[place.area.code, checklist]
                found.append(Slot(place, row, column, checklist, auditor, arrives, Status.APPROVED))
    return [slot for slot in found if slot.submitted_at + SETTLED < moment]
