"""The borders of the code: who imports whom, who reads the environment, what stays out of the web process."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from tests.architecture import pwa_layers

ROOT = Path(__file__).parents[2]
BACKEND = ROOT / "backend"
HEAVY = {"weasyprint", "scipy", "numpy", "PIL", "pillow_heif"}


def python_files(folder: Path) -> list[Path]:
    return sorted(folder.rglob("*.py"))


def attributes_of_os(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == "os":
            yield node.attr
        elif isinstance(node, ast.ImportFrom) and node.module == "os":
            yield from (name.name for name in node.names)


def imported_modules(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module


def test_import_contracts_hold() -> None:
    run = subprocess.run([Path(sys.executable).parent / "lint-imports"], cwd=ROOT, capture_output=True, text=True)
    assert run.returncode == 0, run.stdout


def test_pages_keep_their_borders() -> None:
    assert pwa_layers.violations() == []


def test_only_settings_read_the_environment() -> None:
    readers = {
        str(file.relative_to(ROOT))
        for file in [*python_files(BACKEND), ROOT / "wsgi.py"]
        if {"environ", "getenv", "environb"} & set(attributes_of_os(ast.parse(file.read_text())))
    }
    assert readers == {"backend/settings.py"}


def test_only_who_starts_a_process_looks_for_its_settings() -> None:
    """The app and the commands do; everybody else is handed them, and may be handed others."""
    starters = {"app.py", "cli.py", "kernel/command_line.py"}
    seekers = {
        str(file.relative_to(BACKEND))
        for file in python_files(BACKEND)
        if not file.name.endswith(("commands.py", "_command.py"))
        for node in ast.walk(ast.parse(file.read_text()))
        if isinstance(node, ast.ImportFrom) and "get_settings" in {name.name for name in node.names}
    }
    assert seekers == starters


def test_only_statistics_use_numpy() -> None:
    statistics = BACKEND / "domain" / "statistics"
    users = [
        str(file.relative_to(ROOT))
        for file in python_files(BACKEND / "domain")
        if not file.is_relative_to(statistics)
        and any(name.split(".")[0] in {"numpy", "scipy"} for name in imported_modules(ast.parse(file.read_text())))
    ]
    assert users == []


def test_web_process_starts_without_heavy_packages(tmp_path: Path) -> None:
    code = f"import sys, wsgi; print({HEAVY!r} & set(sys.modules))"
    environment = {"INSIDEOUT_DATA_DIR": str(tmp_path), "PATH": "/usr/bin:/bin"}
    run = subprocess.run([sys.executable, "-c", code], cwd=ROOT, env=environment, capture_output=True, text=True)
    assert run.stdout.strip() == "set()", run.stdout + run.stderr


def test_every_python_file_says_what_belongs_there() -> None:
    silent = [
        str(file.relative_to(ROOT))
        for file in python_files(BACKEND)
        if file.stat().st_size and not ast.get_docstring(ast.parse(file.read_text()))
    ]
    assert silent == []
