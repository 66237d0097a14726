"""A checklist becomes a form to fill by hand: questions in their order, boxes for options, lines for the rest."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any, Final

from backend.checklists.interchange.exporting import Found
from backend.domain.problems import Invalid
from backend.kernel.pdf import Pdf, Style, render_pdf
from backend.reports.blank_form.rules import Rules
from backend.reports.blank_form.words import words_in
from backend.reports.printable import FONTS, printable
from backend.reports.spans import DAY, HOUR, span

HERE: Final = Path(__file__).parent
# So many times a repeated section is printed; for more people there are more copies.
ROOM: Final = 3
LINES: Final[Mapping[str, int]] = {"text": 1, "number": 1, "timestamp": 1, "place": 1, "duration": 1}
Question = Mapping[str, Any]


def print_form(found: Found, language: str | None) -> bytes:
    """The PDF, in a language of the checklist."""
    return make_form(found, language).data


def make_form(found: Found, language: str | None) -> Pdf:
    html = printable(_template().render(context_of(found, language)))
    return render_pdf(html, Style((HERE / "style.css",), FONTS), {})


def context_of(found: Found, language: str | None) -> dict[str, Any]:
    """All the template shows, as plain data."""
    definition = found.definition
    language = language or definition["language"]
    if language not in definition["languages"]:
        known = ", ".join(definition["languages"])
        raise Invalid("checklist.no_such_language", f"The checklist is not written in “{language}”, only in: {known}.")
    words = words_in(language)
    rules = Rules(definition, language, words)
    return {
        "language": language,
        "words": words,
        "title": definition["title"][language],
        "description": (definition["description"] or {}).get(language),
        "version": words["version"].format(n=found.number) if found.number else words["draft"],
        "content_hash": found.content_hash,
        "sections": [
            _section(place, section, language, words, rules)
            for place, section in enumerate(definition["sections"], start=1)
        ],
    }


def _section(
    place: int, section: Mapping[str, Any], language: str, words: Mapping[str, str], rules: Rules
) -> dict[str, Any]:
    questions = [_Shown(question, language, words, rules).context() for question in section["questions"]]
    repeat = section.get("repeat")
    return {
        "number": place,
        "title": section["title"][language],
        "intro": (section["intro"] or {}).get(language),
        "only_if": rules.only_if(section["visible_if"]),
        "repeat": _how_often(repeat, language, words) if repeat else None,
        "groups": [
            {"heading": heading, "questions": questions, "again": number > 0}
            for number, heading in enumerate(_entries(repeat, language) if repeat else [""])
        ],
    }


def _entries(repeat: Mapping[str, Any], language: str) -> list[str]:
    return [f"{repeat['label'][language]} {number}" for number in range(1, min(ROOM, repeat["max"]) + 1)]


def _how_often(repeat: Mapping[str, Any], language: str, words: Mapping[str, str]) -> str:
    said = words["repeat"].format(label=repeat["label"][language], low=repeat["min"], high=repeat["max"])
    return said + (words["copies"] if repeat["max"] > ROOM else "")


class _Shown:
    """One question on paper."""

    def __init__(self, question: Question, language: str, words: Mapping[str, str], rules: Rules) -> None:
        self.question, self.language, self.words, self.rules = question, language, words, rules

    def context(self) -> dict[str, Any]:
        question = self.question
        return {
            "number": self.rules.numbers[question["id"]],
            "type": question["type"],
            "text": question["text"][self.language],
            "required": question["required"],
            **{key: self._text(question[key]) for key in ("guidance", "good", "poor")},
            "only_if": self.rules.only_if(question["visible_if"]),
            "boxes": self._boxes(),
            "several": question["type"] == "multiple_choice",
            "excuses": self._excuses(),
            "clock": self._clock(),
            "field": self._field(),
            "lines": 4 if question.get("multiline") else LINES.get(question["type"], 0),
            "comment": self._comment(),
            "photo": self._photo(),
        }

    def _text(self, text: Mapping[str, str] | None) -> str | None:
        return text[self.language] if text else None

    def _boxes(self) -> list[str]:
        question = self.question
        if question["type"] == "scale":
            scale = question["scale"]
            labels = {step: text[self.language] for step, text in scale["labels"].items()}
            steps = [str(step) for step in range(scale["min"], scale["max"] + 1)]
            return [f"{step}  {labels[step]}" if step in labels else step for step in steps]
        return [
            self.words["alone"].format(option=option["label"][self.language])
            if option.get("exclusive")
            else option["label"][self.language]
            for option in question.get("options", ())
        ]

    def _excuses(self) -> list[str]:
        offered = (("not_applicable", "allow_na"), ("not_observed", "allow_not_observed"))
        excuses = [self.words[key] for key, allowed in offered if self.question[allowed]]
        if clock := self.question.get("clock"):
            window = span(clock["closes"], self.language, within=True)
            excuses.append(self.words["no_contact"].format(span=window))
        return excuses

    def _clock(self) -> str | None:
        """From when to when it runs, and what stops it."""
        clock, words = self.question.get("clock"), self.words
        if clock is None:
            return None
        opens, closes = (span(clock[end], self.language, within=True) for end in ("opens", "closes"))
        window = (
            words["window"].format(opens=opens, closes=closes)
            if clock["opens"]
            else words["until"].format(closes=closes)
        )
        start = self.rules.numbers[clock["start"]]
        return words["clock"].format(start=start, window=window, stops=words[f"stops_{clock['contact']}"])

    def _field(self) -> str | None:
        """What stands beside the line: the unit with its limits, or what is asked for."""
        question, words = self.question, self.words
        kind = question["type"]
        if kind == "number":
            unit = (self._text(question["unit"]) or "").rpartition("|")[2]
            return f"{unit} ({limits})".strip() if (limits := self._limits()) else unit
        if kind == "duration":
            return words[self._units()].format(gap="\u2002" * 8)
        return {"timestamp": words["moment"], "place": words["place"], "signature": words["signature"]}.get(kind)

    def _units(self) -> str:
        """Nobody counts the seconds of days."""
        closes = self.question["clock"]["closes"] if "clock" in self.question else 0
        return "days" if closes > DAY else "hours" if closes > HOUR else "duration"

    def _limits(self) -> str:
        low, high = self.question["min"], self.question["max"]
        if low is not None and high is not None:
            return self.words["range"].format(low=low, high=high)
        if low is not None:
            return self.words["at_least"].format(n=low)
        return self.words["at_most"].format(n=high) if high is not None else ""

    def _comment(self) -> str | None:
        when = self.question["comment"]["when"]
        if not when:
            return None
        if when == "always":
            return self.words["comment"]
        return self.words["comment_if"].format(rule=self.rules.own(when, self.question))

    def _photo(self) -> str | None:
        photo = self.question["photo"]
        if self.question["type"] == "signature" or not photo["min"]:
            return None
        low, high = photo["min"], photo["max"]
        count = str(low) if low == high else self.words["range"].format(low=low, high=high)
        if photo["when"]:
            return self.words["photo_if"].format(rule=self.rules.own(photo["when"], self.question), n=count)
        return self.words["photo"].format(n=count)


@cache
def _template() -> Any:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    environment = Environment(
        loader=FileSystemLoader(HERE), autoescape=True, undefined=StrictUndefined, trim_blocks=True
    )
    return environment.get_template("template.html")
