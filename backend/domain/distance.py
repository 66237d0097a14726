"""How far two places are apart, on a round earth: exact to half a percent, which is more than a phone knows."""

from math import asin, cos, radians, sin, sqrt
from typing import Final

EARTH_M: Final = 6_371_000


def metres_between(lat: float, lon: float, other_lat: float, other_lon: float) -> float:
    """Along the surface."""
    north = radians(other_lat - lat)
    east = radians(other_lon - lon)
    half = sin(north / 2) ** 2 + cos(radians(lat)) * cos(radians(other_lat)) * sin(east / 2) ** 2
    return 2 * EARTH_M * asin(min(1.0, sqrt(half)))
