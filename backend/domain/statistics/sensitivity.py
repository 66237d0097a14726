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
    alike = {
        checklist: dict.fromkeys((one for one in mine if mine[one] > 0), 1.0) for checklist, mine in weights.items()
    }
    wholes = [_Whole(sections, weights) for sections in centres]
    ways = [[whole.mean for whole in wholes], [_Whole(sections, alike).mean for sections in centres]]
    for checklist, mine in weights.items():
        for left_out, weight in mine.items():
            if weight > 0:
                held = zip(wholes, centres, strict=True)
                ways.append([whole.without(checklist, one.get(left_out), weight) for whole, one in held])
    return ways


class _Part(NamedTuple):
    """Of one checklist: its visits, the weighted sum of its sections' means, and of their weights."""

    visits: int
    total: float
    weight: float

    @property
    def mean(self) -> float:
        return self.total / self.weight


class _Whole:
    """The mean of a centre's visits, put together from its sections."""

    def __init__(self, sections: Sections, weights: Weights) -> None:
        self.parts: dict[str, _Part] = {}
        for checklist, mine in weights.items():
            held = [(sections[one], weight) for one, weight in mine.items() if weight > 0 and one in sections]
            if held:
                total = sum(weight * seen.mean for seen, weight in held)
                self.parts[checklist] = _Part(max(seen.visits for seen, _ in held), total, sum(w for _, w in held))
        self.total = sum(part.visits * part.mean for part in self.parts.values())
        self.visits = sum(part.visits for part in self.parts.values())

    @property
    def mean(self) -> float | None:
        return round(self.total / self.visits, DIGITS) if self.visits else None

    def without(self, checklist: str, seen: Seen | None, weight: float) -> float | None:
        """With a section left out; `seen` is None where it was not seen here."""
        if seen is None:
            return self.mean
        part = self.parts[checklist]
        total, visits = self.total - part.visits * part.mean, self.visits - part.visits
        if part.weight - weight > LEAST:
            total += part.visits * (part.total - weight * seen.mean) / (part.weight - weight)
            visits += part.visits
        return round(total / visits, DIGITS) if visits else None


def _places(scores: Sequence[float | None]) -> list[int | None]:
    ordered = sorted((score for score in scores if score is not None), reverse=True)
    # From the worst on, so that of equal scores the best place stays.
    first: dict[float | None, int | None] = {ordered[place - 1]: place for place in range(len(ordered), 0, -1)}
    return [first.get(score) for score in scores]
