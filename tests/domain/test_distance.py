"""Distances between places whose distance is known."""

import pytest

from backend.domain.distance import metres_between


@pytest.mark.parametrize(
    ("here", "there", "metres"),
    [
        ((48.1374, 11.5755), (48.1374, 11.5755), 0),
        ((51.5007, -0.1246), (51.5014, -0.1419), 1_200),
        ((48.1374, 11.5755), (52.5163, 13.3777), 504_000),
        ((0, 179.99), (0, -179.99), 2_224),
        ((0, 0), (0, 180), 20_015_000),
    ],
)
def test_distance_is_right_to_a_hundredth(here: tuple[float, float], there: tuple[float, float], metres: float) -> None:
    assert metres_between(*here, *there) == pytest.approx(metres, rel=0.01, abs=1)
    assert metres_between(*there, *here) == pytest.approx(metres_between(*here, *there))
