"""Would another weighing of the sections change a centre's place? The best and worst of it under several."""

from collections.abc import Mapping, Sequence
from typing import Final

from backend.domain.statistics.ranks import Places

# Weighted means that agree so far are equal: the rest is rounding.
DIGITS: Final = 9
Sections = Mapping[str, float]


def place_ranges(centres: Sequence[Sections], weights: Sections) -> list[Places | None]:
    """The best and worst place of each centre as weighed, with all sections alike, and with each section left out.

    `centres` hold their sections' means, in percent; a section that was never seen there has no weight there. None
    for a centre that has none of the weighed sections. Equal means share the better place. 1 is the best.
    """
    ways = [_places(scores) for scores in _weighings(centres, weights)]
    return [_range(places) for places in zip(*ways, strict=True)]


def _range(places: Sequence[int | None]) -> Places | None:
    held = [place for place in places if place is not None]
    return Places(min(held), max(held)) if held else None


def _weighings(centres: Sequence[Sections], weights: Sections) -> list[list[float | None]]:
    """Every centre's weighted mean, a list for each way to weigh."""
    alike = dict.fromkeys((section for section, weight in weights.items() if weight > 0), 1.0)
    sums = [_sums(sections, weights) for sections in centres]
    ways = [[_mean(*pair) for pair in sums], [_mean(*_sums(sections, alike)) for sections in centres]]
    for left_out, weight in weights.items():
        if weight > 0:
            ways.append(
                [_mean(*_less(pair, one.get(left_out), weight)) for pair, one in zip(sums, centres, strict=True)]
            )
    return ways


def _sums(sections: Sections, weights: Sections) -> tuple[float, float]:
    """Of the weighted sections, and of their weights."""
    total = weight = 0.0
    for section, percent in sections.items():
        if share := weights.get(section, 0.0):
            total += share * percent
            weight += share
    return total, weight


def _less(sums: tuple[float, float], percent: float | None, weight: float) -> tuple[float, float]:
    return sums if percent is None else (sums[0] - weight * percent, sums[1] - weight)


def _mean(total: float, weight: float) -> float | None:
    return round(total / weight, DIGITS) if weight > 10**-DIGITS else None


def _places(scores: Sequence[float | None]) -> list[int | None]:
    ordered = sorted((score for score in scores if score is not None), reverse=True)
    # From the worst on, so that of equal scores the best place stays.
    first: dict[float | None, int | None] = {ordered[place - 1]: place for place in range(len(ordered), 0, -1)}
    return [first.get(score) for score in scores]
