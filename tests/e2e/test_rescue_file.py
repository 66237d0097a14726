"""A phone that cannot send any more: its work leaves as a file, the office brings it in, nothing is there twice."""

import json
import re
import subprocess
import zipfile
from pathlib import Path
from typing import Any

from tests.e2e.fault_steps import PHOTOS, QUESTIONS, Begin, Visitor
from tests.e2e.steps import cards
from tests.live.bad_line import Fault
from tests.live.server import PROGRAM, ROOT, Server


def bring_in(server: Server, path: Path, *options: str) -> dict[str, Any]:
    words = [PROGRAM, "visits", "import", path, "--json", *options]
    run = subprocess.run(words, cwd=ROOT, env=server.environment, capture_output=True, text=True)
    assert run.returncode == 0, run.stdout + run.stderr
    return json.loads(run.stdout)


def save_file(visitor: Visitor, path: Path) -> str:
    """As a person does: the page "Sending", the file, and the code that is read out. The code."""
    page = visitor.page
    page.get_by_role("link", name="See what is being sent").click()
    page.get_by_text("Nothing goes through?").click()
    code = page.get_by_text("Support code:").inner_text().removeprefix("Support code:").strip()
    with page.expect_download() as download:
        page.get_by_role("button", name="Save unsent work as a file").click()
    assert re.fullmatch(rf"insideout-{code}-[0-9T-]+[.]zip", download.value.suggested_filename)
    download.value.save_as(path)
    return code


def test_unsent_work_comes_in_by_file_and_the_phone_adds_nothing_to_it(
    start: Begin, photos: list[Path], tmp_path: Path
) -> None:
    visitor = start()
    visitor.offline()
    visitor.conduct(photos)
    visitor.submit()
    waiting = visitor.queue()
    code = save_file(visitor, tmp_path / "phone.zip")
    assert code[5:] == f"A{QUESTIONS}-N1-P{PHOTOS}-S1"
    assert visitor.queue() == waiting
    with zipfile.ZipFile(tmp_path / "phone.zip") as archive:
        assert archive.testzip() is None

    server = visitor.chain.server
    (foreseen,) = bring_in(server, tmp_path / "phone.zip", "--dry-run")["visits"]
    assert (foreseen["answers_new"], foreseen["photos_new"]) == (QUESTIONS, PHOTOS)
    assert visitor.on_server()["answers"] == []
    told = bring_in(server, tmp_path / "phone.zip")
    (outcome,) = told["visits"]
    assert (told["code"], told["auditor"]) == (code, "Andy Auditor")
    assert (outcome["answers_new"], outcome["photos_new"], outcome["submitted"]) == (QUESTIONS, PHOTOS, True)
    imported = visitor.on_server()

    visitor.phone.set_online(True)
    visitor.until_queue_is({})
    visitor.arrived_whole_and_once(PHOTOS)
    assert visitor.on_server()["row_version"] == imported["row_version"]
    again = server.command("visits", "import", str(tmp_path / "phone.zip"))
    assert f"{code}: phone of Andy Auditor" in again
    assert f"{QUESTIONS} answers were here already, {PHOTOS} photos were here already, submitted" in again


def test_a_photo_still_being_prepared_is_the_same_in_the_file_and_later_from_the_phone(
    start: Begin, photos: list[Path], tmp_path: Path
) -> None:
    visitor = start()
    visitor.offline()
    visitor.bad.spoil("PUT", "/photos/", lambda _: Fault(503))
    cards(visitor.page).first.get_by_label("Choose photos").set_input_files(photos)
    visitor.until(lambda: len(visitor.queue()) == PHOTOS)
    visitor.page.evaluate("history.pushState({}, '', '/sync'); dispatchEvent(new PopStateEvent('popstate'))")
    visitor.page.get_by_text("Nothing goes through?").click()
    with visitor.page.expect_download() as download:
        visitor.page.get_by_role("button", name="Save unsent work as a file").click()
    download.value.save_as(tmp_path / "phone.zip")
    (outcome,) = bring_in(visitor.chain.server, tmp_path / "phone.zip")["visits"]
    assert outcome["photos_new"] == PHOTOS
    visitor.bad.well()
    visitor.phone.set_online(True)
    visitor.until_queue_is({})
    kept = {row["id"]: row["sha256"] for row in visitor.rows("photos")}
    assert {photo["id"]: photo["sha256"] for photo in visitor.on_server()["photos"]} == kept
    assert len(kept) == PHOTOS
