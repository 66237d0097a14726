"""`insideout checklists import` and `export`: files in, files out, exit codes that mean something."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from backend.checklists.interchange.commands import WITH_LOSSES
from backend.cli import NOT_FOUND, PROBLEM, USAGE, main
from backend.settings import Settings, get_settings
from tests.factories.checklists import SHORT
from tests.factories.workbooks import showroom, survey

Run = Callable[..., Result]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, settings: Settings) -> Iterator[Run]:
    """`run("import", file)` on data of its own."""
    monkeypatch.setenv("INSIDEOUT_DATA_DIR", str(tmp_path / "data"))
    get_settings.cache_clear()
    yield lambda *words: CliRunner().invoke(main, ["checklists", *map(str, words)])
    monkeypatch.undo()
    get_settings.cache_clear()


@pytest.fixture
def published(run: Run, tmp_path: Path) -> Path:
    """A checklist file with a remark in it, published twice with different content."""
    assert CliRunner().invoke(main, ["db", "upgrade"]).exit_code == 0
    path = tmp_path / "short.yaml"
    for text in (f"# Ours\n{SHORT}", f"# Ours, newer\n{SHORT.replace('A short visit', 'A brief visit')}"):
        path.write_text(text)
        assert run("publish", path).exit_code == 0
    return path


def test_a_form_with_losses_is_written_and_they_are_told(run: Run, tmp_path: Path) -> None:
    out = tmp_path / "out.yaml"
    result = run("import", showroom(tmp_path / "form.xlsx"), "--out", out)
    assert result.exit_code == WITH_LOSSES
    assert result.stdout == f"{out}: 11 questions in 2 sections, 4 lost, 8 assumed\n"
    assert "lost\tsurvey, row 10, column relevant: “${hours} > 2”" in result.stderr
    assert run("validate", out).exit_code == 0


def test_a_clean_list_is_exit_code_0_and_one_json_document(run: Run, tmp_path: Path) -> None:
    source, out = tmp_path / "list.csv", tmp_path / "out.yaml"
    source.write_text("text\nWar es sauber?\n")
    result = run("import", source, "--out", out, "--id", "hof", "--title", "Der Hof", "--language", "de", "--json")
    assert result.exit_code == 0
    fact = json.loads(result.stdout)
    assert (fact["id"], fact["questions"], fact["lost"]) == ("hof", 1, 0)
    assert [finding["kind"] for finding in fact["findings"]] == ["assumed"]
    assert "title: Der Hof" in out.read_text()
    assert json.loads(run("validate", out, "--json").stdout)["items"][0]["valid"]


def test_a_refused_file_writes_nothing(run: Run, tmp_path: Path) -> None:
    source, out = tmp_path / "form.xlsx", tmp_path / "out.yaml"
    source.write_text("no workbook")
    result = run("import", source, "--out", out)
    assert (result.exit_code, out.exists()) == (PROBLEM, False)
    assert "is not an .xlsx workbook" in result.stderr


@pytest.mark.parametrize("words", [["--id", "No Slug"], ["--language", "klingon"], ["--colour", "red"]])
def test_wrong_use_is_told_apart(run: Run, tmp_path: Path, words: list[str]) -> None:
    form = survey(tmp_path / "form.xlsx", ["text", "a", "A"])
    assert run("import", form, "--out", tmp_path / "o.yaml", *words).exit_code == USAGE


def test_a_published_version_leaves_as_its_author_wrote_it(run: Run, published: Path, tmp_path: Path) -> None:
    out = tmp_path / "back.yaml"
    assert run("export", "short", "--format", "yaml", "--out", out).exit_code == 0
    assert out.read_text().startswith("# Ours, newer\n")
    older = run("export", "short", "--number", 1, "--format", "yaml", "--out", out, "--json")
    assert json.loads(older.stdout)["number"] == 1
    assert out.read_text().startswith("# Ours\n")


def test_a_published_version_leaves_in_every_format_and_comes_back(run: Run, published: Path, tmp_path: Path) -> None:
    form, paper, back = tmp_path / "s.xlsx", tmp_path / "s.pdf", tmp_path / "back.yaml"
    sent = json.loads(run("export", "short", "--format", "xlsform", "--out", form, "--json").stdout)
    made = run("import", form, "--out", back, "--json")
    assert (made.exit_code, json.loads(made.stdout)["content_hash"]) == (0, sent["content_hash"])
    assert run("export", "short", "--format", "pdf", "--out", paper, "--lang", "de").exit_code == 0
    assert paper.read_bytes().startswith(b"%PDF-")


def test_a_file_needs_no_database(run: Run, tmp_path: Path) -> None:
    path, out = tmp_path / "short.yaml", tmp_path / "tidy.yaml"
    path.write_text(SHORT)
    assert run("export", path, "--format", "yaml", "--out", out).exit_code == 0
    assert run("validate", out).exit_code == 0


def test_what_is_not_there_is_not_found(run: Run, published: Path, tmp_path: Path) -> None:
    out = tmp_path / "o.yaml"
    nothing = run("export", "nothing", "--format", "yaml", "--out", out)
    assert (nothing.exit_code, "neither a file nor a published checklist “nothing”" in nothing.stderr) == (
        NOT_FOUND,
        True,
    )
    ninth = run("export", "short", "--number", 9, "--format", "yaml", "--out", out)
    assert (ninth.exit_code, "There is no version 9 of “short”." in ninth.stderr) == (NOT_FOUND, True)
    assert run("export", published, "--number", 1, "--format", "yaml", "--out", out).exit_code == USAGE
    wrong = tmp_path / "wrong.yaml"
    wrong.write_text("id: x\n")
    assert run("export", wrong, "--format", "pdf", "--out", out).exit_code == PROBLEM
    assert not out.exists()


def test_a_place_that_cannot_be_written_is_said(run: Run, tmp_path: Path) -> None:
    form = survey(tmp_path / "form.xlsx", ["text", "a", "A"])
    result = run("import", form, "--out", tmp_path / "nowhere" / "o.yaml")
    assert (result.exit_code, "cannot be written" in result.stderr) == (PROBLEM, True)
    assert run("import", form, "--out", form).exit_code == USAGE


def test_help_tells_the_exit_codes_and_the_formats(run: Run) -> None:
    assert "Exit code 0" in run("import", "--help").output
    shown = run("export", "--help").output
    assert all(f"\n  {name} " in shown for name in ("yaml", "xlsform", "pdf"))


def test_what_a_refused_form_would_have_lost_is_told_before_the_sentence(run: Run, tmp_path: Path) -> None:
    form, out = survey(tmp_path / "form.xlsx", ["audio", "a", "A"], ["note", "n", "N"]), tmp_path / "out.yaml"
    result = run("import", form, "--out", out)
    assert result.exit_code == PROBLEM
    *found, sentence = result.stderr.splitlines()
    assert sentence == "Error: The file has no question that can be carried over."
    assert [line.partition(": ")[0] for line in found if line.startswith("lost")] == [
        *("lost\tsurvey, row 2, column type", "lost\tsurvey, row 3, column label"),
    ]


@pytest.mark.parametrize(
    "words", [["list"], ["export", "short", "--format", "pdf", "--out", "o"], ["diff", "a@1", "b@1"]]
)
def test_a_database_without_tables_is_said_and_how_to_make_them(run: Run, words: list[str]) -> None:
    result = run(*words)
    assert (result.exit_code, "Run “insideout db upgrade” first." in result.stderr) == (PROBLEM, True)


def test_a_database_that_is_away_is_said(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("INSIDEOUT_DATABASE_URL", "postgresql+psycopg://nobody@127.0.0.1:1/nothing")
    get_settings.cache_clear()
    result = run("list")
    assert (result.exit_code, "The database does not answer: " in result.stderr) == (PROBLEM, True)


@pytest.mark.parametrize("command", ["validate", "publish"])
def test_cases_and_empty_folders_are_told_apart_from_checklists(run: Run, tmp_path: Path, command: str) -> None:
    cases, empty = tmp_path / "short.cases.yaml", tmp_path / "empty"
    cases.write_text("[]")
    empty.mkdir()
    named = run(command, cases)
    assert (named.exit_code, "These are cases, not a checklist." in named.output) == (PROBLEM, True)
    assert run(command, empty).exit_code == USAGE


def test_repeats_and_clocks_leave_and_come_back_by_command(run: Run, tmp_path: Path) -> None:
    audits = Path(__file__).parents[2] / "audits" / "automotive"
    for name in ("showroom-visit", "web-lead"):
        form, back = tmp_path / f"{name}.xlsx", tmp_path / f"{name}.yaml"
        sent = json.loads(run("export", audits / f"{name}.yaml", "--format", "xlsform", "--out", form, "--json").stdout)
        made = run("import", form, "--out", back, "--json")
        assert (made.exit_code, json.loads(made.stdout)["content_hash"]) == (0, sent["content_hash"])
        assert run("diff", audits / f"{name}.yaml", back).stdout == "The two versions say the same.\n"
