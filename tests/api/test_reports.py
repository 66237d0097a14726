"""Reports: asked for, made in the background, cached by content; each person gets the edition they may read."""

import io
import uuid

import pytest
from pypdf import PdfReader
from sqlalchemy import Engine, select, update

from backend.accounts.models import User
from backend.kernel import jobs
from backend.kernel.ids import new_id
from backend.kernel.jobs_models import Job
from backend.reports.models import Report
from backend.visits.models import Visit
from tests.api.client import ApiClient, Device
from tests.conftest import Work
from tests.factories.reports import make_rich_visit, rich_checklist
from tests.factories.visits import Chain, make_chain, photo_bytes


@pytest.fixture
def chain(work: Work) -> Chain:
    with work() as uow:
        return make_chain(uow, rich_checklist(12))


@pytest.fixture
def visit_id(work: Work, chain: Chain) -> uuid.UUID:
    with work() as uow:
        return make_rich_visit(uow, chain, photos=[photo_bytes((1600, 1200)), photo_bytes((600, 900))])


def order(device: ApiClient, visit_id: uuid.UUID, edition: str = "review", report_id: uuid.UUID | None = None):
    wanted = {"kind": "visit", "visit_id": str(visit_id), "edition": edition}
    return device.put(f"/reports/{report_id or new_id()}", wanted)


def make(engine: Engine, device: ApiClient, visit_id: uuid.UUID, edition: str = "review") -> dict:
    reply = order(device, visit_id, edition)
    assert reply.status_code == 202, reply.text
    jobs.run_waiting(engine)
    return device.get(f"/reports/{reply.json['id']}").json


def words_of(device: ApiClient, report: dict) -> str:
    reply = device.get(f"/reports/{report['id']}/file")
    assert reply.status_code == 200
    return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(reply.data)).pages)


def test_manager_asks_for_a_report_and_fetches_it(engine: Engine, manager: ApiClient, visit_id: uuid.UUID) -> None:
    queued = order(manager, visit_id).json
    assert (queued["status"], queued["sha256"], queued["problem"]) == ("queued", None, None)
    assert manager.get(f"/reports/{queued['id']}/file").json["code"] == "report.not_ready"
    jobs.run_waiting(engine)
    ready = manager.get(f"/reports/{queued['id']}").json
    assert (ready["status"], ready["done"]) == ("ready", ready["total"])
    file = manager.get(f"/reports/{ready['id']}/file")
    assert file.mimetype == "application/pdf"
    assert (len(file.data), len(PdfReader(io.BytesIO(file.data)).pages)) == (ready["size"], ready["pages"])


def test_asking_twice_with_one_id_makes_one_report(manager: ApiClient, visit_id: uuid.UUID, work: Work) -> None:
    report_id = new_id()
    first, again = (order(manager, visit_id, report_id=report_id) for _ in range(2))
    assert (first.status_code, first.json) == (again.status_code, again.json)
    assert order(manager, visit_id, "centre", report_id).json["code"] == "id_taken"
    with work() as uow:
        assert len(uow.session.scalars(select(Job)).all()) == 1


def test_nobody_fills_the_queue(manager: ApiClient, visit_id: uuid.UUID, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("backend.reports.views.ORDERS", "2/minute")
    assert [order(manager, visit_id).status_code for _ in range(3)] == [202, 202, 429]


def test_progress_names_the_step_and_counts_to_its_end(engine: Engine, manager: ApiClient, visit_id: uuid.UUID) -> None:
    seen: list[tuple[str, int, int | None]] = []
    report_id = order(manager, visit_id).json["id"]
    advance = jobs.JobRun.progress

    class Watched(jobs.JobRun):
        def progress(self, done: int, total: int | None = None, step: str = "") -> None:
            advance(self, done, total, step)
            now = manager.get(f"/reports/{report_id}").json
            seen.append((now["step"], now["done"], now["total"]))

    with_watch = jobs.JobRun
    jobs.JobRun = Watched
    try:
        jobs.run_waiting(engine)
    finally:
        jobs.JobRun = with_watch
    assert seen == [
        ("reading", 0, None),
        ("photos", 0, 4),
        ("photos", 1, 4),
        ("pages", 2, 4),
        ("saving", 3, 4),
        ("ready", 4, 4),
    ]


def test_equal_content_is_printed_once(engine: Engine, manager: ApiClient, visit_id: uuid.UUID, work: Work) -> None:
    first, second = make(engine, manager, visit_id), make(engine, manager, visit_id)
    assert first["id"] != second["id"]
    assert first["sha256"] == second["sha256"]
    with work() as uow:
        uow.session.execute(update(User).values(language="de"))
    german = make(engine, manager, visit_id)
    assert german["sha256"] != first["sha256"]
    assert "Überblick" in words_of(manager, german)


def test_a_cancelled_report_is_not_made(engine: Engine, manager: ApiClient, visit_id: uuid.UUID) -> None:
    report_id = order(manager, visit_id).json["id"]
    assert manager.delete(f"/reports/{report_id}").status_code == 204
    assert jobs.run_waiting(engine) == 0
    assert manager.get(f"/reports/{report_id}").json["status"] == "cancelled"


def test_a_report_that_fails_says_so_in_plain_words(
    engine: Engine, manager: ApiClient, visit_id: uuid.UUID, work: Work
) -> None:
    with work() as uow:
        uow.session.execute(update(Visit).values(score_card={"broken": True}))
    report_id = order(manager, visit_id).json["id"]
    for _ in range(3):
        jobs.run_waiting(engine)
    shown = manager.get(f"/reports/{report_id}").json
    words = "The report could not be made. Please ask for it again."
    assert (shown["status"], shown["problem"]) == ("failed", {"code": "report.failed", "detail": words, "errors": []})


def test_approval_makes_both_editions(
    engine: Engine, chain: Chain, visit_id: uuid.UUID, work: Work, new_device
) -> None:
    with work() as uow:
        uow.emit("visit.approved", visit_id=visit_id)
    jobs.run_waiting(engine)
    listed = new_device().as_user(chain.manager).get(f"/reports?visit_id={visit_id}").json["items"]
    assert {(report["edition"], report["status"]) for report in listed} == {("review", "ready"), ("centre", "ready")}


def test_each_person_sees_the_edition_for_them(
    engine: Engine, chain: Chain, manager: ApiClient, visit_id: uuid.UUID, new_device: Device
) -> None:
    review, centre = make(engine, manager, visit_id), make(engine, manager, visit_id, "centre")

    def seen_by(user: User) -> set[str]:
        device = new_device().as_user(user)
        listed = {report["id"] for report in device.get("/reports").json["items"]}
        for report in (review, centre):
            expected = 200 if report["id"] in listed else 404
            assert device.get(f"/reports/{report['id']}").status_code == expected
            assert device.get(f"/reports/{report['id']}/file").status_code == expected
        return listed

    both = {review["id"], centre["id"]}
    assert seen_by(chain.administrator) == both
    assert seen_by(chain.manager) == both
    assert seen_by(chain.auditor) == both
    assert seen_by(chain.centre_manager) == {centre["id"]}
    for stranger in (chain.other_manager, chain.other_auditor, chain.other_centre_manager):
        assert seen_by(stranger) == set()


def test_the_centres_edition_names_neither_the_auditor_nor_the_minute(
    engine: Engine, chain: Chain, manager: ApiClient, visit_id: uuid.UUID
) -> None:
    review = words_of(manager, make(engine, manager, visit_id))
    made = make(engine, manager, visit_id, "centre")
    centre = words_of(manager, made)
    reader = PdfReader(io.BytesIO(manager.get(f"/reports/{made['id']}/file").data))
    hidden = (
        reader.attachments["data.json"][0].decode() + str(reader.metadata) + str(reader.xmp_metadata.stream.get_data())
    )
    for secret in (
        chain.auditor.name,
        chain.manager.name,
        "11:00",
        "12:00",
        "Which desk was it?",
        "Clear and complete.",
    ):
        assert secret in review
        assert secret not in centre
        assert secret not in hidden
    assert "20 November 2026, morning" in centre and "20 November 2026, morning" in hidden


@pytest.mark.parametrize("status", ["planned", "in_progress", "returned", "cancelled", "void"])
def test_there_is_no_report_of_an_unfinished_visit(
    manager: ApiClient, visit_id: uuid.UUID, work: Work, status: str
) -> None:
    with work() as uow:
        uow.session.execute(update(Visit).values(status=status))
    assert order(manager, visit_id).json["code"] == "visit.wrong_state"


def test_a_submitted_visit_is_printed_as_a_draft_for_the_review_only(
    engine: Engine, manager: ApiClient, visit_id: uuid.UUID, work: Work
) -> None:
    with work() as uow:
        uow.session.execute(update(Visit).values(status="submitted"))
    assert order(manager, visit_id, "centre").json["code"] == "visit.wrong_state"
    assert "Not approved yet" in words_of(manager, make(engine, manager, visit_id))


def test_a_visit_out_of_sight_cannot_be_printed(chain: Chain, visit_id: uuid.UUID, new_device: Device) -> None:
    assert order(new_device().as_user(chain.other_manager), visit_id).status_code == 404


def test_lists_cost_the_same_with_more_reports(manager: ApiClient, visit_id: uuid.UUID, statements, work: Work) -> None:
    for _ in range(12):
        order(manager, visit_id)
    with statements() as sent:
        assert len(manager.get("/reports").json["items"]) == 12
    assert len([statement for statement in sent if statement.startswith("SELECT")]) <= 4
    with work() as uow:
        assert uow.session.scalar(select(Report.edition).limit(1)) == "review"
