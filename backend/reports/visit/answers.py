"""What was answered to one question, in words; and answers that stand by themselves, because nothing asks for them."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from backend.reports.visit.clocks import clock_text, started_at
from backend.reports.visit.entries import Names
from backend.reports.visit.facts import VisitFacts
from backend.reports.visit.texts import Reader, answer_text, place_text


def answer_words(facts: VisitFacts, reader: Reader, question: Mapping[str, Any], key: str, photos: int) -> str:
    """The answer under this key; `photos` is how many belong to it."""
    say, answer = reader.say, facts.answers.get(key)
    if answer is not None and answer.state in ("not_applicable", "not_observed"):
        return say[answer.state]
    if question["type"] in ("photo", "signature"):
        return answer_text(reader, question, None, photos) if photos or key in facts.signed else say["unanswered"]
    if answer is None or (answer.value is None and answer.state != "no_contact"):
        return say["unanswered"]
    if clock := question.get("clock"):
        return clock_text(reader, clock, answer, started_at(clock, key, facts.answers))
    if question["type"] == "timestamp":
        return _time(facts, reader, dt.datetime.fromisoformat(answer.value))
    return answer_text(reader, question, answer.value, photos)


def _time(facts: VisitFacts, reader: Reader, moment: dt.datetime) -> str:
    """A journey lasts days: what was on another day than the visit says its day."""
    same_day = moment.astimezone(reader.zone).date() == facts.visit.visited_on
    return reader.clock(moment) if same_day else reader.short_moment(moment)


def show_left_behind(facts: VisitFacts, reader: Reader, names: Names) -> list[dict[str, str]]:
    """Answers whose question is not in the visit's version: no answer is lost, whatever became of its question."""
    return show_answers([key for key in facts.answers if names.question(key) is None], facts, reader, names)


def show_set_aside(facts: VisitFacts, reader: Reader, names: Names) -> list[dict[str, str]]:
    """Answers that did not apply in the end: a later answer hid their question, or their entry was taken out."""
    asked = {score["id"] for score in facts.card["questions"] if score["state"] != "hidden"}
    aside = [key for key in facts.answers if key not in asked and names.question(key) is not None]
    return show_answers(aside, facts, reader, names)


def show_answers(keys: Iterable[str], facts: VisitFacts, reader: Reader, names: Names) -> list[dict[str, str]]:
    """Single answers, with the wording of their question or with its id where no wording is known.

    What an auditor took back about somebody is no word to the centre.
    """
    photos = Counter(photo.question_id for photo in facts.photos)
    shown = []
    for key in sorted(keys, key=names.place):
        if reader.coarse and names.is_taken_out(key):
            continue
        answer, question = facts.answers[key], names.question(key)
        if question is not None:
            text = ": ".join(part for part in (names.entry(key), reader.text(question["text"])) if part)
            said = answer_words(facts, reader, question, key, photos[key])
        else:
            text, said = key, _unknown(answer, reader)
        shown.append({"text": text, "answer": said, "comment": answer.comment or ""})
    return shown


def _unknown(answer: Any, reader: Reader) -> str:
    """Of an unknown kind it may be a time or a place, which a centre is not told."""
    if answer.state != "answered":
        return reader.say[answer.state]
    value = answer.value
    if reader.coarse:
        return "–"
    if isinstance(value, Mapping):
        return place_text(reader, value)
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)
