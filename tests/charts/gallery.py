"""All pictures the tests look at: each kind with few and many, short and long, at every width and in both languages."""

from collections.abc import Callable

from backend.charts import control, distribution, dumbbell, gauge, heat, multiples, profile, ranks, sparkline, trend
from backend.charts.figures import Figure, Limits, Line
from backend.charts.paper import Paper
from tests.charts.link_gallery import LINK_CASES, LINK_EMPTY
from tests.charts.samples import LIMITS, TENS, TOUCHPOINTS, Sample, periods

BREAKS = {3: "sales-visit 2", 4: "sales-visit 3, workshop-visit 2"}
Draw = Callable[[Paper], str]


def _trend(count: int, long: bool, many: int, *, extreme: bool = False) -> Draw:
    sample = Sample(count, long=long, extreme=extreme)
    lines, context = sample.lines(many), Sample(36, long=False, seed=3).lines(many)[:-1] if count == 3 else []
    breaks = {index: name for index, name in BREAKS.items() if index < many}
    return lambda paper: trend.draw(lines, periods(many), paper, context=context, breaks=breaks)


def _alike(paper: Paper) -> str:
    line, *_ = Sample(1, long=False).lines(8)
    beside = [figure and Figure(figure.value - 3) for figure in line.figures]
    return trend.draw([Line(line.name, line.figures, alike=beside)], periods(8), paper, breaks={4: "sales-visit 3"})


def _dumbbell(count: int, long: bool, *, extreme: bool = False) -> Draw:
    rows = Sample(count, long=long, extreme=extreme).rows()
    return lambda paper: dumbbell.draw(rows, ("Q3 26", "Q4 26"), paper)


def _multiples(count: int, long: bool, many: int, *, extreme: bool = False) -> Draw:
    *lines, network = Sample(count, long=long, extreme=extreme).lines(many)
    return lambda paper: multiples.draw(lines, periods(many), paper, network=network)


def _heat(count: int, long: bool, columns: tuple[str, ...], *, extreme: bool = False) -> Draw:
    rows = Sample(count, long=long, extreme=extreme).heat(len(columns))
    return lambda paper: heat.draw(rows, columns, paper)


def _ranks(count: int, long: bool, *, extreme: bool = False) -> Draw:
    rows = Sample(count, long=long, extreme=extreme).ranks()
    return lambda paper: ranks.draw(rows, paper, network=Figure(76.4, 74.0, 78.8, 320))


def _profile(count: int, long: bool, *, extreme: bool = False) -> Draw:
    sample = Sample(count, long=long, extreme=extreme)
    return lambda paper: profile.draw(sample.beside(), (sample.names[0], "All centres"), paper)


def _bins(count: int, long: bool, *, extreme: bool = False) -> Draw:
    bins = Sample(count, long=long, extreme=extreme).bins()
    return lambda paper: distribution.draw(bins, paper)


def _control(count: int, limits: Limits | None, *, extreme: bool = False) -> Draw:
    points = Sample(1, long=False, extreme=extreme).readings(count)
    return lambda paper: control.draw(points, limits, paper)


def _spark(paper: Paper) -> str:
    return sparkline.draw(Sample(1, long=False).lines(8)[0], periods(8), Paper(paper.width / 4, paper.language))


def _minutes(paper: Paper) -> str:
    rows = [row for row in Sample(6, long=False).rows() if row.after]
    return dumbbell.draw(rows, ("Q3 26", "Q4 26"), Paper(paper.width, paper.language, "minutes"))


EMPTY: dict[str, Draw] = {
    **LINK_EMPTY,
    "trend-empty": lambda paper: trend.draw([], [], paper),
    "dumbbell-empty": lambda paper: dumbbell.draw([], ("Q3 26", "Q4 26"), paper),
    "multiples-empty": lambda paper: multiples.draw([], [], paper),
    "heat-empty": lambda paper: heat.draw([], [], paper),
    "ranks-empty": lambda paper: ranks.draw([], paper),
    "profile-empty": lambda paper: profile.draw([], ("Leeds", "All centres"), paper),
    "distribution-empty": lambda paper: distribution.draw([], paper),
    "control-empty": lambda paper: control.draw([], None, paper),
}
CASES: dict[str, Draw] = {
    "trend-2": _trend(2, False, 8),
    "trend-3-context": _trend(3, False, 8),
    "trend-2-long": _trend(2, True, 20),
    "trend-8": _trend(8, False, 8),
    "trend-8-long": _trend(8, True, 20),
    "trend-one-period": _trend(2, False, 1),
    "trend-extreme": _trend(5, True, 2, extreme=True),
    "trend-alike": _alike,
    "dumbbell-2": _dumbbell(2, False),
    "dumbbell-7": _dumbbell(7, False),
    "dumbbell-60-long": _dumbbell(60, True),
    "dumbbell-extreme": _dumbbell(5, True, extreme=True),
    "dumbbell-minutes": _minutes,
    "multiples-2": _multiples(2, False, 8),
    "multiples-7": _multiples(7, False, 8),
    "multiples-60-long": _multiples(60, True, 20),
    "multiples-one-period": _multiples(2, True, 1, extreme=True),
    "heat-7": _heat(7, False, TOUCHPOINTS[:6]),
    "heat-2-many-columns": _heat(2, False, TOUCHPOINTS + TOUCHPOINTS),
    "heat-60-long": _heat(60, True, TOUCHPOINTS),
    "heat-long-columns": _heat(5, True, tuple(Sample(5, long=True).names)),
    "heat-extreme": _heat(5, True, TOUCHPOINTS[:8], extreme=True),
    "ranks-2": _ranks(2, False),
    "ranks-9": _ranks(9, False),
    "ranks-60-long": _ranks(60, True),
    "ranks-extreme": _ranks(5, True, extreme=True),
    "profile-2": _profile(2, False),
    "profile-8": _profile(8, False),
    "profile-60-long": _profile(60, True),
    "profile-extreme": _profile(5, True, extreme=True),
    "distribution-tens": lambda paper: distribution.draw(TENS, paper),
    "distribution-2": _bins(2, False),
    "distribution-60-long": _bins(60, True),
    "distribution-extreme": _bins(5, True, extreme=True),
    "control-24": _control(24, LIMITS),
    "control-200": _control(200, LIMITS),
    "control-1": _control(1, None),
    "control-extreme": _control(30, Limits(50, -20, 120), extreme=True),
    "sparkline": _spark,
    "gauge": lambda paper: gauge.draw(74.6, [60, 75, 90], says="Score", size=paper.width / 2, language=paper.language),
    **LINK_CASES,
    **EMPTY,
}
