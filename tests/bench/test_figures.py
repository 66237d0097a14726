"""A figure says of itself whether its goal holds; nobody reads a missing one as a good one."""

import json

import pytest

from tests.bench.figures import Figure, percentile, table


@pytest.mark.parametrize(
    ("goal", "holds"),
    [("", None), ("<= 40", True), ("<= 39.9", False), (">= 40", True), ("ratio <= 1.25", False), ("ratio <= 2", True)],
)
def test_goals_speak_of_the_value_or_of_the_ratio(goal: str, holds: bool | None):
    assert Figure("x", 40, "ms", 9, goal, "floor", 1.5).holds is holds


def test_what_could_not_be_measured_does_not_hold_its_goal():
    missing = Figure("peer", None, "kB gz", 0, "<= 60", remark="the registry is away")
    assert missing.holds is False
    assert json.loads(missing.as_json())["value"] is None
    assert [line.split()[:2] for line in table([missing]).splitlines()[1:]] == [["peer", "–"]]


def test_percentile_is_a_value_that_was_measured():
    assert [percentile([30, 10, 20], percent) for percent in (0, 50, 95, 100)] == [10, 20, 30, 30]
