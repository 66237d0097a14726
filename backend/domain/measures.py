"""What can be compared, by its code: `overall`, `touchpoint:greeting`, `question:sales-visit/offered`."""

import re
from dataclasses import dataclass
from typing import Final

WHOLE: Final = ("overall", "delight", "compliance")
OF_A_CODE: Final = ("touchpoint", "team")
OF_A_CHECKLIST: Final = ("section", "question", "duration")
# What the tallies hold besides, for the trend on questions that kept their meaning.
ALIKE: Final = "alike"
PATTERN: Final = (
    r"^(overall|delight|compliance|(touchpoint|team):[A-Za-z0-9_.-]{1,80}"
    r"|(section|question|duration):[a-z0-9-]{1,80}/[A-Za-z0-9_.-]{1,80})$"
)


@dataclass(frozen=True)
class Measure:
    """A measure taken apart; `checklist` (a slug) only where it belongs to one."""

    code: str
    kind: str
    checklist: str | None = None
    name: str | None = None

    @property
    def unit(self) -> str:
        """Compliance is the share of visits that meet every must-do; shares are told in percent too."""
        return {"duration": "minutes", "compliance": "share"}.get(self.kind, "percent")

    @property
    def column(self) -> str:
        """Which part of a tally row holds it."""
        return "questions" if self.kind in ("question", "duration") else "headline"


def parse_measure(code: str) -> Measure:
    """Raises ValueError for what is no code."""
    if code == ALIKE:
        return Measure(ALIKE, ALIKE)
    if re.match(PATTERN, code) is None:
        raise ValueError(code)
    kind, _, rest = code.partition(":")
    if kind in WHOLE:
        return Measure(code, kind)
    checklist, slash, name = rest.partition("/")
    return Measure(code, kind, checklist, name) if slash else Measure(code, kind, None, rest)


def code_of(kind: str, checklist: str, name: str) -> str:
    return f"{kind}:{checklist}/{name}"


def is_own(code: str) -> bool:
    """Whether it belongs to one checklist: all that an internal audit says something about."""
    return code.partition(":")[0] in OF_A_CHECKLIST
