"""Data for pictures: few and many, short and long names, the ends of the scale, one period and twenty."""

import random

from backend.charts.figures import Beside, Bin, Figure, HeatRow, Limits, Line, Rank, Reading, Row

LONG = (
    "Northumberland Motor Company Sales and Service Centre Gatesh",
    "Kraftfahrzeughandelsgesellschaftsverwaltungszentrale Bremenh",
    "Κέντρο Πωλήσεων και Εξυπηρέτησης Αυτοκινήτων Θεσσαλονίκη Α.Ε",
    "Центр продажи и обслуживания автомобилей Щёлково-Жуковский Ю",
    "WWWWWWWWWWWWWWWWWWWWWWWWWWWWWW MMMMMMMMMMMMMMMMMMMMMMMMMMMMM",
)
SHORT = ("Leeds", "York", "Park Lane", "Köln", "Århus", "Łódź")
TOUCHPOINTS = (
    "Arrival", "Welcome", "Needs", "The car itself", "Test drive", "Offer", "Handover", "Farewell", "Follow-up call",
    "Workshop reception", "Invoice", "Collection",
)  # fmt: skip
ALL = Line("All centres", (), network=True)


def names(count: int, long: bool) -> list[str]:
    pool = LONG if long else SHORT
    return [pool[n] if n < len(pool) else f"{pool[n % len(pool)][: 57 if long else 20]} {n}" for n in range(count)]


def periods(count: int) -> list[str]:
    return [f"Q{index % 4 + 1} {22 + index // 4}" for index in range(count)]


class Sample:
    """One seed, one set of figures; `extreme` keeps all of them at 0 and 100."""

    def __init__(self, count: int, *, long: bool, extreme: bool = False, seed: int = 7) -> None:
        self.names, self.extreme, self.chance = names(count, long), extreme, random.Random(seed)

    def figure(self) -> Figure:
        if self.extreme:
            value = self.chance.choice([0.0, 100.0])
            return Figure(value, 0.0, 100.0, 1, low_base=True)
        value, visits = self.chance.uniform(48, 96), self.chance.randint(1, 12)
        half = 24 / visits
        if visits == 1:
            return Figure(value, visits=1, low_base=True)
        return Figure(value, max(0.0, value - half), min(100.0, value + half), visits, low_base=visits < 4)

    def some(self) -> Figure | None:
        return None if self.chance.random() < 0.06 else self.figure()

    def lines(self, count: int) -> list[Line]:
        lines = [Line(name, [self.figure(), *(self.some() for _ in range(count - 1))]) for name in self.names]
        return [*lines, self.network(count)]

    def network(self, count: int) -> Line:
        return Line(ALL.name, [self.figure() for _ in range(count)], network=True)

    def rows(self) -> list[Row]:
        return [Row(name, self.some(), self.figure(), self.chance.choice([True, False, None])) for name in self.names]

    def heat(self, columns: int) -> list[HeatRow]:
        return [HeatRow(name, [self.some() for _ in range(columns)]) for name in self.names]

    def ranks(self) -> list[Rank]:
        figures = sorted((self.figure() for _ in self.names), key=lambda figure: -figure.value)
        last = len(figures)
        return [
            Rank(name, figure)
            if figure.low_base
            else Rank(name, figure, max(1, place - self.chance.randint(0, 4)), min(last, place + 3))
            for place, (name, figure) in enumerate(zip(self.names, figures, strict=True), 1)
        ]

    def beside(self) -> list[Beside]:
        return [Beside(name, self.figure(), self.some(), self.chance.choice([True, False])) for name in self.names]

    def bins(self) -> list[Bin]:
        counts = [0 if self.extreme and n else self.chance.randint(0, 40) + 1 for n in range(len(self.names))]
        return [Bin(name, count, count / sum(counts)) for name, count in zip(self.names, counts, strict=True)]

    def readings(self, count: int) -> list[Reading]:
        signals = (None, None, None, "beyond", "run")
        return [Reading(f"{n % 28 + 1} Mar 26", self.figure().value, self.chance.choice(signals)) for n in range(count)]


LIMITS = Limits(74.2, 51.9, 96.5)
TENS = [Bin(f"{n * 10}–{n * 10 + 10}", (0, 0, 1, 2, 4, 9, 18, 31, 22, 7)[n], 0.1) for n in range(10)]
