"""Data for the pictures of inside-outside: few and many, short and long names, hidden and clear."""

import random

from backend.charts.figures import Figure
from backend.charts.link_figures import Dot, Handover, Inside, Lag, Level, Pair, PairRow, Since, Slope, Step, Team, Wave
from tests.charts.samples import Sample, names

SHADES = ("clear_plus", "not_clear", "not_clear", "clear_minus", "untested")
REASON = "It needs 12 centres in which two teams or more are shown; there are 3."
TEAMS = ("Reception", "Sales", "Service", "Parts and accessories")


def dots(count: int, *, long: bool = False, extreme: bool = False) -> list[Dot]:
    chance = random.Random(count)
    ends = (0.0, 100.0)
    return [
        Dot(
            name,
            chance.choice(ends) if extreme else chance.gauss(66, 7),
            chance.choice(ends) if extreme else chance.gauss(76, 6),
            chance.randint(1, 40),
        )
        for name in names(count, long)
    ]


def slopes(*, hidden: bool = False) -> list[Slope]:
    return [
        Slope("Between centres", 0.31, 0.05, 0.57, 40, 40),
        Slope("Within centres, over time", 0.09, -0.02, 0.2, 400, 40),
        Slope("Within centres, over time", 0.25, -0.05, 0.55, 400, 40, corrected=True),
        Slope("Own team", reason=REASON, rows=12, centres=3)
        if hidden
        else Slope("Own team", 0.26, 0.11, 0.41, 3200, 40),
    ]


def lag_profile(count: int, *, wide: float = 0.1) -> list[Lag]:
    chance = random.Random(count)
    values = [chance.uniform(-0.1, 0.3) for _ in range(count)]
    return [
        Lag(k, v, (v - wide, v + wide), (v - 1.5 * wide, v + 1.5 * wide), 400 - 40 * k) for k, v in enumerate(values)
    ]


def pairs(count: int, columns: int, *, long: bool) -> list[PairRow]:
    chance = random.Random(columns)

    def pair() -> Pair:
        shade, value = chance.choice(SHADES), chance.uniform(-0.5, 0.5)
        if shade == "untested":
            return Pair(shade, centres=7)
        return Pair(shade, value, (value - 0.2, value + 0.2), chance.uniform(0, 1), 40)

    return [PairRow(name, [pair() for _ in range(columns)]) for name in names(count, long)]


def since(before: int, after: int) -> list[Since]:
    chance = random.Random(before)
    values = [(k, chance.gauss(2 if k >= 0 else 0, 1.5)) for k in range(-before, after + 1)]
    return [Since(k, v, (v - 2, v + 2)) for k, v in values]


def levels(before: int, after: int) -> list[Level]:
    chance = random.Random(before)
    return [Level(k, chance.gauss(72, 3), chance.randint(1, 3)) for k in range(-before, after + 1)]


def surveys(count: int) -> list[Wave]:
    chance = random.Random(count)
    found = [Inside(chance.randint(50, 80), answers="10-19") if chance.random() < 0.7 else None for _ in range(count)]
    return [Wave(f"Survey {n + 1}", n + 0.4, one) for n, one in enumerate(found)]


def service(count: int) -> list[Figure | None]:
    return [Sample(1, long=False, seed=n).some() for n in range(count)]


def chain(steps: int, *, long: bool = False, hidden: bool = False) -> tuple[list[Step], list[Team]]:
    """Touchpoints that change between teams, one team behind the scenes, a handover that no neighbours show."""
    chance, sample = random.Random(steps), Sample(steps, long=long)
    called = names(4, long) if long else TEAMS
    codes = [f"team-{n}" for n in range(4)]
    following = {0: (1,), 1: (2, 0), 2: (3,), 3: (2,)}
    teams = [
        Team(
            code,
            called[n],
            None if hidden or n == 2 else Inside(chance.randint(40, 96), answers="10-19"),
            [Handover(codes[to], sample.figure() if to != 1 else None) for to in following[n]],
        )
        for n, code in enumerate(codes)
    ]
    order = [0, 1, 1, 0, 1, 1, 1, 1, 2, 2, 2, 1]
    found = [Step(name, sample.some(), codes[order[n % 12]]) for n, name in enumerate(names(steps, long))]
    return [*found, Step("Nobody's", sample.figure())], teams
