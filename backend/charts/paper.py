"""How a chart is told: how wide, in which language, in which unit, under which title."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from backend.charts.letters import number
from backend.charts.scale import Scale, scale_of
from backend.charts.words import words

NARROW = 480


@dataclass(frozen=True)
class Paper:
    """`unit`: percent (a score of 100), share (of visits, told in percent) or minutes (less is better)."""

    width: float = 640
    language: str = "en"
    unit: str = "percent"
    title: str = ""

    @property
    def say(self) -> Mapping[str, str]:
        return words(self.language)

    @property
    def narrow(self) -> bool:
        return self.width <= NARROW

    @property
    def less_is_better(self) -> bool:
        return self.unit == "minutes"

    def number(self, value: float, *, sign: bool = False) -> str:
        """As it stands in a picture: without its unit."""
        return number(value, self.language, sign=sign)

    def told(self, value: float) -> str:
        """As it is read out and stands in a table: with its unit, where it is not a score."""
        return self.number(value) + {"share": "\u00a0%", "minutes": "\u00a0min"}.get(self.unit, "")

    def scale(self, values: Iterable[float], ends: Iterable[float] = ()) -> Scale:
        return scale_of(values, ends, self.unit)

    def summary(self, sentences: Sequence[str], most: int = 12) -> str:
        """A description in words: all there is to say, or its two ends where that would be endless."""
        if len(sentences) <= most:
            return ". ".join(sentences)
        between = self.say["between"].format(n=len(sentences) - 6)
        return ". ".join([*sentences[:3], between, *sentences[-3:]])


PLAIN, WHOLE = Paper(), slice(None)
