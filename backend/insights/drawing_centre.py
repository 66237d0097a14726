"""What is behind one number as pictures: visit after visit of a centre, and how values lie."""

import datetime as dt

from backend.charts import control, distribution
from backend.charts.figures import Bin, Limits, Reading
from backend.charts.paper import Paper
from backend.insights.control_chart import CentreChart
from backend.insights.drill import DrillDown
from backend.insights.periods import MONTH_NAMES


def draw_control(found: CentreChart, width: float, language: str) -> str:
    """The visits in order of time with what they usually vary between."""
    return control.draw(readings_of(found, language), limits_of(found), Paper(width, language, found.unit))


def draw_distribution(found: DrillDown, width: float, language: str) -> str:
    """How many visits (of a question: answers) lie in each class."""
    bins = [Bin(one.label, one.count, one.share) for one in found.distribution]
    return distribution.draw(bins, Paper(width, language, found.unit))


def readings_of(found: CentreChart, language: str) -> list[Reading]:
    return [Reading(_day(point.visited_on, language), point.value, point.signal) for point in found.points]


def limits_of(found: CentreChart) -> Limits | None:
    if found.centre_line is None or found.lower is None or found.upper is None:
        return None
    return Limits(found.centre_line, found.lower, found.upper)


def _day(day: dt.date, language: str) -> str:
    month = MONTH_NAMES.get(language, MONTH_NAMES["en"])[day.month - 1]
    return f"{day.day}{'.' if language == 'de' else ''} {month} {day.year % 100:02}"
