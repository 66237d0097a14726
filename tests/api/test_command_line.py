"""The command `insideout`: help at every level, exit codes that mean something, JSON for machines."""

import json
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from alembic.script import ScriptDirectory
from click.testing import CliRunner, Result

from backend import server
from backend.cli import NOT_FOUND, PROBLEM, USAGE, main
from backend.domain.problems import NotFound
from backend.kernel import migrate
from backend.kernel.schema_version import newest_revision
from backend.settings import Settings, SettingsError, get_settings
from tests.factories.accounts import PASSWORD


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, settings: Settings) -> Iterator[object]:
    """`run("db", "check")` on data of its own."""
    monkeypatch.setenv("INSIDEOUT_DATA_DIR", str(tmp_path))
    get_settings.cache_clear()
    yield lambda *words, given="": CliRunner().invoke(main, words, input=given)
    monkeypatch.undo()
    get_settings.cache_clear()


def every_command(command: click.Command, words: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    yield words
    if isinstance(command, click.Group):
        context = click.Context(command)
        for name in command.list_commands(context):
            found = command.get_command(context, name)
            assert found is not None
            yield from every_command(found, (*words, name))


@pytest.mark.parametrize("words", list(every_command(main)), ids=" ".join)
def test_every_command_explains_itself(run, words: tuple[str, ...]) -> None:
    result: Result = run(*words, "--help")
    assert result.exit_code == 0
    assert len(result.output.splitlines()) > 3


def test_database_is_made_checked_and_made_again(run) -> None:
    assert run("db", "check").exit_code == PROBLEM
    for _ in range(2):
        assert run("db", "upgrade").exit_code == 0
    checked = run("db", "check", "--json")
    assert checked.exit_code == 0
    assert json.loads(checked.output)["differences"] == []


def test_first_administrator_is_added(run) -> None:
    run("db", "upgrade")
    added = run("user", "add", "Ada@Example.com", "--password-stdin", "--json", given=PASSWORD + "\n")
    assert (added.exit_code, json.loads(added.output)["role"]) == (0, "administrator")
    again = run("user", "add", "ada@example.com", "--password-stdin", given=PASSWORD + "\n")
    assert again.exit_code == PROBLEM
    assert "There is an account" in again.output
    weak = run("user", "add", "bob@example.com", "--password-stdin", given="short\n")
    assert weak.exit_code == PROBLEM
    assert json.loads(run("user", "list", "--json").output)["items"][0]["email"] == "ada@example.com"


def test_wrong_use_and_wrong_settings_are_told_apart_from_problems(run, monkeypatch: pytest.MonkeyPatch) -> None:
    assert run("nothing").exit_code == USAGE
    assert run("serve", "--port", "x").exit_code == USAGE
    assert run("serve").exit_code == USAGE  # no database yet
    monkeypatch.setenv("INSIDEOUT_ORIGIN", "https://audits.example.com")
    get_settings.cache_clear()
    result = run("db", "upgrade")
    assert result.exit_code == USAGE
    assert "INSIDEOUT_SECRET_KEY" in result.output


def test_missing_things_have_their_own_exit_code(run) -> None:
    @main.command("missing")
    def missing() -> None:
        """Only of this test."""
        raise NotFound()

    try:
        assert run("missing").exit_code == NOT_FOUND
    finally:
        del main.commands["missing"]


def test_settings_are_explained_and_secrets_hidden(run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("INSIDEOUT_DATABASE_URL", "postgresql://me:hunter2@db/x")
    get_settings.cache_clear()
    shown = json.loads(run("settings", "--json").output)
    assert shown["INSIDEOUT_DATABASE_URL"] == "postgresql://me:***@db/x"
    assert shown["INSIDEOUT_SECRET_KEY"] == "***"
    assert get_settings().secret_key not in run("settings").output


def test_api_document_is_printed(run) -> None:
    assert json.loads(run("openapi").output)["info"]["title"] == "Inside Out"


def test_revisions_can_be_told_from_file_names() -> None:
    assert newest_revision() == ScriptDirectory.from_config(migrate.alembic_config()).get_current_head()


def test_several_processes_need_shared_limits(settings: Settings) -> None:
    with pytest.raises(SettingsError, match="INSIDEOUT_LIMITS_URL"):
        server.serve(settings, "127.0.0.1", 1, 2, with_worker=False)
