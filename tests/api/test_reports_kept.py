"""Keeping a file: once, under one code, whoever is faster, whatever dies or is full meanwhile."""

import errno
import hashlib
import io
import threading
import uuid
import zipfile
from pathlib import Path

import pytest
from sqlalchemy import Engine, select, update

from backend.centres.models import Centre
from backend.kernel import files, jobs
from backend.kernel.ids import new_id
from backend.reports import composing, issuing, packing
from backend.reports.models import Report
from backend.settings import Settings
from tests.api.client import ApiClient
from tests.conftest import Work
from tests.factories.reports import SHORT_REPORT
from tests.factories.visits import Chain, Scene

PERIOD = {"period_kind": "quarter", "period": "2026-Q4"}


@pytest.fixture
def scene() -> Scene:
    return SHORT_REPORT


@pytest.fixture
def store(settings: Settings) -> Path:
    """The folder of the files of reports, empty."""
    folder = Path(settings.files_url.removeprefix("file://")) / "reports"
    for file in folder.glob("*"):
        file.unlink()
    return folder


def ordered(device: ApiClient, kind: str = "pack", **about: object) -> str:
    wanted = {"kind": kind, "edition": "centre", **(PERIOD if kind == "pack" else {}), **about}
    reply = device.put(f"/reports/{new_id()}", wanted)
    assert reply.status_code == 202, reply.text
    return str(reply.json["id"])


def rows_of(work: Work, kind: str) -> list[Report]:
    with work() as uow:
        return list(uow.session.scalars(select(Report).where(Report.kind == kind).order_by(Report.created_at)))


def test_who_comes_late_changes_no_code_that_is_out(
    engine: Engine, manager: ApiClient, visits: list[uuid.UUID], work: Work, store: Path, monkeypatch
) -> None:
    """A worker that stood still for a minute ends what another one has ended meanwhile."""
    report_id = ordered(manager, "visit", visit_id=str(visits[0]))
    real = issuing.keep

    def be_overtaken(*args):
        monkeypatch.setattr(issuing, "keep", real)
        with work() as uow:
            uow.session.execute(update(jobs.Job).values(status="queued"))
        jobs.run_waiting(engine)
        first.update(manager.get(f"/reports/{report_id}").json)
        return real(*args)

    first: dict = {}
    monkeypatch.setattr(issuing, "keep", be_overtaken)
    jobs.run_waiting(engine)
    assert first["status"] == "ready"
    assert manager.get(f"/reports/{report_id}").json == first
    assert [file.stem for file in store.iterdir()] == [first["sha256"]]


def test_two_who_ask_at_once_get_one_file_under_one_code(
    engine: Engine, manager: ApiClient, visits: list[uuid.UUID], store: Path, monkeypatch
) -> None:
    asked = [ordered(manager, "visit", visit_id=str(visits[0])) for _ in range(2)]
    real = issuing.keep

    def let_the_other_in(*args):
        monkeypatch.setattr(issuing, "keep", real)
        jobs.run_waiting(engine)
        return real(*args)

    monkeypatch.setattr(issuing, "keep", let_the_other_in)
    jobs.run_waiting(engine)
    one, other = (manager.get(f"/reports/{id_}").json for id_ in asked)
    assert (one["code"], one["sha256"], one["status"]) == (other["code"], other["sha256"], "ready")
    assert len(list(store.iterdir())) == 1


def test_equal_packs_at_once_are_made_one_after_the_other(
    engine: Engine, chain: Chain, manager: ApiClient, visits: list[uuid.UUID], work: Work, store: Path, monkeypatch
) -> None:
    """Two threads of one worker: the second finds what the first has made, and one that waits can be cancelled."""
    monkeypatch.setattr(issuing, "LOOK_EVERY_S", 0.01)
    waits = threading.Semaphore(0)
    advance = jobs.JobRun.progress

    def progress(self, done: int, total: int | None = None, step: str = "") -> None:
        advance(self, done, total, step)
        if step == "waiting":
            waits.release()

    monkeypatch.setattr(jobs.JobRun, "progress", progress)
    asked = [ordered(manager, area_id=str(chain.centre.area_id), format="zip") for _ in range(3)]
    with work() as uow:
        queued = [uow.session.get_one(Report, uuid.UUID(id_)).job_id for id_ in asked]
    threads = [threading.Thread(target=jobs.run_job, args=(engine, job_id)) for job_id in queued]
    with issuing._packs:
        threads[0].start()
        assert waits.acquire(timeout=30)
        manager.delete(f"/reports/{asked[0]}")
        threads[0].join(30)
        for thread in threads[1:]:
            thread.start()
    for thread in threads[1:]:
        thread.join(60)
    none, one, other = (manager.get(f"/reports/{id_}").json for id_ in asked)
    assert (none["status"], one["status"], other["status"]) == ("cancelled", "ready", "ready")
    assert one["code"] == other["code"]
    assert len(rows_of(work, "visit")) == len(visits)


def test_a_zip_that_broke_off_takes_what_was_made_before(
    engine: Engine, chain: Chain, manager: ApiClient, visits: list[uuid.UUID], work: Work, store: Path, monkeypatch
) -> None:
    report_id = ordered(manager, area_id=str(chain.centre.area_id), format="zip")
    real, printed = packing.render_pdf, []

    def die_at_the_second(*args):
        printed.append(args)
        if len(printed) == 2:
            raise MemoryError
        return real(*args)

    monkeypatch.setattr(packing, "render_pdf", die_at_the_second)
    jobs.run_waiting(engine)
    assert manager.get(f"/reports/{report_id}").json["status"] == "ready"
    assert len(printed) == 3
    parts = rows_of(work, "visit")
    assert len(parts) == len(visits) == len({part.subject for part in parts})
    assert [one["id"] for one in manager.get("/reports?of_visits=false&limit=1").json["items"]] == [report_id]
    assert {one["kind"] for one in manager.get("/reports?of_visits=true").json["items"]} == {"visit"}
    data = manager.get(f"/reports/{report_id}/file").data
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        inside = {hashlib.sha256(archive.read(name)).hexdigest() for name in archive.namelist()[1:]}
    assert inside == {part.file_sha256 for part in parts}
    assert {file.stem for file in store.iterdir()} == inside | {hashlib.sha256(data).hexdigest()}


def test_a_pack_is_made_anew_when_what_it_names_was_renamed(
    engine: Engine, chain: Chain, manager: ApiClient, visits: list[uuid.UUID], work: Work, store: Path
) -> None:
    about = {"area_id": str(chain.centre.area_id)}
    asked = [ordered(manager, **about), ordered(manager, **about)]
    jobs.run_waiting(engine)
    with work() as uow:
        uow.session.execute(update(Centre).where(Centre.id == chain.centre.id).values(name="Renamed Motors"))
    asked.append(ordered(manager, **about))
    jobs.run_waiting(engine)
    first, again, renamed = (manager.get(f"/reports/{id_}").json["code"] for id_ in asked)
    assert first == again != renamed


@pytest.mark.only_on("sqlite")
def test_a_pack_of_another_version_of_the_server_is_made_anew(
    engine: Engine, chain: Chain, manager: ApiClient, visits: list[uuid.UUID], store: Path, monkeypatch
) -> None:
    asked = []
    for version in ("1", "1", "2"):
        monkeypatch.setattr(composing, "_program", lambda version=version: version)
        asked.append(ordered(manager, area_id=str(chain.centre.area_id)))
        jobs.run_waiting(engine)
    first, again, newer = (manager.get(f"/reports/{id_}").json["code"] for id_ in asked)
    assert first == again != newer


@pytest.mark.only_on("sqlite")
def test_a_full_disk_is_said_and_leaves_no_half_a_file(
    engine: Engine, manager: ApiClient, visits: list[uuid.UUID], work: Work, store: Path, monkeypatch
) -> None:
    report_id = ordered(manager, "visit", visit_id=str(visits[0]))

    def write_half(path: Path, source: io.BytesIO) -> None:
        path.write_bytes(source.read(1000))
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as full:
        full.setattr(files, "_write_and_sync", write_half)
        jobs.run_waiting(engine)
    shown = manager.get(f"/reports/{report_id}").json
    assert (shown["status"], shown["problem"]["code"], shown["code"]) == ("failed", "report.no_room", None)
    assert not list(store.iterdir())
    again = ordered(manager, "visit", visit_id=str(visits[0]))
    jobs.run_waiting(engine)
    assert manager.get(f"/reports/{again}").json["status"] == "ready"
