"""How long after leaving a visit was completed, and what was noted while there. Only the review edition tells it."""

from typing import Any, Final

from backend.reports.spans import span
from backend.reports.visit.facts import VisitFacts
from backend.reports.visit.texts import Reader
from backend.visits.models import VisitNote
from backend.visits.note_schemas import NAMED, STAMPS, STOPWATCH

MINUTE: Final = 60


def on_site_lines(facts: VisitFacts, reader: Reader) -> list[tuple[str, str]]:
    """Pairs of name and value, among the facts of the visit."""
    say = reader.say
    told = [(say["completed"], _completed(facts, reader)), (say["on_site"], _noted(facts, reader))]
    return [(name, value) for name, value in told if value]


def written_lines(facts: VisitFacts, reader: Reader) -> list[dict[str, Any]]:
    """What the auditor wrote down there, as {time, text}. Not the visit's result, and never for a centre."""
    return [{"time": reader.clock(note.at), "text": note.text} for note in facts.notes if note.id not in NAMED]


def _completed(facts: VisitFacts, reader: Reader) -> str:
    after, ahead, say = facts.visit.completed_after_s, facts.visit.clock_ahead_s, reader.say
    said = ""
    if after is not None:
        said = say["completed_before"] if after < 0 else say["completed_after"].format(span=_rough(after, reader))
    if ahead is None or abs(ahead) < MINUTE:
        return said
    clock = say["clock_ahead" if ahead > 0 else "clock_behind"].format(span=_rough(abs(ahead), reader))
    return f"{said}; {clock}" if said else clock


def _rough(seconds: int, reader: Reader) -> str:
    """Seconds matter only where there are no minutes."""
    return span(seconds if seconds < MINUTE else round(seconds / MINUTE) * MINUTE, reader.language)


def _noted(facts: VisitFacts, reader: Reader) -> str:
    """Stamps and stopwatch, in one line; arriving and leaving stand with the day."""
    told = [_words(note, reader) for note in facts.notes if note.id in STAMPS or note.id == STOPWATCH]
    return ", ".join(told)


def _words(note: VisitNote, reader: Reader) -> str:
    if note.id != STOPWATCH:
        return f"{reader.say[note.id]} {reader.clock(note.at)}"
    ran = reader.say["not_stopped"]
    if note.until is not None:
        ran = span(round((note.until - note.at).total_seconds()), reader.language)
    return f"{reader.say[STOPWATCH]} {ran}"
