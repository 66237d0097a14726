"""A centre or an area as a picture: its touchpoints beside the chain's."""

from collections.abc import Sequence
from typing import Protocol

from backend.charts import profile
from backend.charts.figures import Beside
from backend.charts.paper import Paper
from backend.insights.comparison import Value
from backend.insights.drawing import figure_of


class Step(Protocol):
    """A touchpoint here and over the chain, as the pages of places tell it."""

    @property
    def name(self) -> str: ...
    @property
    def figure(self) -> Value | None: ...
    @property
    def chain(self) -> Value | None: ...


def draw_profile(steps: Sequence[Step], names: tuple[str, str], width: float, language: str) -> str:
    """In the customer's order; `names` are those of the place and of the chain."""
    return profile.draw(profile_rows(steps), names, Paper(width, language))


def profile_rows(steps: Sequence[Step]) -> list[Beside]:
    """Whether a place differs from the chain is not tested: the intervals are shown, and no difference is bold."""
    return [Beside(step.name, figure_of(step.figure), figure_of(step.chain)) for step in steps]
