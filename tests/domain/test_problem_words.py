"""Every sentence that refuses a checklist has its German one, with the same values in it."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from backend.domain.reading import STRINGS

ROOT = Path(__file__).parents[2]
GERMAN = ROOT / "pwa" / "src" / "i18n" / "de" / "mend.ts"
SOURCES = [
    *sorted((ROOT / "backend" / "domain").rglob("*.py")),
    *sorted((ROOT / "backend" / "checklists").glob("*.py")),
]
# Where the code stands among the arguments of the calls that tell a problem, and where its kind does.
PLACES = {"fail": (0, 2), "_refuse": (1, 4), "FieldError": (1, 4)}
# Not about a checklist: answers of a visit are told beside their question, versions by the page that compares them.
ELSEWHERE = {"domain/answers.py", "domain/problems.py", "checklists/comparing.py"}
ENTRY = re.compile(r"""^  'refused\.([a-z0-9_]+)(?:\.([a-z0-9_]+))?': '(.+)',$""", re.MULTILINE)
SLOT = re.compile(r"\{(\w+)\}")

Sentence = tuple[str, str]


def sentences() -> Iterator[tuple[Sentence, set[str], str]]:
    """(code, kind), the names of its values, and where it is written."""
    for path in SOURCES:
        name = str(path.relative_to(ROOT / "backend"))
        if name in ELSEWHERE:
            continue
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Call) and _name(node) in PLACES:
                yield from _told(node, f"{name}:{node.lineno}")


def _name(call: ast.Call) -> str:
    return call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")


def _told(call: ast.Call, where: str) -> Iterator[tuple[Sentence, set[str], str]]:
    code_at, kind_at = PLACES[_name(call)]
    named = {keyword.arg: keyword.value for keyword in call.keywords if keyword.arg}
    kind = call.args[kind_at] if len(call.args) > kind_at else named.get("kind")
    values = set(named) - {"kind", "values"}
    given = call.args[kind_at + 1] if len(call.args) > kind_at + 1 else named.get("values")
    if isinstance(given, ast.Dict):
        values |= {str(key.value) for key in given.keys if isinstance(key, ast.Constant)}
    for code in _words(call.args[code_at]):
        for one in _words(kind) if kind is not None else [""]:
            yield (code, one), values, where


def _words(node: ast.expr) -> list[str]:
    """The words an argument can be; a name alone is one that is handed on, and told where it is given."""
    if isinstance(node, ast.IfExp):
        return [*_words(node.body), *_words(node.orelse)]
    return [node.value] if isinstance(node, ast.Constant) and isinstance(node.value, str) else []


def german() -> dict[Sentence, str]:
    return {(code, kind): text for code, kind, text in ENTRY.findall(GERMAN.read_text())}


def test_sentences_are_found() -> None:
    assert len({sentence for sentence, _, _ in sentences()}) > 40


SENTENCES = list(sentences())


@pytest.mark.parametrize(("sentence", "values", "where"), SENTENCES, ids=[".".join(one[0]) for one in SENTENCES])
def test_sentence_has_german_words_with_the_same_values(sentence: Sentence, values: set[str], where: str) -> None:
    words = german()
    assert sentence in words, f"{where}: 'refused.{'.'.join(filter(None, sentence))}' is missing in {GERMAN.name}"
    assert set(SLOT.findall(words[sentence])) <= values, f"{where}: these words want values that are not given"


@pytest.mark.parametrize("kind", STRINGS)
@pytest.mark.parametrize("code", ["missing", "bad_value"])
def test_word_of_the_language_has_german_words(code: str, kind: str) -> None:
    assert (code, kind) in german()
