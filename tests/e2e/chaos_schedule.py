"""A schedule of one disastrous visit: what the auditor does and what goes wrong, all from one seed and a number."""

import random
from collections import Counter
from dataclasses import dataclass
from typing import Any

ANSWERS, PHOTOS = 40, 12
# A question takes no more once it has this many; a handful that is chosen before may go beyond it.
MOST = 4
# How many times slower than this machine a phone computes.
SLOWNESS = (1, 1, 4)
HOURS = 3_600_000

# What happens to requests, as [kind, how often at most]. Budgets end, or nothing would ever arrive.
LINES = ("lost", "cut", "hangup", "burst", "busy", "foreign", "slow", "everything")
# What happens to phone and server.
EVENTS = (
    "offline",
    "reload",
    "kill_phone",
    "kill_phone_tapping",
    "kill_phone_taking",
    "kill_server",
    "second_tab",
    "end_session",
    "clock",
)


@dataclass(frozen=True)
class Step:
    """One thing that happens; `what` names a method of `ChaosVisit`."""

    what: str
    args: tuple[Any, ...] = ()

    def __str__(self) -> str:
        return f"{self.what}{self.args if self.args else ''}"


@dataclass(frozen=True)
class Schedule:
    """`clock`: how wrong the phone's clock is at first, in milliseconds; `slowness`: how slow it is."""

    seed: int
    number: int
    clock: int
    slowness: int
    steps: tuple[Step, ...]

    def __str__(self) -> str:
        told = "\n".join(f"  {place:2} {step}" for place, step in enumerate(self.steps))
        phone = f"clock {self.clock // HOURS:+} h, {self.slowness} x slow"
        return f"schedule SEED={self.seed} ONLY={self.number}, {phone}\n{told}"


def make_schedule(seed: int, number: int) -> Schedule:
    chance = random.Random(f"{seed}/{number}")  # noqa: S311 (disasters, not secrets)
    work = _work(chance)
    for step in _disasters(chance):
        work.insert(chance.randint(1, len(work)), step)
    clock = chance.choice((0, 0, 0, -2 * HOURS, 2 * HOURS))
    return Schedule(seed, number, clock, chance.choice(SLOWNESS), tuple(_with_room(work)))


def _with_room(steps: list[Step]) -> list[Step]:
    """Photos go to a question that takes one more, however many of the earlier ones are deleted until then."""
    taken: Counter[int] = Counter()
    found: list[Step] = []
    for step in steps:
        args = step.args
        if step.what in ("photograph", "kill_phone_taking"):
            question = next(n for n in _from(step.args[0]) if taken[n] < MOST)
            args = (question, *step.args[1:])
            taken[question] += len(step.args[1]) if step.what == "photograph" else 2
        found.append(Step(step.what, args))
    return found


def _from(question: int) -> list[int]:
    return [*range(question, ANSWERS + 1), *range(1, question)]


def _work(chance: random.Random) -> list[Step]:
    """40 answers in handfuls, 12 photos in handfuls, second thoughts about some of both."""
    questions = list(range(1, ANSWERS + 1))
    chance.shuffle(questions)
    steps = [Step("answer", (tuple((n, chance.randint(0, 3)) for n in some),)) for some in _handfuls(chance, questions)]
    photos = list(range(PHOTOS))
    steps += [Step("photograph", (chance.randint(1, ANSWERS), tuple(some))) for some in _handfuls(chance, photos)]
    chance.shuffle(steps)
    for _ in range(chance.randint(1, 3)):
        again = tuple((chance.randint(1, ANSWERS), chance.randint(0, 3)) for _ in range(5))
        steps.insert(chance.randint(1, len(steps)), Step("answer", (again,)))
    for _ in range(chance.randint(0, 3)):
        steps.insert(chance.randint(1, len(steps)), Step("delete", (chance.random(),)))
    if chance.random() < 0.4:
        steps.insert(chance.randint(1, len(steps)), Step("delete_and_undo", (chance.random(),)))
    return steps


def _handfuls(chance: random.Random, items: list[int]) -> list[list[int]]:
    found, rest = [], items
    while rest:
        size = chance.randint(2, max(3, len(items) // 4))
        found.append(rest[:size])
        rest = rest[size:]
    return found


def _disasters(chance: random.Random) -> list[Step]:
    lines = [Step("spoil", (kind, chance.randint(1, 5))) for kind in chance.sample(LINES, chance.randint(1, 3))]
    events = chance.sample(EVENTS, chance.randint(2, 4))
    return [*lines, *(_event(chance, event) for event in events)]


def _event(chance: random.Random, event: str) -> Step:
    if event == "offline":
        return Step(event, (chance.randint(200, 1500),))
    if event == "clock":
        return Step(event, (chance.choice((-2, 2)) * HOURS,))
    if event == "kill_phone_tapping":
        some = tuple((n, chance.randint(0, 3)) for n in chance.sample(range(1, ANSWERS + 1), 8))
        return Step(event, (some,))
    if event == "kill_phone_taking":
        return Step(event, (chance.randint(1, ANSWERS),))
    return Step(event)
