"""Verification: a stranger learns whether a file is the one issued and whether it holds, and nothing of its content."""

import datetime as dt
import uuid

import pytest
from sqlalchemy import Engine, update

from backend.kernel import jobs
from backend.kernel.clock import now
from backend.kernel.ids import new_id
from backend.reports.issue import ALPHABET, issue_with
from backend.reports.models import Report
from backend.reviews.certificate import issue_certificate
from backend.visits.models import Visit
from tests.api.client import ApiClient
from tests.conftest import Work
from tests.factories.reports import DAY, SHORT_REPORT, make_scored
from tests.factories.visits import Chain, Scene

MARK = issue_with("", "https://x")


@pytest.fixture
def scene() -> Scene:
    return SHORT_REPORT


def issued(work: Work, visit_id: uuid.UUID, /, **changes: object) -> Report:
    """A finished report of this visit, as a worker leaves it."""
    values = {
        "kind": "visit", "edition": "review", "format": "pdf", "language": "en", "subject": f"visit:{visit_id}",
        "visit_id": visit_id, "code": MARK.another().code, "content_hash": "a" * 64, "file_sha256": "b" * 64,
        "visits": [str(visit_id)], "created_at": now(), "read_at": now() + dt.timedelta(seconds=1),
    }  # fmt: skip
    with work() as uow:
        report = Report(id=new_id(), **(values | changes))
        uow.session.add(report)
    return report


def verdict(device: ApiClient, report: Report, sha256: str | None = None) -> tuple[str, str | None]:
    reply = device.get(f"/verifications/{report.code}" + (f"?sha256={sha256}" if sha256 else ""))
    assert reply.status_code == 200, reply.text
    return reply.json["status"], reply.json["file"]


def test_the_issued_file_is_known_by_its_hash(api: ApiClient, work: Work, visit_id: uuid.UUID) -> None:
    report = issued(work, visit_id)
    assert verdict(api, report) == ("current", None)
    assert verdict(api, report, "B" * 64) == ("current", "same")
    assert verdict(api, report, "c" * 64) == ("current", "other")
    assert api.get(f"/verifications/{report.code}?sha256=short").status_code == 422


def test_nothing_of_the_visit_is_told(api: ApiClient, work: Work, chain: Chain, visit_id: uuid.UUID) -> None:
    report = issued(work, visit_id)
    reply = api.get(f"/verifications/{report.code}")
    assert set(reply.json) == {"code", "kind", "issued_on", "status", "file"}
    for secret in (chain.centre.name, chain.auditor.name, str(visit_id), "b" * 64):
        assert secret not in reply.text


@pytest.mark.parametrize("typed", ["{lower}", "{grouped}", " {grouped} "])
def test_a_code_is_found_however_it_is_typed(api: ApiClient, work: Work, visit_id: uuid.UUID, typed: str) -> None:
    code = issued(work, visit_id).code or ""
    shown = issue_with(code, "https://x").shown
    reply = api.get("/verifications/" + typed.format(lower=code.lower(), grouped=shown))
    assert reply.json["code"] == code


@pytest.mark.parametrize("code", ["ABCD-EFGH-JKMN", "-", "%00", "x" * 41])
def test_an_unknown_code_is_nothing(api: ApiClient, code: str) -> None:
    assert api.get(f"/verifications/{code}").status_code in (400, 404)


def test_a_report_still_being_made_is_not_issued(api: ApiClient, work: Work, visit_id: uuid.UUID) -> None:
    report = issued(work, visit_id, file_sha256=None)
    assert api.get(f"/verifications/{report.code}").json["code"] == "verification.unknown"


def test_a_void_visit_withdraws_its_report(api: ApiClient, work: Work, visit_id: uuid.UUID) -> None:
    report = issued(work, visit_id)
    with work() as uow:
        uow.session.execute(update(Visit).values(status="void", decided_at=now() + dt.timedelta(minutes=1)))
    assert verdict(api, report) == ("withdrawn", None)


def test_a_draft_is_superseded_when_the_visit_is_handed_in_again(
    api: ApiClient, work: Work, visit_id: uuid.UUID
) -> None:
    def becomes(**changes: object) -> None:
        with work() as uow:
            uow.session.execute(update(Visit).values(decided_at=None, **changes))

    becomes(status="submitted")
    report = issued(work, visit_id)
    assert verdict(api, report)[0] == "current"
    becomes(status="returned")
    assert verdict(api, report)[0] == "superseded"
    becomes(status="submitted", submitted_at=now() + dt.timedelta(minutes=1))
    assert verdict(api, report)[0] == "superseded"


def test_a_rescore_a_new_decision_and_a_newer_report_supersede(api: ApiClient, work: Work, visit_id: uuid.UUID) -> None:
    report, later = issued(work, visit_id), now() + dt.timedelta(minutes=1)
    newer = issued(work, visit_id, content_hash="d" * 64, read_at=later)
    assert (verdict(api, report)[0], verdict(api, newer)[0]) == ("superseded", "current")
    with work() as uow:
        issue_certificate(uow.session, uow.session.get_one(Visit, visit_id), [], later + dt.timedelta(minutes=1))
    assert verdict(api, newer)[0] == "superseded"


def test_the_same_content_again_supersedes_nothing(api: ApiClient, work: Work, visit_id: uuid.UUID) -> None:
    report = issued(work, visit_id)
    issued(work, visit_id, read_at=now() + dt.timedelta(minutes=1))
    issued(work, visit_id, read_at=now() + dt.timedelta(minutes=1), edition="centre", content_hash="e" * 64)
    assert verdict(api, report)[0] == "current"


def test_a_pack_is_superseded_when_one_of_its_visits_goes(api: ApiClient, work: Work, visit_id: uuid.UUID) -> None:
    about = {"visit_id": None, "subject": "area::quarter:2026-Q4", "period_kind": "quarter", "period": "2026-Q4"}
    pack = issued(work, visit_id, kind="pack", **about)
    whole = issued(work, visit_id, kind="area", visits=None, **about)
    assert verdict(api, pack)[0] == verdict(api, whole)[0] == "current"
    with work() as uow:
        uow.session.execute(update(Visit).values(status="void", decided_at=now() + dt.timedelta(minutes=1)))
    assert verdict(api, pack)[0] == verdict(api, whole)[0] == "superseded"


def test_a_visit_that_was_called_off_supersedes_no_report_of_its_period(
    api: ApiClient, work: Work, chain: Chain, visit_id: uuid.UUID
) -> None:
    quarter = {"kind": "centre", "visit_id": None, "visits": None, "period_kind": "quarter", "period": "2026-Q4"}
    report = issued(work, visit_id, centre_id=chain.centre.id, subject="centre:1", **quarter)
    later = now() + dt.timedelta(minutes=1)
    with work() as uow:
        make_scored(uow, chain, chain.centre, [None], DAY, status="cancelled", decided_at=later)
    assert verdict(api, report) == ("current", None)
    with work() as uow:
        make_scored(uow, chain, chain.centre, [80.0], DAY, decided_at=later)
    assert verdict(api, report) == ("superseded", None)


def test_a_printed_report_leads_to_its_own_row(
    engine: Engine, manager: ApiClient, api: ApiClient, visit_id: uuid.UUID
) -> None:
    asked = {"kind": "visit", "visit_id": str(visit_id), "edition": "review"}
    report_id = manager.put(f"/reports/{new_id()}", asked).json["id"]
    jobs.run_waiting(engine)
    ready = manager.get(f"/reports/{report_id}").json
    assert set(ready["code"]) <= set(ALPHABET)
    found = api.get(f"/verifications/{ready['code']}?sha256={ready['sha256']}").json
    assert (found["status"], found["file"]) == ("current", "same")
