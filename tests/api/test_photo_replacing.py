"""A photo that takes the place of another: blurred, cropped or taken again. Nothing of the old one stays."""

import uuid
from pathlib import Path

import pytest
from sqlalchemy import Engine

from backend.kernel import files
from backend.kernel.ids import new_id
from backend.kernel.jobs import run_waiting
from tests.api.client import ApiClient, Device
from tests.conftest import Work
from tests.factories.visits import Chain, make_visit, photo_bytes, photo_headers, short_answers, submission

CLEAR, BLURRED = photo_bytes(colour="red"), photo_bytes(colour="grey")


def send(phone: ApiClient, visit_id: uuid.UUID, photo_id: uuid.UUID, data: bytes, **query: object):
    words = "".join(f"&{name}={value}" for name, value in query.items())
    path = f"/photos/{photo_id}?visit_id={visit_id}&question_id=greeted{words}"
    return phone.put(path, data=data, headers=photo_headers(data))


def files_of(photo_id: uuid.UUID) -> list[Path]:
    folder = Path(files._stores[0]._folder) / "photos" / photo_id.hex[-2:]  # type: ignore[attr-defined]
    return [path for path in folder.glob(f"*{photo_id}*") if path.exists()]


def photos(phone: ApiClient, visit_id: uuid.UUID) -> list[str]:
    return [photo["id"] for photo in phone.get(f"/visits/{visit_id}").json["photos"]]


@pytest.mark.parametrize("copied", [False, True], ids=["original only", "with its copies"])
def test_the_replaced_photo_goes_in_the_moment_the_new_one_comes(
    phone: ApiClient, visit_id: uuid.UUID, engine: Engine, copied: bool
) -> None:
    old, new = new_id(), new_id()
    send(phone, visit_id, old, CLEAR)
    if copied:
        run_waiting(engine)
    assert files_of(old)
    assert send(phone, visit_id, new, BLURRED, replaces=old).status_code == 201
    assert photos(phone, visit_id) == [str(new)]
    assert phone.get(f"/photos/{old}/image").status_code == 410
    run_waiting(engine)
    assert (files_of(old), len(files_of(new))) == ([], 2)


def test_a_replaced_photo_that_comes_late_is_refused(phone: ApiClient, visit_id: uuid.UUID) -> None:
    old, new = new_id(), new_id()
    assert send(phone, visit_id, new, BLURRED, replaces=old).status_code == 201
    late = send(phone, visit_id, old, CLEAR)
    assert (late.status_code, late.json["code"]) == (410, "photo.deleted")
    assert (photos(phone, visit_id), files_of(old)) == ([str(new)], [])


def test_the_same_replacement_again_changes_nothing(phone: ApiClient, visit_id: uuid.UUID, manager: ApiClient) -> None:
    old, older, new = new_id(), new_id(), new_id()
    send(phone, visit_id, old, CLEAR)
    replies = [send(phone, visit_id, new, BLURRED, replaces=f"{old},{older}").status_code for _ in range(3)]
    assert (replies, photos(phone, visit_id)) == ([201, 200, 200], [str(new)])
    trail = manager.get(f"/visits/{visit_id}/trail").json["items"]
    assert [row["action"] for row in trail].count("photo.replaced") == 1


def test_a_photo_of_another_visit_cannot_be_replaced(
    phone: ApiClient, visit_id: uuid.UUID, work: Work, chain: Chain
) -> None:
    with work() as uow:
        other = make_visit(uow, chain, days=100)
    theirs, new = new_id(), new_id()
    send(phone, other, theirs, CLEAR)
    assert send(phone, visit_id, new, BLURRED, replaces=theirs).status_code == 201
    assert photos(phone, other) == [str(theirs)]
    assert files_of(theirs)


def test_a_refused_replacement_leaves_the_old_photo(phone: ApiClient, visit_id: uuid.UUID, new_device: Device) -> None:
    old, new = new_id(), new_id()
    send(phone, visit_id, old, CLEAR)
    assert send(phone, visit_id, new, b"no picture", replaces=old).status_code == 422
    phone.patch(f"/visits/{visit_id}/answers", {"answers": short_answers()})
    phone.post(f"/visits/{visit_id}/submission", submission(), headers={"Idempotency-Key": "done"})
    assert send(phone, visit_id, new, BLURRED, replaces=old).status_code == 409
    assert photos(phone, visit_id) == [str(old)]


def test_photos_come_in_the_order_of_the_phone(phone: ApiClient, visit_id: uuid.UUID) -> None:
    first, second, third = new_id(), new_id(), new_id()
    for photo_id, rank in ((second, 2), (third, 3), (first, 1)):
        send(phone, visit_id, photo_id, photo_bytes(), rank=rank)
    assert photos(phone, visit_id) == [str(first), str(second), str(third)]
    assert phone.patch(f"/photos/{third}", {"rank": 0}).json["rank"] == 0
    assert photos(phone, visit_id) == [str(third), str(first), str(second)]
