"""What is given before the first visit: the chain, its programme, what is true of it, and how its centres differ."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from backend.demo.chain import Chain
from backend.demo.chance import Chance
from backend.demo.editions import Editions
from backend.demo.model import Latent
from backend.demo.names import TEAMS, TOUCHPOINTS
from backend.demo.quarters import Quarter
from backend.demo.scenarios import Plan

# What is usually harder or easier, in percent; and how much centres differ in that.
USUAL: Final = {"arrival": 6.0, "greeting": 3.0, "needs": -3.0, "offer": -2.0, "follow_up": -5.0, "call_back": -5.0}
HABIT_SD: Final = 3.0


@dataclass(frozen=True)
class World:
    """It stands at `moment`. `habits`: of each centre in order, what its sections are better or worse by."""

    seed: int
    moment: dt.datetime
    quarters: Sequence[Quarter]
    chain: Chain
    plan: Plan
    latent: Latent
    editions: Editions
    habits: Sequence[Mapping[str, float]]

    def sections_of(self, row: int, column: int, sections: Sequence[Mapping[str, Any]]) -> dict[str, float]:
        """What each section is better or worse by: the centre's habit, and the team that delivers its touchpoint."""
        apart = dict(zip(TEAMS, self.latent.apart[row, :, column], strict=True))
        teams = {code: team for code, _, _, team in TOUCHPOINTS}
        habits = self.habits[row]
        return {
            one["id"]: habits[one["id"]] + float(apart.get(teams.get(one["touchpoint"] or "", ""), 0.0))
            for one in sections
        }


def draw_habits(chance: Chance, chain: Chain, editions: Editions) -> list[dict[str, float]]:
    return [
        {section: USUAL.get(section, 0.0) + chance.noise(HABIT_SD) for section in editions.sections()}
        for _ in chain.places
    ]
