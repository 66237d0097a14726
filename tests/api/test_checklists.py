"""Publishing and reading checklists, by the API and by the command line."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from backend.checklists.commands import checklists_group
from backend.kernel.unit_of_work import unit_of_work
from tests.api.client import ApiClient, Device
from tests.factories.checklists import SHORT
from tests.factories.visits import Chain

CHANGED = SHORT.replace("Were you greeted?", "Were you greeted at once?")


@pytest.fixture
def administrator(new_device: Device, chain: Chain) -> ApiClient:
    return new_device().as_user(chain.administrator)


def publish(device: ApiClient, source: str, slug: str = "short"):
    return device.post(f"/checklists/{slug}/versions", {"source": source})


def test_same_content_is_the_same_version(administrator: ApiClient, chain: Chain) -> None:
    reply = publish(administrator, "# a comment changes nothing\n" + SHORT)
    assert (reply.status_code, reply.json["id"], reply.json["number"]) == (200, str(chain.version.id), 1)


def test_other_content_is_a_new_version_and_the_old_one_stays(administrator: ApiClient, chain: Chain) -> None:
    reply = publish(administrator, CHANGED)
    assert (reply.status_code, reply.json["number"]) == (201, 2)
    versions = administrator.get("/checklists/short/versions").json["items"]
    assert [version["number"] for version in versions] == [2, 1]
    (checklist,) = administrator.get("/checklists").json["items"]
    assert checklist["latest_version"]["id"] == reply.json["id"]
    old = administrator.get(f"/checklist-versions/{chain.version.id}")
    assert old.json["definition"]["sections"][0]["questions"][0]["text"]["en"] == "Were you greeted?"
    assert "immutable" in old.headers["Cache-Control"]


def test_title_comes_in_the_language_asked_for(administrator: ApiClient) -> None:
    german = administrator.get("/checklists", headers={"Accept-Language": "de-AT,de;q=0.9,en;q=0.5"})
    assert german.json["items"][0]["title"] == "Ein kurzer Besuch"
    assert administrator.get("/checklists").json["items"][0]["title"] == "A short visit"


def test_every_error_comes_with_its_line(administrator: ApiClient) -> None:
    broken = SHORT.replace("type: scale", "type: stars").replace("mode: sections", "mode: magic")
    reply = publish(administrator, broken)
    assert (reply.status_code, reply.json["code"]) == (422, "checklist.invalid")
    lines = {error["line"]: error["pointer"] for error in reply.json["errors"]}
    assert lines[6] == "/scoring/mode"
    assert "/sections/1/questions/0/type" in lines.values()


@pytest.mark.parametrize("source", ["", "[", "a: &x 1\nb: *x", "just text", "id: other\n"])
def test_what_is_no_checklist_is_refused(administrator: ApiClient, source: str) -> None:
    assert publish(administrator, source).status_code == 422


def test_checklist_is_published_under_its_own_name_only(administrator: ApiClient) -> None:
    reply = publish(administrator, CHANGED, slug="other")
    assert (reply.status_code, reply.json["errors"][0]["code"]) == (422, "wrong_checklist")


@pytest.mark.parametrize("who", ["manager", "auditor", "centre_manager"])
def test_only_administrators_publish(chain: Chain, new_device: Device, who: str) -> None:
    device = new_device().as_user(getattr(chain, who))
    assert publish(device, CHANGED).status_code == 403
    assert device.get(f"/checklist-versions/{chain.version.id}").status_code == 200


@pytest.fixture
def run(engine, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Result]:
    """The command line on the test's database."""
    monkeypatch.setattr(
        "backend.checklists.commands.command_work", lambda write=True: unit_of_work(engine, write=write)
    )
    return lambda *words: CliRunner().invoke(checklists_group, list(words))


def test_command_names_path_and_line_of_every_error(run: Callable[..., Result], tmp_path: Path) -> None:
    good, bad = tmp_path / "a" / "good.yaml", tmp_path / "a" / "bad.yaml"
    good.parent.mkdir()
    good.write_text(SHORT)
    (tmp_path / "a" / "good.cases.yaml").write_text("not: a checklist")
    bad.write_text(SHORT.replace("mode: sections", "mode: magic"))
    result = run("validate", str(tmp_path))
    assert result.exit_code == 1
    assert f"{bad}:6: " in result.output
    assert f"{good}: valid" in result.output
    assert run("validate", str(good)).exit_code == 0
    facts = json.loads(run("validate", "--json", str(tmp_path)).output)["items"]
    assert [fact["valid"] for fact in facts] == [False, True]


def test_command_publishes_all_or_nothing(run: Callable[..., Result], tmp_path: Path) -> None:
    good, bad = tmp_path / "good.yaml", tmp_path / "worse.yaml"
    good.write_text(SHORT)
    bad.write_text("id: worse")
    assert run("publish", str(tmp_path)).exit_code == 1
    assert run("list").output == ""
    assert run("publish", str(good)).output.endswith("\tnew\n")
    assert run("publish", str(good)).output.endswith("\tunchanged\n")
    assert json.loads(run("list", "--json").output)["items"][0]["number"] == 1
