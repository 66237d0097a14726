"""Files over the S3 protocol, against a real server: the same promises as the local folder, then the whole way."""

import hashlib
import io
import os
import resource
import uuid
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from flask import Flask
from PIL import Image
from pypdf import PdfReader
from sqlalchemy import Engine

from backend.app import create_app
from backend.evidence.service import original_key
from backend.kernel import files, jobs
from backend.kernel.ids import new_id
from backend.settings import Settings
from tests.api.client import ApiClient, Device
from tests.conftest import Work, wire
from tests.factories.reports import make_rich_visit, rich_checklist
from tests.factories.visits import make_chain, make_visit, photo_bytes, photo_headers
from tests.live.bucket import Bucket, serving
from tests.live.server import free_port

# Beyond 5 MB the client sends a file in parts.
LARGE = 12 * 1024 * 1024


@pytest.fixture(scope="session")
def s3_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bucket]:
    with serving(tmp_path_factory.mktemp("s3")) as bucket:
        yield bucket


@pytest.fixture
def bucket(s3_server: Bucket, monkeypatch: pytest.MonkeyPatch) -> Bucket:
    """The bucket, with only its own keys in the environment."""
    for name in [name for name in os.environ if name.startswith("AWS_")]:
        monkeypatch.delenv(name)
    for name, value in s3_server.environment.items():
        monkeypatch.setenv(name, value)
    return s3_server


@pytest.fixture(params=["folder", "bucket"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> files.Store:
    """Both kinds, a place of its own for each test."""
    if request.param == "folder":
        return files.open_store(f"file://{tmp_path}/files")
    return files.open_store(f"{request.getfixturevalue('bucket').url}/{new_id()}")


@pytest.fixture
def app(engine: Engine, settings: Settings, bucket: Bucket) -> Iterator[Flask]:
    """The application as its settings make it, its files in the bucket."""
    given = {"INSIDEOUT_DATA_DIR": settings.data_dir, "INSIDEOUT_FILES_URL": bucket.url}
    read = Settings.read(given)
    made = create_app(read, engine)
    made.config["PROPAGATE_EXCEPTIONS"] = False
    jobs.connect(None)
    wire(read)
    yield made
    files.connect(settings.files_url)


def test_what_is_put_is_there_until_it_is_deleted(store: files.Store) -> None:
    store.put("photos/01/a-1.jpg", b"one")
    store.put("photos/01/a-1", b"two")
    assert (store.get("photos/01/a-1.jpg"), store.get("photos/01/a-1")) == (b"one", b"two")
    store.delete("photos/01/a-1.jpg")
    assert (store.exists("photos/01/a-1.jpg"), store.exists("photos/01/a-1")) == (False, True)


@pytest.mark.parametrize("size", [0, 1, LARGE])
def test_putting_again_replaces_the_whole(store: files.Store, size: int) -> None:
    data = os.urandom(size)
    for stored in (b"something else", data, data):
        store.put("reports/01/r.pdf", stored)
    assert store.get("reports/01/r.pdf") == data


def test_the_same_bytes_put_at_once_by_many_are_there_once(store: files.Store) -> None:
    data = os.urandom(300_000)
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda _: store.put("photos/01/b", data), range(16)))
    assert store.get("photos/01/b") == data


def test_a_missing_key_is_told_in_one_way(store: files.Store) -> None:
    store.put("photos/01/there", b"x")
    store.delete("photos/01/never")
    assert not store.exists("photos/01/never")
    with pytest.raises(files.FileMissing, match="photos/01/never"):
        store.get("photos/01/never")


def test_wrong_keys_are_an_error_never_a_missing_file(bucket: Bucket, monkeypatch: pytest.MonkeyPatch) -> None:
    from obstore.exceptions import PermissionDeniedError

    files.open_store(bucket.url).put("photos/01/kept", b"x")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "another")
    stranger = files.open_store(bucket.url)
    for attempt in (stranger.get, stranger.exists, stranger.delete, lambda key: stranger.put(key, b"y")):
        with pytest.raises(PermissionDeniedError):
            attempt("photos/01/kept")


def test_a_disk_that_takes_no_more_is_told_and_nothing_half_written_stays(settings: Settings, tmp_path: Path) -> None:
    files.connect(f"file://{tmp_path}")
    files.put("photos/01/before", b"x")
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1_000, limits[1]))
    try:
        with pytest.raises(files.StoreAway):
            files.put("photos/01/large", bytes(5_000))
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
        files.connect(settings.files_url)
    assert [path.name for path in (tmp_path / "photos" / "01").iterdir()] == ["before"]


def test_photo_goes_the_whole_way_through_the_bucket(
    new_device: Device, bucket: Bucket, engine: Engine, work: Work
) -> None:
    phone, visit_id = _auditor(new_device, work)
    data, photo_id = photo_bytes((2600, 1300)), new_id()
    replies = [_send(phone, visit_id, photo_id, data) for _ in range(2)]
    assert [reply.status_code for reply in replies] == [201, 200]
    original, folder = original_key(photo_id, replies[0].json["sha256"]), f"photos/{photo_id.hex[-2:]}/{photo_id}"
    assert bucket.keys(folder) == [original]
    assert jobs.run_waiting(engine) == 1
    copies = bucket.keys(folder)
    assert (len(copies), original in copies) == (2, False)
    for size, expected in ((2048, (2048, 1024)), (320, (320, 160))):
        reply = phone.get(f"/photos/{photo_id}/image?size={size}")
        assert (reply.status_code, Image.open(io.BytesIO(reply.data)).size) == (200, expected)
    assert _send(phone, visit_id, photo_id, data).status_code == 200
    assert phone.delete(f"/photos/{photo_id}").status_code == 204
    assert jobs.run_waiting(engine) == 1
    assert bucket.keys(folder) == []


def test_report_is_made_from_the_bucket_and_read_back_from_it(
    app: Flask, new_device: Device, bucket: Bucket, engine: Engine, work: Work
) -> None:
    with work() as uow:
        chain = make_chain(uow, rich_checklist(12))
        visit_id = make_rich_visit(uow, chain, photos=[photo_bytes()])
    manager = new_device().as_user(chain.manager)
    ordered = manager.put(f"/reports/{new_id()}", {"kind": "visit", "visit_id": str(visit_id), "edition": "review"})
    jobs.run_waiting(engine)
    report = manager.get(f"/reports/{ordered.json['id']}").json
    file = manager.get(f"/reports/{report['id']}/file")
    assert (report["status"], file.status_code) == ("ready", 200)
    assert hashlib.sha256(file.data).hexdigest() == report["sha256"]
    assert len(PdfReader(io.BytesIO(file.data)).pages) == report["pages"]
    assert any(report["sha256"] in key for key in bucket.keys("reports/"))


def test_photo_is_not_acknowledged_while_the_bucket_is_away(
    new_device: Device, bucket: Bucket, work: Work, monkeypatch: pytest.MonkeyPatch
) -> None:
    phone, visit_id = _auditor(new_device, work)
    data, photo_id = photo_bytes(), new_id()
    monkeypatch.setenv("AWS_ENDPOINT_URL", f"http://127.0.0.1:{free_port()}")
    files.connect(bucket.url)
    refused = _send(phone, visit_id, photo_id, data)
    assert (refused.status_code, refused.json["code"], refused.headers["Retry-After"]) == (503, "unavailable", "5")
    assert phone.get(f"/visits/{visit_id}").json["photos"] == []
    monkeypatch.setenv("AWS_ENDPOINT_URL", bucket.endpoint)
    files.connect(bucket.url)
    assert _send(phone, visit_id, photo_id, data).status_code == 201


def _auditor(new_device: Device, work: Work) -> tuple[ApiClient, uuid.UUID]:
    with work() as uow:
        chain = make_chain(uow)
        visit_id = make_visit(uow, chain)
    return new_device().as_user(chain.auditor), visit_id


def _send(phone: ApiClient, visit_id: uuid.UUID, photo_id: uuid.UUID, data: bytes):
    path = f"/photos/{photo_id}?visit_id={visit_id}&question_id=greeted"
    return phone.put(path, data=data, headers=photo_headers(data))
