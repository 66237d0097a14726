"""Many changes scanned at once: how many of those called clear are false."""

from collections.abc import Sequence


def false_discovery_rates(p_values: Sequence[float | None]) -> list[float | None]:
    """Of each p its q, after Benjamini and Hochberg (1995): of all that have a q up to 0.05, at most 5 % are false.

    A p of None was not tested; it is not counted among the tests and has no q.
    """
    tested = sorted((p, place) for place, p in enumerate(p_values) if p is not None)
    rates: list[float | None] = [None] * len(p_values)
    least = 1.0
    for rank in range(len(tested), 0, -1):
        p, place = tested[rank - 1]
        rates[place] = least = min(least, p * len(tested) / rank)
    return rates
