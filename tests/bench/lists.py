"""Lists and comparison with thousands of visits stored: one client, one kept connection."""

from collections.abc import Iterator

from tests.bench.figures import Figure, median, percentile, timed
from tests.bench.world import World, worlds

STORED, ASKED = 5000, 200
PATHS = {
    "lists.visits": ("/visits?limit=50", "<= 25"),
    "lists.visits-submitted": ("/visits?status=submitted&limit=50", "<= 25"),
    "lists.comparison": ("/comparison?period=quarter", ""),
}


def measure() -> Iterator[Figure]:
    for kind, world in worlds(with_worker=False):
        before = {name: _ask(world, path) for name, (path, _) in PATHS.items()}
        world.planned_visits(STORED)
        for name, (path, goal) in PATHS.items():
            after = _ask(world, path)
            growth = median(after) / median(before[name])
            to = f"the same without the {STORED} visits"
            yield Figure(f"{name}.{kind}.p95", percentile(after, 95) * 1000, "ms", ASKED, goal, to, growth)


def _ask(world: World, path: str) -> list[float]:
    world.chain.admin.get(path)
    return timed(lambda: world.chain.admin.get(path), ASKED)
