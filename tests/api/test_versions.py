"""Versions of one checklist side by side, by the API and by the command line."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from backend.checklists.commands import checklists_group
from backend.settings import get_settings
from tests.api.client import Device
from tests.conftest import Work
from tests.factories.checklists import SHORT, make_version, wide_checklist
from tests.factories.visits import Chain

LATER = SHORT.replace("scale: {min: 0, max: 4}", "scale: {min: 0, max: 5}").replace(
    "      - id: greeted\n", "      - id: greeted\n        weight: 2\n"
)


@pytest.fixture
def later(work: Work, chain: Chain) -> str:
    with work() as uow:
        return str(make_version(uow, LATER).id)


def test_differences_are_told_in_the_language_asked_for(new_device: Device, chain: Chain, later: str) -> None:
    device = new_device().as_user(chain.centre_manager)
    path = f"/checklist-versions/{later}/differences?from={chain.version.id}"
    found = device.get(path).json
    assert [(one["id"], one["text"], one["effect"]) for one in found["items"]] == [
        ("greeted", "weight 1 → 2", "unchanged"),
        ("interest", "scale 0, 4 → 0, 5", "changed"),
    ]
    assert found["items"][0]["name"] == "Were you greeted?"
    assert (found["before"]["number"], found["after"]["number"]) == (1, 2)
    assert found["effects"] == {"unchanged": 3, "changed": 1, "gone": 0, "new": 0}
    german = device.get(path, headers={"Accept-Language": "de"}).json["items"][0]
    assert (german["name"], german["text"]) == ("Wurden Sie begrüßt?", "Gewicht 1 → 2")


def test_only_versions_of_one_checklist_are_compared(new_device: Device, chain: Chain, work: Work) -> None:
    with work() as uow:
        other = make_version(uow, wide_checklist(10)).id
    device = new_device().as_user(chain.administrator)
    reply = device.get(f"/checklist-versions/{other}/differences?from={chain.version.id}")
    assert (reply.status_code, reply.json["errors"][0]["code"]) == (422, "other_checklist")
    assert device.get(f"/checklist-versions/{other}/differences").status_code == 422
    assert device.get(f"/checklist-versions/{other}/differences?from={chain.area.id}").status_code == 404


def run(*arguments: str):
    return CliRunner().invoke(checklists_group, ["diff", *arguments])


@pytest.fixture
def files(tmp_path: Path) -> tuple[str, str]:
    paths = tmp_path / "one.yaml", tmp_path / "two.yaml"
    for path, source in zip(paths, (SHORT, LATER), strict=True):
        path.write_text(source, encoding="utf-8")
    return str(paths[0]), str(paths[1])


def test_command_tells_the_differences_of_two_files(files: tuple[str, str]) -> None:
    assert run(*files).output.splitlines() == [
        "greeted: weight 1 → 2 (meaning unchanged)",
        "interest: scale 0, 4 → 0, 5 (meaning changed: its line breaks here)",
        "Questions: 3 unchanged, 1 changed, 0 gone, 0 new",
    ]
    fact = json.loads(run(*files, "--json").output)
    assert fact["items"][0]["before"] == 1
    assert fact["effects"]["changed"] == 1
    assert run(files[0], files[0]).output == "The two versions say the same.\n"


def test_command_compares_published_versions(
    files: tuple[str, str], later: str, engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("INSIDEOUT_DATABASE_URL", engine.url.render_as_string(hide_password=False))
    get_settings.cache_clear()
    assert run("short@1", "short@2").output == run(*files).output
    assert run("short@1", files[1]).output == run(*files).output
    unknown = run("short@1", "short@9")
    assert (unknown.exit_code, "no published version" in unknown.output) == (2, True)
    get_settings.cache_clear()


def test_command_refuses_what_it_cannot_read(files: tuple[str, str], tmp_path: Path) -> None:
    assert run(files[0], "nothing at all").exit_code == 2
    bad = tmp_path / "bad.yaml"
    bad.write_bytes(b"id: caf\xe9\n")
    result = run(files[0], str(bad))
    assert (result.exit_code, f"{bad}:1: {bad} is not UTF-8" in result.output) == (1, True)
