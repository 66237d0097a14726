"""What the chain would import: staff surveys by team and dimension, and revenue growth by centre and quarter."""

import datetime as dt
import math
import uuid
from collections.abc import Sequence
from typing import Final

import numpy as np

from backend.demo.chain import Chain, Place
from backend.demo.chance import Chance
from backend.demo.model import LAG, Latent
from backend.demo.names import TEAMS
from backend.demo.quarters import Quarter
from backend.demo.rows import Rows
from backend.engagement.models import EngagementFigure, EngagementWave, ResultFigure

# How far a dimension usually lies from a centre's engagement, on 0 to 100.
DIMENSIONS: Final = {
    "purpose": 4.0,
    "tools": -3.0,
    "voice": -5.0,
    "recognition": -4.0,
    "leader_support": 1.0,
    "learning": -1.0,
    "next_person": -2.0,
    "pride": 6.0,
    "recommend": 3.0,
}
ANSWER_SD: Final = 18.0
LOW, HIGH = 1.0, 5.0
SOURCE: Final = "Simulated staff survey"


def surveyed_quarters(quarters: Sequence[Quarter], today: dt.date) -> list[tuple[int, Quarter]]:
    """With their columns in the model. They start two quarters before the first visits, so that the delayed link has
    something to look at."""
    wanted = enumerate(quarters[0].plus(step) for step in range(-LAG, len(quarters)))
    return [(column, quarter) for column, quarter in wanted if _closed_on(quarter) <= today]


def make_survey(rows: Rows, chance: Chance, chain: Chain, latent: Latent, quarter: Quarter, column: int) -> None:
    """One wave and what every centre answered."""
    wave_id = _add_wave(rows, chance, quarter, _closed_on(quarter))
    for row, place in enumerate(chain.places):
        _add_survey(rows, chance, wave_id, place, float(latent.engagement[row, column]))


def make_results(rows: Rows, chance: Chance, chain: Chain, latent: Latent, quarters: Sequence[Quarter]) -> None:
    for column, quarter in enumerate(quarters[:-1]):
        for row, place in enumerate(chain.places):
            _add_growth(rows, chance, place, quarter, float(latent.growth[row, column]))


def _closed_on(quarter: Quarter) -> dt.date:
    return quarter.starts_on + dt.timedelta(days=40)


def _add_wave(rows: Rows, chance: Chance, quarter: Quarter, closed_on: dt.date) -> uuid.UUID:
    opened_on = closed_on - dt.timedelta(days=14)
    key = chance.id_at(dt.datetime.combine(opened_on, dt.time(), dt.UTC))
    rows.add(EngagementWave, id=key, code=f"survey-{quarter.code}", opened_on=opened_on, closed_on=closed_on)
    return key


def _add_survey(rows: Rows, chance: Chance, wave_id: uuid.UUID, place: Place, engagement: float) -> None:
    """A team of five to about fifteen answers for each dimension; the whole centre is all of them together."""
    teams = {code: 5 + int(chance.rng.poisson(5)) for code in TEAMS}
    absent = {code: int(chance.rng.poisson(2)) for code in TEAMS}
    mood = {code: chance.noise(2) for code in TEAMS}
    for dimension, usual in DIMENSIONS.items():
        samples = {
            code: chance.rng.normal(engagement + usual + mood[code], ANSWER_SD, n).clip(0, 100)
            for code, n in teams.items()
        }
        for code, n in teams.items():
            _add_figure(rows, chance, wave_id, place, code, dimension, samples[code], n + absent[code])
        everybody = np.concatenate(list(samples.values()))
        invited = sum(teams.values()) + sum(absent.values())
        _add_figure(rows, chance, wave_id, place, "", dimension, everybody, invited)


def _add_figure(
    rows: Rows,
    chance: Chance,
    wave_id: uuid.UUID,
    place: Place,
    team: str,
    dimension: str,
    answers: "np.typing.NDArray[np.float64]",
    invited: int,
) -> None:
    step = (HIGH - LOW) / 100
    n = len(answers)
    largest_sd = (HIGH - LOW) / 2 * math.sqrt(n / (n - 1))
    rows.add(
        EngagementFigure,
        id=chance.id_at(dt.datetime(2020, 1, 1, tzinfo=dt.UTC)),
        wave_id=wave_id,
        centre_id=place.id,
        team_code=team,
        dimension_code=dimension,
        scale_min=LOW,
        scale_max=HIGH,
        mean=round(LOW + step * float(answers.mean()), 3),
        sd=round(min(step * float(answers.std(ddof=1)), largest_sd), 3),
        n=n,
        invited=invited,
        source=SOURCE,
    )


def _add_growth(rows: Rows, chance: Chance, place: Place, quarter: Quarter, growth: float) -> None:
    rows.add(
        ResultFigure,
        id=chance.id_at(dt.datetime.combine(quarter.ends_on, dt.time(), dt.UTC)),
        centre_id=place.id,
        measure="revenue_growth_pct",
        period=quarter.code,
        value=round(growth, 2),
    )
