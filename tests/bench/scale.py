"""Figures of a chain of 1,000 centres over 20 quarters: 80,000 visits, nearly 5 million answers; one client over HTTP.

Chains of 10,000, 40,000 and 80,000 visits are asked in turn, so that a busy minute of the machine meets all three.
Where a page shows the same number of rows in each, it has to take the same time.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from functools import partial
from typing import Any

from backend.demo.quarters import last_quarters
from tests.bench.chains import QUARTERS, SIZES, LargeChain, large_chain
from tests.bench.figures import Figure, cpu_seconds, median, percentile, timed
from tests.bench.world import KINDS
from tests.live.api import Client
from tests.live.server import running

ASKED, APPROVED = 40, 8
GOALS = {"sqlite": "<= 300", "postgresql": "<= 150"}
# Of the same rows shown, with eight times as many stored; the rest is the machine's.
GROWTH = "<= 1.5"
# In every chain the first district has 25 centres.
DISTRICT = "north-1"


@dataclass(frozen=True)
class Asked:
    """A chain, a person signed in there, and the pages to ask for."""

    chain: LargeChain
    client: Client
    paths: Mapping[str, str]


def measure() -> Iterator[Figure]:
    for kind in KINDS:
        chains = [large_chain(kind, centres) for centres in SIZES]
        whole = chains[-1]
        facts = f"{whole.visits} visits, {whole.answers} answers, with their tallies"
        yield Figure(f"scale.{kind}.load", whole.seconds, "s", 1, remark=facts)
        with ExitStack() as stack:
            for chain in chains:
                stack.enter_context(running(chain.server))
            asked = [_asked(chain) for chain in chains]
            for page in asked[-1].paths:
                yield from _page(kind, page, asked)
            yield from _approvals(kind, asked)


def _asked(chain: LargeChain) -> Asked:
    """The pages whose rows are as many in each chain; and, of the largest, those that show all of it."""
    client = chain.sign_in()
    district = next(area for area in client.all("/areas") if area["code"] == DISTRICT)["id"]
    inside = [centre for centre in client.all("/centres") if centre["area_id"] == district]
    quarters = last_quarters(dt.date.today(), QUARTERS)
    first, last = quarters[0].starts_on, quarters[-2].code
    paths = {
        "overview": "/overview?period=quarter",
        "area": f"/overview?period=quarter&area_id={district}",
        "league": f"/league?period=quarter&at={last}&area_id={district}",
        "comparison": f"/comparison?period=quarter&area_id={district}&from={first}",
        "centre": f"/centres/{inside[0]['id']}/figures?period=quarter",
    }
    if chain.centres == SIZES[-1]:
        paths["comparison-all"] = f"/comparison?period=quarter&from={first}"
        paths["league-all"] = f"/league?period=quarter&at={last}"
    return Asked(chain, client, paths)


def _page(kind: str, page: str, asked: list[Asked]) -> Iterator[Figure]:
    name, having = f"scale.{kind}.{page}", [one for one in asked if page in one.paths]
    taken: defaultdict[int, list[float]] = defaultdict(list)
    before = _cpu(having[-1])
    for _ in range(ASKED + 1):
        for number, one in enumerate(having):
            taken[number] += timed(partial(one.client.get, one.paths[page]), 1)
    medians = [median(some[1:]) * 1000 for some in taken.values()]
    cpu = (_cpu(having[-1]) - before) / (ASKED + 1) * 1000
    p95, remark = (
        percentile(taken[len(having) - 1][1:], 95) * 1000,
        f"median {medians[-1]:.0f}; {cpu:.0f} ms CPU of the server",
    )
    yield Figure(f"{name}.p95", p95, "ms", ASKED, GOALS[kind], remark=remark)
    if len(having) > 1:
        sizes = " / ".join(f"{one.chain.visits}" for one in having)
        remark = " / ".join(f"{one:.0f}" for one in medians) + f" ms, medians at {sizes} visits"
        yield Figure(f"{name}.growth", medians[-1] / medians[0], "times", ASKED, GROWTH, remark=remark)


def _cpu(asked: Asked) -> float:
    """Seconds that all processes of its server have used; of PostgreSQL's, none."""
    return sum(cpu_seconds(pid) for pid in asked.chain.server.pids())


def _approvals(kind: str, asked: list[Asked]) -> Iterator[Figure]:
    """What an approval costs; that the chain's figures have the visit at once, and what the first who asks waits.

    Whatever is kept of the centres is made anew then, on each page that shows it.
    """
    taken: dict[int, list[float]] = {}
    first: defaultdict[str, list[float]] = defaultdict(list)
    for one in (asked[0], asked[-1]):
        waiting = one.client.get(f"/visits?status=submitted&limit={APPROVED}")["items"]
        before, mine = _counted(one.client), taken.setdefault(one.chain.centres, [])
        for visit in waiting:
            mine.append(_approve(one.client, visit))
            for page, path in one.paths.items():
                first[page] += timed(partial(one.client.get, path), 1) if one is asked[-1] else []
        assert _counted(one.client) == before + len(waiting), "an approved visit is in no figure"
    few, many = (median(some) for some in taken.values())
    to = f"the same with {asked[0].chain.visits} visits stored"
    yield Figure(f"scale.{kind}.approval", many * 1000, "ms", APPROVED, "ratio <= 1.5", to, many / few)
    for page, seconds in first.items():
        remark = "the first to ask after an approval"
        yield Figure(f"scale.{kind}.{page}.anew", median(seconds) * 1000, "ms", APPROVED, GOALS[kind], remark=remark)


def _counted(client: Client) -> int:
    """Approved visits of all quarters, as the chain's line of the comparison has them."""
    (chain,) = [
        one for one in client.get("/comparison?period=year&from=2000-01-01")["series"] if one["kind"] == "chain"
    ]
    return sum(value["visits"] for value in chain["values"] if value)


def _approve(client: Client, visit: dict[str, Any]) -> float:
    """Wall seconds of one approval."""
    headers, path = {"If-Match": f'"{visit["row_version"]}"'}, f"/visits/{visit['id']}/approval"
    (seconds,) = timed(lambda: client.call("POST", path, {"privacy_confirmed": True}, headers), 1)
    return seconds
