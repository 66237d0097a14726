"""A reader over loaded YAML that remembers where it is and collects every error instead of stopping at the first."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from backend.domain.exact import has_decimals_at_most, is_number, is_whole, plain
from backend.domain.problems import FieldError

MISSING: Final = object()
LARGEST: Final = 1_000_000
Text = dict[str, str]
# What a word of the language is called where it is missing or not written as it must be.
STRINGS: Final[Mapping[str, str]] = {
    "id": "an id of small letters, digits and “_”",
    "slug": "a short name of small letters, digits and single hyphens",
    "option_id": "an id of small letters, digits, “_” and “-”",
    "language": "a language such as “en” or “de-AT”",
    "touchpoint": "the code of a touchpoint",
    "team": "the code of a team",
}


@dataclass
class Log:
    """What one run over a checklist knows: its languages, the lines of its paths, and the errors found so far.

    `repeated` holds the questions of the repeated sections that have ended.
    """

    lines: Mapping[str, int]
    language: str = "en"
    languages: tuple[str, ...] = ("en",)
    errors: list[FieldError] = field(default_factory=list)
    repeated: set[str] = field(default_factory=set)

    def add(self, path: str, code: str, message: str, kind: str, values: Mapping[str, Any]) -> None:
        self.errors.append(FieldError(path, code, message, self.line_of(path), kind, values))

    def line_of(self, path: str) -> int | None:
        """The line of the path, or of the nearest thing around it: a missing key has no line of its own."""
        while path not in self.lines and path:
            path = path.rpartition("/")[0]
        return self.lines.get(path)


class Node:
    """One place in the source. Every reader returns something usable even after it has reported an error."""

    def __init__(self, value: Any, path: str, log: Log) -> None:
        self.value = value
        self.path = path
        self.log = log

    @property
    def present(self) -> bool:
        return self.value is not MISSING and self.value is not None

    def fail(self, code: str, message: str, kind: str = "", **values: Any) -> None:
        """`kind` and `values` say in other languages what the message says in English."""
        self.log.add(self.path, code, message, kind, values)

    def child(self, key: str) -> "Node":
        held = self.value.get(key, MISSING) if isinstance(self.value, dict) else MISSING
        return Node(held, f"{self.path}/{key}", self.log)

    def mapping(self, known: Iterable[str]) -> "Node":
        """This node as a mapping with no key but the known ones."""
        if not isinstance(self.value, dict):
            self.fail("not_a_mapping", "Write keys and values here.")
            return Node({}, self.path, self.log)
        allowed = sorted(known)
        for key in self.value:
            if key not in allowed:
                known_here = ", ".join(allowed)
                text = f"“{key}” is not known here. Known: {known_here}."
                self.child(str(key)).fail("unknown_key", text, key=str(key), known=known_here)
        return self

    def items(self) -> Iterator["Node"]:
        if not self.present:
            self.fail("missing", "This list is missing.", "list")
        elif not isinstance(self.value, list) or not self.value:
            self.fail("not_a_list", "Write a list with at least one entry here.")
        else:
            for index, value in enumerate(self.value):
                yield Node(value, f"{self.path}/{index}", self.log)

    def string(self, pattern: re.Pattern[str], kind: str) -> str:
        if not self.present:
            self.fail("missing", f"Missing: {STRINGS[kind]}.", kind)
        elif not isinstance(self.value, str) or not pattern.fullmatch(self.value):
            self.fail("bad_value", f"This must be {STRINGS[kind]}.", kind)
        else:
            return self.value
        return ""

    def choice(self, allowed: Sequence[str], default: str | None = None) -> str:
        if not self.present and default is not None:
            return default
        if self.value not in allowed:
            choices = ", ".join(allowed)
            code = "bad_value" if self.present else "missing"
            self.fail(code, f"Choose one of: {choices}.", "choice", choices=choices)
            return allowed[0]
        return str(self.value)

    def flag(self, default: bool) -> bool:
        if not self.present:
            return default
        if not isinstance(self.value, bool):
            self.fail("bad_value", "Write true or false.", "flag")
            return default
        return self.value

    def number(
        self, default: float | None = None, *, low: float = -LARGEST, high: float = LARGEST, whole: bool = False
    ) -> int | float:
        """A number within its limits, with at most three decimals; missing is an error unless there is a default."""
        if not self.present:
            if default is None:
                self.fail("missing", "A number is missing.", "number")
            return plain(default or 0)
        fits = is_whole(self.value) if whole else is_number(self.value) and has_decimals_at_most(self.value, 3)
        if not fits or not low <= self.value <= high:
            kind, words = ("whole", "a whole number") if whole else ("number", "a number with at most three decimals")
            self.fail("bad_value", f"This must be {words} between {low} and {high}.", kind, low=low, high=high)
            return plain(default if default is not None else max(low, 0))
        return plain(self.value)

    def optional_number(self, *, low: float = -LARGEST, high: float = LARGEST) -> int | float | None:
        return self.number(low=low, high=high) if self.present else None

    def text(self) -> Text:
        """A text in every declared language; a plain string stands for the checklist's own language."""
        if not self.present:
            self.fail("missing", "A text is missing.", "text")
            return {}
        texts = {self.log.language: self.value} if isinstance(self.value, str) else self.value
        if not isinstance(texts, dict):
            self.fail("not_a_text", "Write a text, or one text per language.", "languages")
            return {}
        return self._checked_languages(texts)

    def optional_text(self) -> Text | None:
        return self.text() if self.present else None

    def _checked_languages(self, texts: Mapping[Any, Any]) -> Text:
        wanted = self.log.languages
        for language in texts:
            if language not in wanted:
                text = f"“{language}” is not one of the languages."
                self.child(str(language)).fail("unknown_language", text, language=str(language))
        for language in wanted:
            held = texts.get(language)
            if held is None:
                self.fail("missing_language", f"The text in “{language}” is missing.", language=language)
            elif not isinstance(held, str) or not held.strip():
                self.child(language).fail("not_a_text", "Write a text here.")
        return {language: str(texts.get(language) or "").strip() for language in wanted}
