"""A league drawn from its rows: its order, its places, nobody without a figure."""

from dataclasses import dataclass

from backend.charts.figures import Figure, Rank
from backend.charts.paper import Paper
from backend.domain.statistics.ranks import Places
from backend.insights.comparison import Value
from backend.insights.drawing_league import draw_ranks, rank_rows


@dataclass(frozen=True)
class Row:
    name: str
    figure: Value | None
    rank: Places | None


def value(mean: float, visits: int) -> Value:
    return Value("2026-Q4", mean, mean - 5, mean + 5, visits, 0, visits < 4, [])


ROWS = [Row("Leeds", value(80, 9), Places(1, 2)), Row("York", value(70, 2), None), Row("Hull", None, None)]


def test_rows_keep_their_order_and_their_places() -> None:
    assert rank_rows(ROWS) == [
        Rank("Leeds", Figure(80, 75, 85, 9), 1, 2),
        Rank("York", Figure(70, 65, 75, 2, low_base=True)),
    ]


def test_a_long_league_says_what_it_shows() -> None:
    svg = draw_ranks([Row(f"C{n}", value(50, 5), Places(1, 120)) for n in range(120)], None, Paper())
    assert "Rows 1 to 50 of 120" in svg and "C49" in svg and "C50" not in svg


def test_the_chain_is_a_rule_in_the_picture() -> None:
    svg = draw_ranks(ROWS, value(75.4, 11), Paper(358))
    assert "chain 75.4" in svg and "1–2" in svg and "Hull" not in svg
