"""No page, picture, report or letter says that one thing makes another: the banned words are looked for everywhere."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from backend.domain.statistics.link import rules
from backend.domain.statistics.link.rollout import LEAST_STARTED
from backend.domain.statistics.link.sentences import BANNED
from backend.domain.suppression import FLOOR

ROOT = Path(__file__).parents[2]
PAGES = ROOT / "pwa" / "src"
QUOTED = re.compile(r"'((?:[^'\\\n]|\\.)*)'|`((?:[^`\\]|\\.)*)`|\"((?:[^\"\\\n]|\\.)*)\"")
# Python that speaks to people: charts, reports, sentences, letters, notices, and what the surveys ask.
SPEAKING = ("charts", "reports", "insights", "links", "engagement", "pulse", "notices", "accounts", "domain/statistics")
NAMES_THEM = {"backend/domain/statistics/link/sentences.py"}


def banned_in(text: str, language: str) -> list[str]:
    return [word for word in BANNED[language] if re.search(rf"\b{re.escape(word)}\b", text, re.IGNORECASE)]


def said_in_pages(language: str) -> Iterator[tuple[Path, str]]:
    for path in sorted((PAGES / "i18n" / language).glob("*.ts")):
        for match in QUOTED.finditer(path.read_text(encoding="utf-8")):
            yield path, next(filter(None, match.groups()), "")


def said_in_python() -> Iterator[tuple[Path, str]]:
    """Every string that is not a docstring and holds more than a name."""
    for folder in SPEAKING:
        for path in sorted((ROOT / "backend" / folder).rglob("*.py")):
            if path.relative_to(ROOT).as_posix() in NAMES_THEM:
                continue
            tree = ast.parse(path.read_text(encoding="utf-8"))
            docs = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
            for node in ast.walk(tree):
                if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docs:
                    yield path, node.value


def said_in_templates() -> Iterator[tuple[Path, str]]:
    for path in sorted((ROOT / "backend").rglob("*.html")):
        yield path, re.sub(r"<[^>]*>|\{[{%#].*?[#%}]\}", " ", path.read_text(encoding="utf-8"), flags=re.DOTALL)


def test_the_pages_say_nothing_banned() -> None:
    for language in ("en", "de"):
        said = list(said_in_pages(language))
        assert len(said) > 500
        found = [(path.name, text, words) for path, text in said if (words := banned_in(text, language))]
        assert found == []


def test_charts_reports_and_sentences_say_nothing_banned() -> None:
    said = [*said_in_python(), *said_in_templates()]
    assert len(said) > 1000
    found = [
        (path.name, text[:80], words)
        for path, text in said
        if (words := [*banned_in(text, "en"), *banned_in(text, "de")])
    ]
    assert found == []


@pytest.mark.parametrize(("text", "language", "word"), [
    ("Engagement drives service.", "en", "drives"),
    ("A high ROI", "en", "roi"),
    ("Das FÜHRT ZU mehr Service.", "de", "führt zu"),
])  # fmt: skip
def test_a_banned_word_would_be_found(text: str, language: str, word: str) -> None:
    assert banned_in(text, language) == [word]
    assert banned_in("Detroit driveshaft", language) == []


def test_the_limits_of_the_method_page_are_those_of_the_analysis() -> None:
    text = (PAGES / "screens" / "inside" / "limits.ts").read_text(encoding="utf-8")
    told = {name: int(value) for name, value in re.findall(r"(\w+): (\d+),", text)}
    assert told == {
        "floor": FLOOR,
        "centres": rules.CENTRES,
        "each": rules.PERIODS_EACH,
        "rows": rules.ROWS,
        "profile": rules.PROFILE_CENTRES,
        "direction": rules.DIRECTION_CENTRES,
        "chain": rules.CHAIN_CENTRES,
        "started": LEAST_STARTED,
        "correctable": round(100 * rules.CORRECTABLE),
        "visits": round(100 * rules.VISITS_RELIABLE),
        "warning": rules.WARNING_CENTRES,
        "periods": rules.WARNING_PERIODS,
        "origins": rules.ORIGINS,
    }
