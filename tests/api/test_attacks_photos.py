"""Hostile pictures that pass the look at their header: none may hold up the photos and the report beside it."""

import io
import uuid

import pytest
from PIL import Image
from sqlalchemy import Engine

from backend.evidence import removal
from backend.evidence import service as evidence
from backend.evidence.models import Photo
from backend.kernel import files
from backend.kernel.clock import now
from backend.kernel.ids import new_id
from backend.kernel.images import ImageProblem, render
from backend.kernel.jobs import run_waiting
from backend.settings import Settings
from tests.api.client import ApiClient
from tests.conftest import Work
from tests.factories.visits import photo_bytes, photo_headers

# A start, an empty application segment, a frame header without components, an end: a JPEG to us, to Pillow nothing.
UNKNOWN_TO_PILLOW = b"\xff\xd8\xff\xe0\x00\x02\xff\xc0\x00\x05\x08\x00\x10\x00\x10\xff\xd9"


def two_frames(width: int, height: int) -> bytes:
    """A JPEG with a second frame header of another size: which one counts is for the decoder to say."""
    whole = photo_bytes((32, 32))
    at = whole.index(b"\xff\xc0")
    end = at + 2 + int.from_bytes(whole[at + 2 : at + 4], "big")
    second = bytearray(whole[at:end])
    second[5:9] = height.to_bytes(2, "big") + width.to_bytes(2, "big")
    return whole[:end] + bytes(second) + whole[end:]


def with_orientation(entry: bytes) -> bytes:
    """A JPEG whose EXIF says something odd about which way is up."""
    tiff = b"II*\0\x08\0\0\0\x01\0" + entry + b"\0\0\0\0"
    out = io.BytesIO()
    Image.new("RGB", (64, 48), "teal").save(out, "JPEG", exif=b"Exif\0\0" + tiff)
    return out.getvalue()


def test_a_picture_no_decoder_knows_does_not_hold_up_the_others(
    phone: ApiClient, visit_id: uuid.UUID, engine: Engine, work: Work
) -> None:
    sent = {new_id(): data for data in (UNKNOWN_TO_PILLOW, two_frames(65_000, 65_000), photo_bytes())}
    for photo_id, data in sent.items():
        reply = phone.put(f"/photos/{photo_id}?visit_id={visit_id}", data=data, headers=photo_headers(data))
        assert reply.status_code == 201, reply.text
    run_waiting(engine)
    with work() as uow:
        statuses = [uow.session.get_one(Photo, photo_id).status for photo_id in sent]
    assert statuses == ["unreadable", "unreadable", "ready"]


@pytest.mark.parametrize(
    "entry",
    [
        pytest.param(b"\x12\x01\x03\0\x01\0\0\0\xff\xff\0\0", id="orientation 65535"),
        pytest.param(b"\x12\x01\x02\0\xff\xff\xff\xff\xff\xff\xff\xff", id="orientation is a text of 4 GB elsewhere"),
        pytest.param(b"\x12\x01\x05\0\x01\0\0\0\0\0\0\0", id="orientation is a fraction inside the header"),
        pytest.param(b"\x69\x87\x04\0\x01\0\0\0\x08\0\0\0", id="a directory that contains itself"),
    ],
)
def test_odd_metadata_leaves_a_picture_readable_and_goes(entry: bytes) -> None:
    copy = Image.open(io.BytesIO(render(with_orientation(entry)).full))
    assert (copy.size, dict(copy.getexif())) == ((64, 48), {})


def test_every_damage_is_a_picture_or_a_refusal() -> None:
    whole = photo_bytes((48, 32), "PNG"), photo_bytes((48, 32)), photo_bytes((48, 32), "WEBP")
    for data in whole:
        for at in range(0, min(len(data), 400), 3):
            for byte in (0, 0xFF):
                try:
                    render(data[:at] + bytes([byte]) + data[at + 1 :])
                except ImageProblem:
                    continue


def test_a_photo_deleted_while_its_copies_were_made_leaves_no_bytes(
    phone: ApiClient, visit_id: uuid.UUID, engine: Engine, work: Work
) -> None:
    data, photo_id = photo_bytes(), new_id()
    phone.put(f"/photos/{photo_id}?visit_id={visit_id}", data=data, headers=photo_headers(data))
    with work() as uow:
        as_it_was = uow.session.get_one(Photo, photo_id)
    evidence.make_copies(engine, photo_id)
    with work() as uow:
        now_is = uow.session.get_one(Photo, photo_id)
        keys = [evidence.copy_key(photo_id, digest) for digest in (now_is.full_sha256, now_is.thumb_sha256)]
    assert all(files.exists(key) for key in keys)
    with work() as uow:
        uow.session.add(as_it_was)
        removal.delete_photo(uow, as_it_was, now())
    run_waiting(engine)
    assert not any(files.exists(key) for key in keys)


def test_bytes_of_a_deleted_photo_go_even_if_the_store_is_away_at_first(
    phone: ApiClient, visit_id: uuid.UUID, engine: Engine, settings: Settings
) -> None:
    data, photo_id = photo_bytes(), new_id()
    phone.put(f"/photos/{photo_id}?visit_id={visit_id}", data=data, headers=photo_headers(data))
    key = evidence.original_key(photo_id, photo_headers(data)["X-Content-SHA256"])
    files._stores.clear()
    try:
        assert phone.delete(f"/photos/{photo_id}").status_code == 204
        run_waiting(engine, 2)
    finally:
        files.connect(settings.files_url)
    assert files.exists(key)
    run_waiting(engine)
    assert not files.exists(key)
