"""The individuals chart against a worked example, and what makes a signal."""

import pytest

from backend.domain.statistics.control import control_chart

# Montgomery, Introduction to Statistical Quality Control, example 6.5: viscosity of aircraft primer paint.
VISCOSITY = [33.75, 33.05, 34.00, 33.81, 33.46, 34.02, 33.68, 33.27, 33.49, 33.20, 33.62, 33.00, 33.54, 33.12, 33.84]


def test_the_worked_example_of_the_textbook() -> None:
    chart = control_chart(VISCOSITY)
    assert chart is not None
    assert chart.centre_line == pytest.approx(33.523, abs=5e-4)
    # Mean moving range 0.48: the book prints 34.80 and 32.24.
    assert (chart.upper, chart.lower) == (pytest.approx(34.80, abs=6e-3), pytest.approx(32.24, abs=6e-3))
    assert chart.signals == [None] * 15


def test_limits_by_hand() -> None:
    chart = control_chart([70, 74, 70, 74, 70, 74, 70, 74])
    assert chart is not None
    assert chart.centre_line == 72
    assert (chart.lower, chart.upper) == (pytest.approx(72 - 2.66 * 4), pytest.approx(72 + 2.66 * 4))


def test_a_value_beyond_a_limit_is_a_signal() -> None:
    values = [66, 76, 66, 76, 66, 76, 66, 76, 66, 20, 66, 76, 66, 76]
    chart = control_chart(values)
    assert chart is not None
    assert [place for place, signal in enumerate(chart.signals) if signal] == [9]
    assert chart.signals[9] == "beyond"


def test_eight_on_one_side_are_a_run_and_seven_are_none() -> None:
    low, high = [60.0, 62.0] * 4, [70.0, 72.0] * 4
    chart = control_chart([*low, *high])
    assert chart is not None
    assert chart.signals == ["run"] * 16
    seven = control_chart([*low[:7], *high[:7]])
    assert seven is not None
    assert "run" not in seven.signals


def test_a_value_on_the_line_ends_a_run() -> None:
    values = [60.0, 62.0] * 2 + [66.0] + [60.0, 62.0] * 2 + [70.0, 72.0] * 4
    values[4] = sum(values[:4] + values[5:]) / 16
    chart = control_chart(values)
    assert chart is not None
    assert chart.centre_line == pytest.approx(values[4])
    assert "run" not in chart.signals[:9]


@pytest.mark.parametrize("values", [[], [70.0] * 7, [70, 71, 72, 73, 74, 75, 76], [70.0] * 20])
def test_too_few_or_no_spread_is_no_chart(values: list[float]) -> None:
    assert control_chart(values) is None
