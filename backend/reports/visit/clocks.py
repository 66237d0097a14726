"""What an observation clock showed: how long after its start somebody was in touch, or that nobody was."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from backend.domain.entries import entry_of, key_of
from backend.reports.spans import span
from backend.reports.visit.texts import Reader


def clock_text(reader: Reader, clock: Mapping[str, Any], answer: Any, started: dt.datetime | None) -> str:
    """A centre is told how long it took, and not from which minute on."""
    say, language = reader.say, reader.language
    if answer.state == "no_contact":
        return say["no_contact_within"].format(span=span(clock["closes"], language, within=True))
    if reader.coarse or started is None:
        return span(answer.value, language)
    start = reader.short_moment(started)
    if answer.value == 0:
        return say["not_after"].format(start=start)
    return say["after"].format(span=span(answer.value, language), start=start)


def started_at(clock: Mapping[str, Any], key: str, answers: Mapping[str, Any]) -> dt.datetime | None:
    """When the clock of this key began: at the moment given in the same entry, or outside the repeated section."""
    entry = entry_of(key)
    names = [clock["start"]] if entry is None else [key_of(clock["start"], entry), clock["start"]]
    found = next((answers[name] for name in names if name in answers), None)
    return None if found is None or found.value is None else dt.datetime.fromisoformat(found.value)
