"""The small part of XPath that XLSForm logic is written in: text to a tree of tuples."""

import re
from typing import Any, Final

LONGEST: Final = 4_000
DEEPEST: Final = 30
TOKEN: Final = re.compile(
    r"""\s*(?:
    (?P<ref>\$\{\s*[^}]{1,200}?\s*\}) | (?P<path>(?:\.\.?/|/)(?:[\w.-]{1,200}/){0,20}[A-Za-z_][\w.-]{0,200}) |
    (?P<number>[0-9]+(?:\.[0-9]+)?) |
    (?P<string>'[^']*'|"[^"]*"|‘[^’]*’|“[^”]*”) |
    (?P<op><=|>=|!=|=|<|>|\(|\)|,|\+|-|\*|\||/) | (?P<name>[A-Za-z_][A-Za-z0-9_.:-]*) | (?P<dot>\.)
    )""",
    re.VERBOSE,
)
COMPARISONS: Final = ("=", "!=", "<", "<=", ">", ">=")
MIRRORED: Final = {"=": "=", "!=": "!=", "<": ">", "<=": ">=", ">": "<", ">=": "<="}

# ("ref", name) ("dot",) ("value", text | number) ("call", name, [trees])
# ("and" | "or", [trees]) (comparison, left, right)
Tree = tuple[Any, ...]


class NotCarried(Exception):
    """An expression, or a part of it, that has no counterpart; the message is the reason."""


def parse(text: str) -> Tree:
    if len(text) > LONGEST:
        raise NotCarried("The expression is too long.")
    reader = _Reader(_tokens(text))
    tree = reader.either()
    if reader.here != ("end", ""):
        raise NotCarried(f"The expression cannot be read from “{reader.here[1]}” on.")
    return tree


def _tokens(text: str) -> list[tuple[str, str]]:
    tokens: list[tuple[str, str]] = []
    place = 0
    while place < len(text.rstrip()):
        found = TOKEN.match(text, place)
        if found is None:
            raise NotCarried(f"The expression cannot be read from “{text[place : place + 20].strip()}” on.")
        tokens.append((str(found.lastgroup), found[str(found.lastgroup)]))
        place = found.end()
    return [*tokens, ("end", "")]


class _Reader:
    """Recursive descent: or, and, comparison, value."""

    def __init__(self, tokens: list[tuple[str, str]]) -> None:
        self.tokens = tokens
        self.place = 0
        self.depth = 0

    @property
    def here(self) -> tuple[str, str]:
        return self.tokens[self.place]

    def take(self) -> tuple[str, str]:
        token = self.here
        self.place += token[0] != "end"
        return token

    def takes(self, *texts: str) -> str | None:
        kind, text = self.here
        word = text.lower() if kind == "name" else text
        if kind not in ("op", "name") or word not in texts:
            return None
        self.take()
        return word

    def either(self) -> Tree:
        return self._joined("or", self.both)

    def both(self) -> Tree:
        return self._joined("and", self.comparison)

    def _joined(self, word: str, part: Any) -> Tree:
        parts = [part()]
        while self.takes(word):
            parts.append(part())
        return parts[0] if len(parts) == 1 else (word, parts)

    def comparison(self) -> Tree:
        left = self.value()
        op = self.takes(*COMPARISONS)
        if op is None:
            return left
        right = self.value()
        return (MIRRORED[op], right, left) if left[0] == "value" and right[0] != "value" else (op, left, right)

    def value(self) -> Tree:
        tree = self._operand()
        kind, text = self.here
        if (kind, text) in {("op", sign) for sign in "+-*|/"} or (kind, text) in {("name", "div"), ("name", "mod")}:
            raise NotCarried("Conditions here do not calculate.")
        return tree

    def _operand(self) -> Tree:
        kind, text = self.take()
        if kind == "ref":
            return ("ref", text[2:-1].strip())
        if kind == "path":
            # Paths are how forms were written before ${…}: the last step is the question.
            return ("ref", text.rpartition("/")[2])
        if kind == "dot":
            return ("dot",)
        if kind == "string":
            return ("value", text[1:-1])
        if kind == "number":
            return ("value", _number(text))
        if (kind, text) == ("op", "-") and self.here[0] == "number":
            return ("value", -_number(self.take()[1]))
        if (kind, text) == ("op", "("):
            return self._inner(self.either, ")")
        if kind == "name" and self.takes("("):
            return ("call", text, self._arguments())
        raise NotCarried(f"The expression cannot be read from “{text or 'its end'}” on.")

    def _inner(self, part: Any, close: str) -> Tree:
        self.depth += 1
        if self.depth > DEEPEST:
            raise NotCarried("The expression is nested too deeply.")
        tree: Tree = part()
        self.depth -= 1
        if not self.takes(close):
            raise NotCarried("A bracket is not closed.")
        return tree

    def _arguments(self) -> list[Tree]:
        if self.takes(")"):
            return []
        return list(self._inner(self._list, ")"))

    def _list(self) -> Tree:
        found = [self.either()]
        while self.takes(","):
            found.append(self.either())
        return tuple(found)


def _number(text: str) -> int | float:
    found = float(text)
    return int(found) if found == int(found) else found
