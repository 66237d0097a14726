"""Photos: sent over a bad line, damaged, hostile, or by the wrong person; and what is served of them afterwards."""

import hashlib
import io
import struct
import uuid
import zlib
from pathlib import Path

import pytest
from PIL import Image, ImageFile
from sqlalchemy import Engine, select

from backend.evidence.models import Photo
from backend.evidence.service import original_key
from backend.kernel import files, images
from backend.kernel.ids import new_id
from backend.kernel.jobs import run_waiting
from tests.api.client import ApiClient, Device
from tests.conftest import Work
from tests.factories.visits import Chain, photo_bytes, photo_headers, short_answers, submission

CAMERA = Path(__file__).parents[3] / "shared" / "data" / "photos"
ORIENTATION, MAKE, GPS_IFD = 0x0112, 0x010F, 0x8825


def send(phone: ApiClient, visit_id: uuid.UUID, data: bytes, photo_id: uuid.UUID | None = None, **headers: str):
    path = f"/photos/{photo_id or new_id()}?visit_id={visit_id}&question_id=greeted"
    return phone.put(path, data=data, headers=photo_headers(data) | headers)


def image(device: ApiClient, photo_id: str, size: int = 2048) -> Image.Image:
    reply = device.get(f"/photos/{photo_id}/image?size={size}")
    assert reply.status_code == 200, reply.text
    return Image.open(io.BytesIO(reply.data))


def sideways_with_position() -> bytes:
    """A picture 600 x 400, red above blue, stored turned: orientation 6, camera and position in its EXIF."""
    upright = Image.new("RGB", (600, 400), "red")
    upright.paste("blue", (0, 200, 600, 400))
    exif = Image.Exif()
    exif[ORIENTATION], exif[MAKE] = 6, "Phone"
    exif.get_ifd(GPS_IFD).update({1: "N", 2: (48.0, 8.0, 14.0), 3: "E", 4: (11.0, 34.0, 31.0)})
    out = io.BytesIO()
    upright.transpose(Image.Transpose.ROTATE_90).save(out, "JPEG", exif=exif, comment=b"at home")
    return out.getvalue()


def png(width: int, height: int) -> bytes:
    """A PNG that claims this size in a few bytes: a decompression bomb."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(b"")) + chunk(b"IEND", b"")


def test_photo_is_stored_once_however_often_it_is_sent(phone: ApiClient, visit_id: uuid.UUID, work: Work) -> None:
    data, photo_id = photo_bytes(), new_id()
    replies = [send(phone, visit_id, data, photo_id) for _ in range(3)]
    assert [reply.status_code for reply in replies] == [201, 200, 200]
    assert {reply.json["sha256"] for reply in replies} == {hashlib.sha256(data).hexdigest()}
    with work() as uow:
        assert len(uow.session.scalars(select(Photo)).all()) == 1


def test_photo_sent_again_after_its_copies_exist_is_still_there_once(
    phone: ApiClient, visit_id: uuid.UUID, engine: Engine
) -> None:
    data, photo_id = photo_bytes(), new_id()
    send(phone, visit_id, data, photo_id)
    run_waiting(engine)
    again = send(phone, visit_id, data, photo_id)
    assert (again.status_code, again.json["status"]) == (200, "ready")
    assert not files.exists(original_key(photo_id, again.json["sha256"]))


def test_bytes_are_stored_before_the_photo_is_acknowledged(phone: ApiClient, visit_id: uuid.UUID) -> None:
    data = photo_bytes()
    stored = send(phone, visit_id, data).json
    assert files.get(original_key(uuid.UUID(stored["id"]), stored["sha256"])) == data


def test_worker_makes_the_copies_of_a_visit_in_one_job(
    phone: ApiClient, visit_id: uuid.UUID, engine: Engine, work: Work
) -> None:
    for colour in ("red", "green", "blue"):
        send(phone, visit_id, photo_bytes(colour=colour))
    assert run_waiting(engine) == 1
    with work() as uow:
        photos = uow.session.scalars(select(Photo)).all()
        assert [photo.status for photo in photos] == ["ready"] * 3
        assert not any(files.exists(original_key(photo.id, photo.sha256)) for photo in photos)


def test_served_picture_is_upright_and_says_nothing_about_place_or_phone(phone: ApiClient, visit_id: uuid.UUID) -> None:
    stored = send(phone, visit_id, sideways_with_position()).json
    assert (stored["width"], stored["height"]) == (600, 400)
    for size, expected in ((2048, (600, 400)), (320, (320, 213))):
        served = image(phone, stored["id"], size)
        assert served.size == expected
        assert not dict(served.getexif())
        assert not {"exif", "xmp", "comment", "icc_profile"} & set(served.info)
        red, blue = served.getpixel((served.width // 2, 5)), served.getpixel((served.width // 2, served.height - 5))
        assert (red[0] > 200, blue[2] > 200) == (True, True)


def test_served_picture_may_be_kept_for_ever_once_nobody_can_replace_it(
    phone: ApiClient, visit_id: uuid.UUID, engine: Engine
) -> None:
    phone.patch(f"/visits/{visit_id}/answers", {"answers": short_answers()})
    stored = send(phone, visit_id, photo_bytes()).json
    run_waiting(engine)
    assert phone.get(f"/photos/{stored['id']}/image?size=320").headers["Cache-Control"] == "private, no-cache"
    phone.post(f"/visits/{visit_id}/submission", submission(), headers={"Idempotency-Key": "done"})
    reply = phone.get(f"/photos/{stored['id']}/image?size=320")
    assert reply.headers["Cache-Control"] == "private, max-age=31536000, immutable"
    assert reply.mimetype == "image/jpeg"
    again = phone.get(f"/photos/{stored['id']}/image?size=320", headers={"If-None-Match": reply.headers["ETag"]})
    assert again.status_code == 304
    assert phone.get(f"/photos/{stored['id']}/image?size=100").status_code == 422


def test_a_signature_drawn_on_glass_appears_on_white_paper(phone: ApiClient, visit_id: uuid.UUID) -> None:
    out = io.BytesIO()
    Image.new("RGBA", (100, 50), (0, 0, 0, 0)).save(out, "PNG")
    stored = send(phone, visit_id, out.getvalue(), **{"Content-Type": "image/png"}).json
    assert image(phone, stored["id"]).getpixel((50, 25)) == (255, 255, 255)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "HEIF"])
def test_each_kind_of_picture_is_told_by_its_content(phone: ApiClient, visit_id: uuid.UUID, kind: str) -> None:
    import pillow_heif

    pillow_heif.register_heif_opener()
    data = photo_bytes((128, 96), kind)
    stored = send(phone, visit_id, data, **{"Content-Type": "application/octet-stream"})
    assert stored.status_code == 201, stored.text
    assert (stored.json["width"], stored.json["height"]) == (128, 96)
    assert image(phone, stored.json["id"]).size == (128, 96)


def test_a_real_iphone_original_is_converted(phone: ApiClient, visit_id: uuid.UUID) -> None:
    original = CAMERA / "iphone_13_pro_max.HEIC"
    if not original.exists():
        pytest.skip("no camera originals on this machine")
    stored = send(phone, visit_id, original.read_bytes()).json
    served = image(phone, stored["id"])
    assert (served.format, served.size) == ("JPEG", (1536, 2048))
    assert not dict(served.getexif())


@pytest.mark.parametrize("name", ["landscape_3.jpg", "landscape_6.jpg", "landscape_8.jpg", "iphone_hdr_NO.jpg"])
def test_real_camera_files_are_served_upright(phone: ApiClient, visit_id: uuid.UUID, name: str) -> None:
    original = CAMERA / name
    if not original.exists():
        pytest.skip("no camera originals on this machine")
    served = image(phone, send(phone, visit_id, original.read_bytes()).json["id"])
    assert served.width > served.height
    assert not dict(served.getexif())


BAD = {
    "empty": (b"", 422, "photo.not_an_image"),
    "text": (b"<svg xmlns='http://www.w3.org/2000/svg'/>", 422, "photo.not_an_image"),
    "gif": (b"GIF89a" + bytes(100), 422, "photo.not_an_image"),
    "jpeg without end": (photo_bytes()[:-400], 422, "photo.truncated"),
    "jpeg of two bytes": (b"\xff\xd8\xff", 422, "photo.truncated"),
    "png without end": (photo_bytes(kind="PNG")[:-12], 422, "photo.truncated"),
    "webp without end": (photo_bytes(kind="WEBP")[:-20], 422, "photo.truncated"),
    "bomb": (png(60_000, 60_000), 422, "photo.too_many_pixels"),
    "no pixels": (png(0, 10), 422, "photo.not_an_image"),
    "giant": (photo_bytes() + bytes(images.MOST_BYTES), 413, "photo.too_large"),
}


@pytest.mark.parametrize("case", list(BAD))
def test_bad_photo_is_refused_and_the_rest_of_the_visit_is_unharmed(
    phone: ApiClient, visit_id: uuid.UUID, case: str
) -> None:
    data, status, code = BAD[case]
    phone.patch(f"/visits/{visit_id}/answers", {"answers": short_answers()})
    good = photo_bytes()
    stored = send(phone, visit_id, good).json
    reply = send(phone, visit_id, data)
    assert (reply.status_code, reply.json["code"]) == (status, code)
    body = submission(photos=[{"id": stored["id"], "sha256": stored["sha256"]}])
    done = phone.post(f"/visits/{visit_id}/submission", body, headers={"Idempotency-Key": case})
    assert (done.status_code, done.json["photo_count"]) == (200, 1)


def test_every_length_of_a_photo_is_refused_or_stored_never_an_error() -> None:
    """A cut at any place: in the header, the tables, the pixels."""
    import pillow_heif

    pillow_heif.register_heif_opener()
    for kind in ("JPEG", "PNG", "WEBP", "HEIF"):
        data = photo_bytes((40, 30), kind)
        for end in range(0, len(data), 7):
            with pytest.raises(images.ImageProblem):
                images.probe(data[:end])


def test_a_hollow_png_is_kept_and_marked_unreadable(
    phone: ApiClient, visit_id: uuid.UUID, engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    # As it is in a worker that has printed a report.
    monkeypatch.setattr(ImageFile, "LOAD_TRUNCATED_IMAGES", True)
    stored = send(phone, visit_id, png(10, 10)).json
    run_waiting(engine)
    (photo,) = phone.get(f"/visits/{visit_id}").json["photos"]
    assert photo["status"] == "unreadable"
    assert files.exists(original_key(uuid.UUID(stored["id"]), stored["sha256"]))
    shown = phone.get(f"/photos/{stored['id']}/image")
    assert (shown.status_code, shown.json["code"]) == (404, "photo.unreadable")


def test_photo_damaged_on_the_way_is_refused(phone: ApiClient, visit_id: uuid.UUID) -> None:
    reply = send(phone, visit_id, photo_bytes(), **{"X-Content-SHA256": "0" * 64})
    assert (reply.status_code, reply.json["code"]) == (422, "photo.hash_mismatch")
    assert phone.get(f"/visits/{visit_id}").json["photos"] == []


def test_other_bytes_under_the_same_id_are_refused(phone: ApiClient, visit_id: uuid.UUID) -> None:
    photo_id = new_id()
    send(phone, visit_id, photo_bytes(), photo_id)
    reply = send(phone, visit_id, photo_bytes(colour="red"), photo_id)
    assert (reply.status_code, reply.json["code"]) == (409, "photo.id_taken")


def test_deleted_photo_cannot_be_brought_back(phone: ApiClient, visit_id: uuid.UUID, engine: Engine) -> None:
    data, photo_id = photo_bytes(), new_id()
    stored = send(phone, visit_id, data, photo_id).json
    run_waiting(engine)
    assert [phone.delete(f"/photos/{photo_id}").status_code for _ in range(2)] == [204, 204]
    late = send(phone, visit_id, data, photo_id)
    assert (late.status_code, late.json["code"]) == (410, "photo.deleted")
    assert phone.get(f"/photos/{photo_id}/image").status_code == 410
    assert phone.get(f"/visits/{visit_id}").json["photos"] == []
    run_waiting(engine)
    folder = Path(files._stores[0]._folder) / "photos" / photo_id.hex[-2:]  # type: ignore[attr-defined]
    assert not [path for path in folder.glob(f"{photo_id}*") if path.exists()], stored


def test_a_deletion_that_overtakes_its_upload_still_wins(phone: ApiClient, visit_id: uuid.UUID) -> None:
    data, photo_id = photo_bytes(), new_id()
    unknown = phone.delete(f"/photos/{photo_id}")
    assert (unknown.status_code, unknown.json["code"]) == (404, "not_found")
    assert [phone.delete(f"/photos/{photo_id}?visit_id={visit_id}").status_code for _ in range(2)] == [204, 204]
    late = send(phone, visit_id, data, photo_id)
    assert (late.status_code, late.json["code"]) == (410, "photo.deleted")
    assert phone.get(f"/visits/{visit_id}").json["photos"] == []
    assert phone.get(f"/visits/{visit_id}").json["photo_count"] == 0
    assert not files.exists(original_key(photo_id, hashlib.sha256(data).hexdigest()))


def test_nobody_else_leaves_a_mark_where_a_photo_will_come(
    phone: ApiClient, visit_id: uuid.UUID, new_device: Device, chain: Chain
) -> None:
    photo_id = new_id()
    path = f"/photos/{photo_id}?visit_id={visit_id}"
    assert new_device().as_user(chain.other_auditor).delete(path).status_code == 404
    assert new_device().as_user(chain.manager).delete(path).status_code == 403
    assert send(phone, visit_id, photo_bytes(), photo_id).status_code == 201


def test_photo_gets_another_caption_and_question(phone: ApiClient, visit_id: uuid.UUID) -> None:
    stored = send(phone, visit_id, photo_bytes()).json
    changed = phone.patch(f"/photos/{stored['id']}", {"caption": "The door", "question_id": "interest"})
    assert (changed.json["caption"], changed.json["question_id"]) == ("The door", "interest")
    wrong = phone.patch(f"/photos/{stored['id']}", {"question_id": "nowhere"})
    assert (wrong.status_code, wrong.json["code"]) == (422, "photo.unknown_question")


def test_others_neither_send_nor_see_photos_of_a_visit(
    phone: ApiClient, visit_id: uuid.UUID, chain: Chain, new_device: Device
) -> None:
    stored = send(phone, visit_id, photo_bytes()).json
    strangers = (chain.other_auditor, chain.other_manager, chain.centre_manager, chain.other_centre_manager)
    for stranger in strangers:
        device = new_device().as_user(stranger)
        assert device.get(f"/photos/{stored['id']}/image").status_code == 404
    other = new_device().as_user(chain.other_auditor)
    assert send(other, visit_id, photo_bytes()).status_code == 404
    assert other.delete(f"/photos/{stored['id']}").status_code == 404
    assert image(new_device().as_user(chain.manager), stored["id"]).size == (640, 480)


def test_submitted_visit_takes_no_more_photos_but_confirms_those_it_has(phone: ApiClient, visit_id: uuid.UUID) -> None:
    phone.patch(f"/visits/{visit_id}/answers", {"answers": short_answers()})
    data, photo_id = photo_bytes(), new_id()
    send(phone, visit_id, data, photo_id)
    phone.post(f"/visits/{visit_id}/submission", submission(), headers={"Idempotency-Key": "done"})
    late = send(phone, visit_id, photo_bytes(colour="red"))
    assert (late.status_code, late.json["code"]) == (409, "visit.wrong_state")
    assert send(phone, visit_id, data, photo_id).status_code == 200
    assert phone.delete(f"/photos/{photo_id}").status_code == 409
