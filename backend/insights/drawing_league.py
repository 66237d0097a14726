"""A league as a picture: dots in its order, each with its range of places."""

from collections.abc import Sequence
from typing import Protocol

from backend.charts import ranks
from backend.charts.figures import Rank
from backend.charts.paper import Paper
from backend.domain.statistics.ranks import Places
from backend.http.paging import PAGE
from backend.insights.comparison import Value
from backend.insights.drawing import figure_of

# As many as a page of the table: the picture's twin.
MOST = PAGE


class Placed(Protocol):
    """A centre of a league; without a rank it has too few visits for a place."""

    @property
    def name(self) -> str: ...
    @property
    def figure(self) -> Value | None: ...
    @property
    def rank(self) -> Places | None: ...


def draw_ranks(rows: Sequence[Placed], chain: Value | None, paper: Paper) -> str:
    """The first page in the order of the league; `chain` is the figure of all centres, a dotted rule."""
    return ranks.draw(rank_rows(rows), paper, network=figure_of(chain), part=slice(MOST))


def rank_rows(rows: Sequence[Placed]) -> list[Rank]:
    """Centres without a figure are in no league."""
    found = [(row.name, figure_of(row.figure), row.rank) for row in rows]
    return [
        Rank(name, figure, rank.low if rank else None, rank.high if rank else None)
        for name, figure, rank in found
        if figure is not None
    ]
