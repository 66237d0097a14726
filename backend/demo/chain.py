"""The organisation: areas, centres with their teams, the journey, and the people with their sign-ins."""

import datetime as dt
import uuid
from dataclasses import dataclass
from typing import Final

from backend.accounts.models import RoleGrant, User
from backend.centres.models import Area, Centre, Team, Touchpoint
from backend.demo.chance import Chance
from backend.demo.names import AREAS, HOUSES, PEOPLE, TEAMS, TOUCHPOINTS, AreaName
from backend.demo.rows import Rows
from backend.domain.roles import Role

# Known to everybody on purpose: the chain is invented, and every page says so.
PASSWORD: Final = "a quiet showroom"  # noqa: S105
MAIL: Final = "demo.example"
# So many at least; and one for so many centres.
AUDITORS, CENTRES_EACH = 10, 10
# A chain with more centres than this has districts below its areas, of so many centres each.
WITHOUT_DISTRICTS, IN_A_DISTRICT = 100, 25


@dataclass(frozen=True)
class Place:
    """A centre as the rest of the load needs it."""

    id: uuid.UUID
    name: str
    area: AreaName
    area_id: uuid.UUID
    latitude: float
    longitude: float


@dataclass(frozen=True)
class Person:
    """Somebody who signs in."""

    id: uuid.UUID
    name: str
    email: str
    language: str


@dataclass(frozen=True)
class Chain:
    """Everything made here. The first auditor is the one to sign in as."""

    places: list[Place]
    administrator: Person
    area_managers: dict[str, Person]
    auditors: dict[str, list[Person]]
    centre_managers: list[Person]

    @property
    def demo_auditor(self) -> Person:
        return self.auditors["en"][0]


def make_chain(rows: Rows, chance: Chance, centres: int, since: dt.datetime, password_hash: str) -> Chain:
    maker = Maker(rows, chance, since, password_hash)
    areas = AREAS[: min(len(AREAS), centres)]
    area_ids = {area.code: maker.area(area.code, area.name) for area in areas}
    districts = _Districts(maker, area_ids, centres > WITHOUT_DISTRICTS)
    places = []
    for number in range(centres):
        area, within = areas[number % len(areas)], number // len(areas)
        places.append(maker.place(area, within, districts.of(area, within)))
    for position, (code, english, german, team) in enumerate(TOUCHPOINTS):
        name = {"en": english, "de": german}
        rows.add(Touchpoint, code=code, name=name, position=position, team_code=team)
    return Chain(
        places,
        maker.person("office", "Nora Lindqvist", "en", Role.ADMINISTRATOR),
        {a.code: maker.next_person(a.code, a.language, Role.AREA_MANAGER, area_id=area_ids[a.code]) for a in areas},
        _auditors(maker, max(AUDITORS, centres // CENTRES_EACH)),
        [_centre_manager(maker, number, place) for number, place in enumerate(places)],
    )


def _auditors(maker: "Maker", count: int) -> dict[str, list[Person]]:
    """Half of them speak English, half German, because a customer does."""
    found: dict[str, list[Person]] = {"en": [], "de": []}
    for number in range(count):
        language = "en" if number < count // 2 else "de"
        found[language].append(maker.next_person(_numbered("auditor", number), language, Role.AUDITOR))
    return found


def _centre_manager(maker: "Maker", number: int, place: Place) -> Person:
    return maker.next_person(_numbered("manager", number), place.area.language, Role.CENTRE_MANAGER, centre_id=place.id)


def _numbered(word: str, number: int) -> str:
    return word if number == 0 else f"{word}{number + 1}"


class _Districts:
    """Where a centre lies: its area, or a district of it."""

    def __init__(self, maker: "Maker", area_ids: dict[str, uuid.UUID], wanted: bool) -> None:
        self.maker, self.area_ids, self.wanted = maker, area_ids, wanted
        self.known: dict[tuple[str, int], uuid.UUID] = {}

    def of(self, area: AreaName, within: int) -> uuid.UUID:
        above = self.area_ids[area.code]
        if not self.wanted:
            return above
        number = within // IN_A_DISTRICT + 1
        if (area.code, number) not in self.known:
            district = self.maker.area(f"{area.code}-{number}", f"{area.name} {number}", above)
            self.known[area.code, number] = district
        return self.known[area.code, number]


class Maker:
    """Adds rows and remembers which names were used."""

    def __init__(self, rows: Rows, chance: Chance, since: dt.datetime, password_hash: str) -> None:
        self.rows, self.chance, self.since, self.password_hash = rows, chance, since, password_hash
        self.used = {"en": 0, "de": 0}

    def new_id(self) -> uuid.UUID:
        return self.chance.id_at(self.since)

    def area(self, code: str, name: str, above: uuid.UUID | None = None) -> uuid.UUID:
        key = self.new_id()
        path = f"/{above}/{key}/" if above else f"/{key}/"
        self.rows.add(Area, id=key, parent_id=above, code=code, name=name, path=path, row_version=1)
        return key

    def place(self, area: AreaName, number: int, area_id: uuid.UUID) -> Place:
        towns, houses = area.towns, HOUSES[area.language]
        town, latitude, longitude = towns[number % len(towns)]
        again = number // len(towns)
        house = houses[(number + again) % len(houses)]
        # Every house in every town once; then they come again with a number.
        round_ = number // (len(houses) * len(towns))
        name = f"{house}, {town}" + (f" {round_ + 1}" if round_ else "")
        place = Place(self.new_id(), name, area, area_id, latitude, longitude + again / 50)
        self.rows.add(
            Centre,
            id=place.id,
            area_id=place.area_id,
            code=f"{area.code}-{number + 1:02}",
            name=place.name,
            city=town,
            country=area.country,
            address="",
            time_zone=area.time_zone,
            active=True,
            row_version=1,
        )
        for code, names in TEAMS.items():
            self.rows.add(Team, id=self.new_id(), centre_id=place.id, code=code, name=names[area.language])
        return place

    def next_person(
        self,
        mailbox: str,
        language: str,
        role: Role,
        *,
        area_id: uuid.UUID | None = None,
        centre_id: uuid.UUID | None = None,
    ) -> Person:
        """The next name of this language; after the last one the first comes again with a number."""
        names, number = PEOPLE[language], self.used[language]
        self.used[language] += 1
        again = number // len(names)
        name = names[number % len(names)] + (f" {again + 1}" if again else "")
        return self.person(mailbox, name, language, role, area_id=area_id, centre_id=centre_id)

    def person(
        self,
        mailbox: str,
        name: str,
        language: str,
        role: Role,
        *,
        area_id: uuid.UUID | None = None,
        centre_id: uuid.UUID | None = None,
    ) -> Person:
        person = Person(self.new_id(), name, f"{mailbox}@{MAIL}", language)
        self.rows.add(
            User,
            id=person.id,
            email=person.email,
            name=name,
            language=language,
            password_hash=self.password_hash,
            active=True,
            created_at=self.since,
            row_version=1,
        )
        self.rows.add(RoleGrant, id=self.new_id(), user_id=person.id, role=role, area_id=area_id, centre_id=centre_id)
        return person
