"""Rescue files: what a phone could not send comes in once, in its auditor's name; a hostile or damaged file never."""

import uuid
import zipfile
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine

from backend.domain.problems import Problem
from backend.kernel.ids import new_id
from backend.visits.rescue import Outcome, import_visits
from backend.visits.rescue_file import RescueFile
from tests.api.client import ApiClient, Device
from tests.conftest import Work
from tests.factories.rescue import rescued_photo, rescued_visit, write_rescue
from tests.factories.visits import Chain, answer, make_visit, photo_bytes, photo_headers, short_answers, submission


def bring_in(engine: Engine, path: Path, *, dry_run: bool = False) -> list[Outcome]:
    with RescueFile(path) as file:
        return import_visits(engine, file, dry_run=dry_run)


def whole_visit(visit_id: uuid.UUID, photo_id: uuid.UUID, data: bytes) -> dict[str, Any]:
    photo = rescued_photo(visit_id, photo_id, data, question_id="greeted", caption="The door")
    manifest = [{"id": photo["id"], "sha256": photo["sha256"]}]
    waiting = {"key": "key-1", "body": submission(photos=manifest)}
    return rescued_visit(visit_id, accepted=True, answers=short_answers(), photos=[photo], submission=waiting)


def trail(manager: ApiClient, visit_id: uuid.UUID) -> list[str]:
    return [row["action"] for row in manager.get(f"/visits/{visit_id}/trail").json["items"]]


def test_a_visit_comes_in_whole_and_the_second_time_nothing_changes(
    engine: Engine, chain: Chain, visit_id: uuid.UUID, phone: ApiClient, manager: ApiClient, tmp_path: Path
) -> None:
    photo_id, data = new_id(), photo_bytes()
    visit = whole_visit(visit_id, photo_id, data)
    path = write_rescue(tmp_path / "phone.zip", chain.auditor, [visit], {photo_id: data})
    (first,) = bring_in(engine, path)
    assert (first.answers_new, first.photos_new, first.submitted, first.problems) == (2, 1, True, [])
    page = phone.get(f"/visits/{visit_id}").json
    assert (page["status"], page["score"]["tenths"], len(page["answers"])) == ("submitted", 875, 2)
    assert [(photo["id"], photo["caption"]) for photo in page["photos"]] == [(str(photo_id), "The door")]
    before = trail(manager, visit_id)
    assert before.count("visit.rescued") == 1
    (again,) = bring_in(engine, path)
    assert (again.answers_new, again.answers_known, again.photos_known, again.problems) == (0, 2, 1, [])
    assert trail(manager, visit_id) == before


def test_the_phone_that_comes_back_sends_all_of_it_again_and_nothing_is_there_twice(
    engine: Engine, chain: Chain, visit_id: uuid.UUID, phone: ApiClient, manager: ApiClient, tmp_path: Path
) -> None:
    photo_id, data = new_id(), photo_bytes()
    visit = whole_visit(visit_id, photo_id, data)
    bring_in(engine, write_rescue(tmp_path / "phone.zip", chain.auditor, [visit], {photo_id: data}))
    before = (phone.get(f"/visits/{visit_id}").json, trail(manager, visit_id))
    put = phone.put(
        f"/photos/{photo_id}", data=data, headers=photo_headers(data), query_string=visit["photos"][0]["query"]
    )
    waiting = visit["submission"]
    sent = phone.post(f"/visits/{visit_id}/submission", waiting["body"], headers={"Idempotency-Key": waiting["key"]})
    late = phone.patch(f"/visits/{visit_id}/answers", {"answers": visit["answers"]})
    assert (put.status_code, sent.status_code, late.status_code) == (200, 200, 409)
    assert (phone.get(f"/visits/{visit_id}").json, trail(manager, visit_id)) == before


def test_a_dry_run_tells_and_writes_nothing(
    engine: Engine, chain: Chain, visit_id: uuid.UUID, phone: ApiClient, tmp_path: Path
) -> None:
    photo_id, data = new_id(), photo_bytes()
    path = write_rescue(tmp_path / "a.zip", chain.auditor, [whole_visit(visit_id, photo_id, data)], {photo_id: data})
    before = phone.get(f"/visits/{visit_id}").json
    (told,) = bring_in(engine, path, dry_run=True)
    assert (told.answers_new, told.photos_new, told.submitted) == (2, 1, False)
    assert phone.get(f"/visits/{visit_id}").json == before


def test_newer_answers_stay_and_a_photo_deleted_meanwhile_stays_away(
    engine: Engine, chain: Chain, visit_id: uuid.UUID, phone: ApiClient, tmp_path: Path
) -> None:
    photo_id, data = new_id(), photo_bytes()
    phone.patch(f"/visits/{visit_id}/answers", {"answers": [answer("greeted", "no", minute=9)]})
    phone.delete(f"/photos/{photo_id}?visit_id={visit_id}")
    old = rescued_visit(visit_id, answers=[answer("greeted", "yes")], photos=[rescued_photo(visit_id, photo_id, data)])
    (outcome,) = bring_in(engine, write_rescue(tmp_path / "a.zip", chain.auditor, [old], {photo_id: data}))
    assert (outcome.answers_older, outcome.answers_new, outcome.photos_new, outcome.problems) == (1, 0, 0, [])
    page = phone.get(f"/visits/{visit_id}").json
    assert ([row["value"] for row in page["answers"]], page["photos"]) == (["no"], [])


def test_deletions_and_captions_come_too(
    engine: Engine, chain: Chain, visit_id: uuid.UUID, phone: ApiClient, tmp_path: Path
) -> None:
    kept, dropped = new_id(), new_id()
    for photo_id, colour in ((kept, "red"), (dropped, "blue")):
        data = photo_bytes(colour=colour)
        phone.put(f"/photos/{photo_id}?visit_id={visit_id}", data=data, headers=photo_headers(data))
    details = [{"id": str(kept), "changes": {"caption": "Desk"}}]
    visit = rescued_visit(visit_id, details=details, deleted=[str(dropped)])
    path = write_rescue(tmp_path / "a.zip", chain.auditor, [visit])
    for _ in range(2):
        (outcome,) = bring_in(engine, path)
        assert outcome.problems == []
    (photo,) = phone.get(f"/visits/{visit_id}").json["photos"]
    assert (photo["id"], photo["caption"]) == (str(kept), "Desk")


def test_one_thing_that_cannot_come_in_does_not_hold_up_the_rest(
    engine: Engine, chain: Chain, visit_id: uuid.UUID, work: Work, phone: ApiClient, tmp_path: Path
) -> None:
    with work() as uow:
        foreign = make_visit(uow, chain, days=30, auditor_id=chain.other_auditor.id)
    bad, good = new_id(), new_id()
    data, noise = photo_bytes(), b"not a picture"
    answers = [answer("greeted", "yes"), answer("no_such_question", "yes"), "nonsense"]
    pictures = [rescued_photo(visit_id, bad, noise), rescued_photo(visit_id, good, data)]
    visits = [
        rescued_visit(foreign, answers=short_answers()),
        rescued_visit(uuid.uuid4(), answers=short_answers()),
        rescued_visit(visit_id, answers=answers, photos=pictures),
    ]
    path = write_rescue(tmp_path / "a.zip", chain.auditor, visits, {bad: noise, good: data})
    told = {outcome.visit_id: outcome for outcome in bring_in(engine, path)}
    assert told[str(foreign)].problems == ["The visit belongs to another auditor than this file."]
    assert told[visits[1]["visit_id"]].problems == ["There is no such visit on this server."]
    mine = told[str(visit_id)]
    assert (mine.answers_new, mine.photos_new, len(mine.problems)) == (1, 1, 3)
    assert [photo["id"] for photo in phone.get(f"/visits/{visit_id}").json["photos"]] == [str(good)]


def test_a_photo_cannot_be_led_into_another_visit(
    engine: Engine, chain: Chain, visit_id: uuid.UUID, work: Work, new_device: Device, tmp_path: Path
) -> None:
    with work() as uow:
        other = make_visit(uow, chain, days=90)
    photo_id, data = new_id(), photo_bytes()
    sly = rescued_visit(visit_id, photos=[rescued_photo(other, photo_id, data)])
    (outcome,) = bring_in(engine, write_rescue(tmp_path / "a.zip", chain.auditor, [sly], {photo_id: data}))
    assert (outcome.photos_new, len(outcome.problems)) == (0, 1)


def refused(path: Path) -> str:
    with pytest.raises(Problem) as caught, RescueFile(path):
        pass
    assert caught.value.code == "rescue.refused"
    return caught.value.message


@pytest.mark.parametrize(
    "name",
    ["../../etc/passwd", "/etc/passwd", "photos/../x", "visits/x/answers.json", "photos/a.jpg", "C:\\photos\\x"],
)
def test_paths_that_lead_elsewhere_are_refused(chain: Chain, tmp_path: Path, name: str) -> None:
    assert "does not belong" in refused(write_rescue(tmp_path / "a.zip", chain.auditor, [], extra={name: b"x"}))


def test_a_bomb_is_refused_before_anything_of_it_is_opened(chain: Chain, tmp_path: Path) -> None:
    bomb = {f"photos/{uuid.uuid4()}": bytes(50_000_000)}
    path = write_rescue(tmp_path / "a.zip", chain.auditor, [], extra=bomb, method=zipfile.ZIP_DEFLATED)
    assert path.stat().st_size < 200_000
    assert "another program" in refused(path)


def test_a_directory_that_promises_more_than_the_file_is_refused(chain: Chain, tmp_path: Path) -> None:
    """Entries that overlap, or sizes that are not there."""
    path = write_rescue(tmp_path / "a.zip", chain.auditor, [], extra={f"photos/{uuid.uuid4()}": b"x" * 100})
    data = bytearray(path.read_bytes())
    at = data.index(b"PK\x01\x02")
    data[at + 20 : at + 28] = (2**30).to_bytes(4, "little") * 2
    path.write_bytes(data)
    assert "larger than the file" in refused(path)


def test_changed_bytes_missing_and_unlisted_entries_are_refused(chain: Chain, tmp_path: Path) -> None:
    name = f"photos/{uuid.uuid4()}"
    entry = {name: {"sha256": "0" * 64, "size": 1}}
    changed = write_rescue(tmp_path / "a.zip", chain.auditor, [], extra={name: b"x"}, manifest={"files": entry})
    assert "changed or damaged" in refused(changed)
    missing = write_rescue(tmp_path / "b.zip", chain.auditor, [], manifest={"files": entry})
    unlisted = write_rescue(tmp_path / "c.zip", chain.auditor, [], extra={name: b"x"}, manifest={"files": {}})
    assert refused(missing) == refused(unlisted)


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"not a zip at all", bytes(1000)])
def test_what_is_no_zip_is_refused_in_words(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "a.zip"
    path.write_bytes(content)
    assert "not a zip" in refused(path)


@pytest.mark.parametrize(
    "head",
    [{"version": 2}, {"format": "other"}, {"account": None}, {"device": "x"}, {"made_at": "yesterday"}, {"more": 1}],
)
def test_another_head_is_refused(chain: Chain, tmp_path: Path, head: dict[str, Any]) -> None:
    assert "as our phones write it" in refused(write_rescue(tmp_path / "a.zip", chain.auditor, [], manifest=head))


def test_a_deep_document_is_refused(chain: Chain, tmp_path: Path) -> None:
    name = f"visits/{uuid.uuid4()}/answers.json"
    deep = {name: b"[" * 200_000 + b"]" * 200_000}
    assert "as our phones write it" in refused(write_rescue(tmp_path / "a.zip", chain.auditor, [], extra=deep))


def test_a_cut_file_is_refused(chain: Chain, visit_id: uuid.UUID, tmp_path: Path) -> None:
    path = write_rescue(tmp_path / "a.zip", chain.auditor, [rescued_visit(visit_id)])
    path.write_bytes(path.read_bytes()[:-30])
    assert "not a zip" in refused(path)
