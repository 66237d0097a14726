"""Would another weighing of the sections change a centre's place? The best and worst of it under several."""

from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple

from backend.domain.statistics.ranks import Places

# Weighted means that agree so far are equal: the rest is rounding.
DIGITS: Final = 9
LEAST: Final = 10**-DIGITS


class Seen(NamedTuple):
    """A section at a centre: the visits with a score in it, and their mean in percent."""

    visits: int
    mean: float


Sections = Mapping[str, Seen]
# Of each checklist, by section.
Weights = Mapping[str, Mapping[str, float]]


def place_ranges(centres: Sequence[Sections], weights: Weights) -> list[Places | None]:
    """The best and worst place of each centre as weighed, with all sections alike, and with each section left out.

    A centre's mean is that of its visits: sections weigh within their checklist, checklists by how often they were
    used. A section that was never seen there has no weight there. None for a centre that has none of the weighed
    sections. Equal means share the better place. 1 is the best.
    """
    ways = [_places(scores) for scores in _weighings(centres, weights)]
    return [_range(places) for places in zip(*ways, strict=True)]


def _range(places: Sequence[int | None]) -> Places | None:
    held = [place for place in places if place is not None]
    return Places(min(held), max(held)) if held else None


def _weighings(centres: Sequence[Sections], weights: Weights) -> list[list[float | None]]:
    """Every centre's mean, a list for each way to weigh."""
    counted = {name: {one: weight for one, weight in mine.items() if weight > 0} for name, mine in weights.items()}
    alike = {checklist: dict.fromkeys(mine, 1.0) for checklist, mine in counted.items()}
    wholes = [_Whole(sections, counted) for sections in centres]
    as_weighed = [whole.mean for whole in wholes]
    ways = [as_weighed, [_Whole(sections, alike).mean for sections in centres]]
    for checklist, mine in counted.items():
        rests = [whole.beside(checklist) for whole in wholes]
        for left_out, weight in mine.items():
            held = zip(as_weighed, rests, [sections.get(left_out) for sections in centres], strict=True)
            ways.append([mean if rest is None or seen is None else _without(rest, seen.mean, weight)
                         for mean, rest, seen in held])  # fmt: skip
    return ways


class _Rest(NamedTuple):
    """A centre beside one checklist: the sum and number of its other visits; then the checklist's own visits, the
    weighted sum of its sections' means, and of their weights.
    """

    total: float
    visits: int
    own: int
    weighted: float
    weight: float


class _Whole:
    """The mean of a centre's visits, put together from its sections."""

    def __init__(self, sections: Sections, weights: Weights) -> None:
        self.parts: dict[str, tuple[int, float, float]] = {}
        self.total, self.visits = 0.0, 0
        for checklist, mine in weights.items():
            held = [(sections[one], weight) for one, weight in mine.items() if one in sections]
            if held:
                own, weight = max(visits for (visits, _), _ in held), sum(weight for _, weight in held)
                weighted = sum(weight * mean for (_, mean), weight in held)
                self.parts[checklist] = own, weighted, weight
                self.total += own * weighted / weight
                self.visits += own

    @property
    def mean(self) -> float | None:
        return round(self.total / self.visits, DIGITS) if self.visits else None

    def beside(self, checklist: str) -> _Rest | None:
        """None where it was not used."""
        if (part := self.parts.get(checklist)) is None:
            return None
        own, weighted, weight = part
        return _Rest(self.total - own * weighted / weight, self.visits - own, *part)


def _without(rest: _Rest, mean: float, weight: float) -> float | None:
    """The centre's mean without a section of the checklist."""
    total, visits, own, weighted, whole = rest
    left = whole - weight
    if left > LEAST:
        total += own * (weighted - weight * mean) / left
        visits += own
    return round(total / visits, DIGITS) if visits else None


def _places(scores: Sequence[float | None]) -> list[int | None]:
    ordered = sorted((score for score in scores if score is not None), reverse=True)
    # From the worst on, so that of equal scores the best place stays.
    first: dict[float | None, int | None] = {ordered[place - 1]: place for place in range(len(ordered), 0, -1)}
    return [first.get(score) for score in scores]
