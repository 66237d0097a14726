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
from backend.engagement.published import WHOLE

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
# How people of a team differ, and one person's answers from each other.
PERSON_SD: Final = 14.0
ANSWER_SD: Final = 12.0
# Who answers: the least of a team, and how many more on average. Small teams are there to be protected.
SIZES: Final = {"reception": (5, 4.0), "sales": (8, 5.0), "service": (8, 5.0), "parts": (3, 3.0)}
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
        _add_survey(rows, chance, wave_id, place, latent.teams[row, :, column])


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


def _add_survey(
    rows: Rows, chance: Chance, wave_id: uuid.UUID, place: Place, engagement: "np.typing.NDArray[np.float64]"
) -> None:
    """Each team's answers by dimension and as a whole (each person's mean); the centre is all of them together."""
    samples, absent = {}, {}
    for code, level in zip(TEAMS, engagement, strict=True):
        least, usual = SIZES[code]
        samples[code] = _answers(chance, float(level), least + int(chance.rng.poisson(usual)))
        absent[code] = int(chance.rng.poisson(2))
    samples[""] = np.concatenate(list(samples.values()))
    absent[""] = sum(absent.values())
    for team, answers in samples.items():
        for column, dimension in enumerate((*DIMENSIONS, WHOLE)):
            _add_figure(rows, chance, wave_id, place, team, dimension, answers[:, column], len(answers) + absent[team])


def _answers(chance: Chance, level: float, people: int) -> "np.typing.NDArray[np.float64]":
    """One row a person: an answer for each dimension, and their mean. 0 to 100, bounded without moving the mean."""
    persons = _around(chance, np.full(people, level), PERSON_SD)
    usual = np.array(list(DIMENSIONS.values()))
    answers = _around(chance, persons[:, None] + usual - usual.mean(), ANSWER_SD)
    return np.column_stack([answers, answers.mean(axis=1)])


def _around(chance: Chance, means: "np.typing.NDArray[np.float64]", sd: float) -> "np.typing.NDArray[np.float64]":
    """Beta draws with these means; their sd is `sd` where the mean is 70."""
    firmness = 70 * 30 / sd**2 - 1
    share = (means / 100).clip(0.02, 0.98)
    return chance.rng.beta(share * firmness, (1 - share) * firmness) * 100


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
    largest_sd = (HIGH - LOW) / 2 * math.sqrt(n / (n - 1)) if n > 1 else 0.0
    sd = min(step * float(answers.std(ddof=1)), largest_sd) if n > 1 else None
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
        sd=None if sd is None else round(sd, 3),
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
