"""What documents, exports, webhooks and files of surveys refuse, at once or in the background, has German words."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
WORDS = ROOT / "pwa" / "src" / "i18n" / "de" / "refused.ts"
FOLDERS = ("engagement", "exports", "reports", "hooks")
PROBLEMS = {"Conflict", "Forbidden", "Invalid", "NotFound", "Problem"}
# Said by the code of the place that is wrong, or by the page for every reply of this kind.
GENERAL = {"forbidden", "invalid", "not_found", "import.columns", "import.rows"}
# One code with many sentences, each of a kind.
OF_KINDS = {"table_refused": "table.refused", "items_refused": "import.items"}
# Only printed by the command line.
PRINTED = {"checklist.no_such_language"}


def codes() -> Iterator[tuple[str, str]]:
    """Each code and where it is raised."""
    for path in (path for folder in FOLDERS for path in sorted((ROOT / "backend" / folder).rglob("*.py"))):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") in PROBLEMS and node.args:
                code = node.args[0]
                if isinstance(code, ast.Constant):
                    yield str(code.value), f"{path.relative_to(ROOT)}:{node.lineno}"


def test_every_refusal_has_german_words() -> None:
    words = set(re.findall(r"^  'refused\.([a-z_.]+)'", WORDS.read_text(), re.MULTILINE))
    found = dict(codes())
    assert len(found) > 15
    # A field's own code, the last part of the whole's, comes before it.
    lacking = {code: where for code, where in found.items() if not {code, code.rpartition(".")[2]} & words}
    assert set(lacking) - GENERAL - PRINTED == set(), lacking


def test_each_kind_of_a_refused_file_has_german_words() -> None:
    words, kinds = WORDS.read_text(), set()
    for path in (ROOT / "backend").rglob("*.py"):
        for call, kind in re.findall(r'\b(table_refused|items_refused)\(\s*"(\w+)"', path.read_text()):
            kinds.add(f"refused.{OF_KINDS[call]}.{kind}")
    assert len(kinds) > 12
    assert not {kind for kind in kinds if f"'{kind}'" not in words}
