"""From persons to groups: mean, sd and number of answers of each dimension. Pure; the answers' order plays no part.

A person's score of a dimension is the mean of the answered questions, if at least half of them are; the person's
engagement is the mean of the dimensions, again if at least half are there. Groups of fewer than three persons get no
figure of their own, because it would be nearly an answer: a team's answers count in its centre, a centre's not at all.
"""

import math
import uuid
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Final, NamedTuple

from backend.domain.suppression import LEAST_FLOOR
from backend.engagement.published import WHOLE

LOW: Final = 1
HIGH: Final = 5


class Said(NamedTuple):
    """One person's answers, {question id: 1 to 5}, and where."""

    centre: uuid.UUID
    team: str
    answers: Mapping[str, int]


class Sum(NamedTuple):
    """One group's figure on 1 to 5; `team` "" is the whole centre."""

    centre: uuid.UUID
    team: str
    dimension: str
    mean: float
    sd: float
    n: int


def add_up(said: Iterable[Said], questions: Sequence[Mapping[str, Any]]) -> list[Sum]:
    """Teams and whole centres; `questions` as a pulse has them."""
    scores: defaultdict[tuple[uuid.UUID, str, str], list[float]] = defaultdict(list)
    for one in said:
        for team in {"", one.team}:
            for dimension, score in person_scores(one.answers, questions):
                scores[one.centre, team, dimension].append(score)
    small = {(centre, team) for (centre, team, _), of in scores.items() if len(of) < LEAST_FLOOR}
    found = [_sum(*group, of) for group, of in scores.items() if group[:2] not in small]
    return sorted(found, key=lambda one: (str(one.centre), one.team, one.dimension))


def person_scores(answers: Mapping[str, int], questions: Sequence[Mapping[str, Any]]) -> Iterator[tuple[str, float]]:
    """One person's dimensions and engagement, on 1 to 5."""
    items: defaultdict[str, list[Mapping[str, Any]]] = defaultdict(list)
    for question in questions:
        items[question["dimension"]].append(question)
    told = []
    for dimension, asked in items.items():
        mine = [_turned(answers[one["id"]], one["reversed"]) for one in asked if one["id"] in answers]
        if mine and 2 * len(mine) >= len(asked):
            told.append((dimension, math.fsum(mine) / len(mine)))
    yield from told
    if told and 2 * len(told) >= len(items):
        yield WHOLE, math.fsum(score for _, score in told) / len(told)


def _turned(value: int, reversed_: bool) -> int:
    return LOW + HIGH - value if reversed_ else value


def _sum(centre: uuid.UUID, team: str, dimension: str, scores: Sequence[float]) -> Sum:
    n = len(scores)
    mean = min(max(math.fsum(scores) / n, LOW), HIGH)
    sd = math.sqrt(math.fsum((score - mean) ** 2 for score in scores) / (n - 1))
    return Sum(centre, team, dimension, mean, sd, n)
