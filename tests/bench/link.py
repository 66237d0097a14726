"""Inside-outside: the whole analysis of a large chain, its slope beside linearmodels, the driver matrix, the page."""

from collections.abc import Callable, Iterator

import numpy as np

from backend.domain.statistics.link import estimates, rungs
from backend.domain.statistics.link.drivers import driver_matrix
from backend.domain.statistics.link.panel import Panel, lagged
from backend.domain.statistics.link.report import analyse
from backend.domain.statistics.link.telling import Wish
from tests.bench import link_page
from tests.bench.figures import Figure, median, timed
from tests.domain.link.simulator import LAG, Design, simulate

CENTRES, PERIODS, DIMENSIONS, TOUCHPOINTS = 500, 24, 8, 10
SEED, TIMES = 7, 5


def measure() -> Iterator[Figure]:
    panel = simulate(Design(centres=CENTRES, periods=PERIODS), SEED)
    size = f"{CENTRES} centres x {PERIODS} quarters"
    whole = timed(lambda: analyse(panel, Wish(LAG, 6)), TIMES)
    remark = f"{size}: rungs, lag profile of 7 with 999 permutations, direction, results, early warning, planning"
    yield Figure("link.whole-analysis", median(whole), "s", TIMES, "<= 2", remark=remark)
    yield _beside_linearmodels(panel, size)
    yield _matrix()
    yield from link_page.measure()


def _beside_linearmodels(panel: Panel, size: str) -> Figure:
    """Slope and interval, clustered on centres; both start from the same columns of numbers."""
    import pandas as pd
    from linearmodels.panel import PanelOLS

    rows = lagged(panel, LAG)
    index = pd.MultiIndex.from_arrays([rows.centre, rows.period])
    frame = pd.DataFrame({"y": rows.y, "x": rows.x}, index=index)

    def theirs() -> float:
        model = PanelOLS(frame["y"], frame[["x"]], entity_effects=True, time_effects=True)
        return float(model.fit(cov_type="clustered", cluster_entity=True).params["x"])

    def ours() -> float:
        return estimates.slope(rungs.within_moments(rows)).value

    assert abs(theirs() - ours()) < 1e-8
    taken = _in_turn(ours, theirs)
    ratio = taken[1] / taken[0]
    remark = f"{size}; theirs {taken[1] * 1000:.0f} ms, ours leaves each centre out in turn"
    return Figure(
        "link.slope-and-interval",
        taken[0] * 1000,
        "ms",
        TIMES,
        "ratio >= 5",
        "times faster than linearmodels",
        ratio,
        remark,
    )


def _in_turn(ours: Callable[[], object], theirs: Callable[[], object]) -> tuple[float, float]:
    pairs = [(timed(ours, 1)[0], timed(theirs, 1)[0]) for _ in range(TIMES)]
    return median([pair[0] for pair in pairs]), median([pair[1] for pair in pairs])


def _matrix() -> Figure:
    panels = {
        (f"dimension {row}", f"touchpoint {column}"): simulate(
            Design(centres=CENTRES, periods=PERIODS), SEED + row * TOUCHPOINTS + column
        )
        for row in range(DIMENSIONS)
        for column in range(TOUCHPOINTS)
    }
    taken = timed(lambda: driver_matrix(panels, LAG), 3)
    remark = f"{DIMENSIONS} x {TOUCHPOINTS} cells of {CENTRES} centres; {np.max(taken):.2f} s at most"
    return Figure("link.driver-matrix", median(taken), "s", 3, "<= 3", remark=remark)
