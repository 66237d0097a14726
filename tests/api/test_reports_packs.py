"""Packs and reports of figures: who may have them made, what is in them, and what becomes of their files."""

import datetime as dt
import io
import re
import threading
import uuid
import zipfile
from collections.abc import Callable

import pytest
from pypdf import PdfReader
from sqlalchemy import Engine, select, update

from backend.kernel import files, jobs
from backend.kernel.clock import now
from backend.kernel.ids import new_id
from backend.reports import packing
from backend.reports.expiry import FILES, remove_expired
from backend.reports.models import Report
from backend.visits.models import Visit
from tests.api.client import ApiClient, Device
from tests.conftest import Work
from tests.factories.reports import SHORT_REPORT, make_rich_visit
from tests.factories.visits import Chain, Scene
from tests.pdf.checking import check_pdf

PERIOD = {"period_kind": "quarter", "period": "2026-Q4"}


@pytest.fixture
def scene() -> Scene:
    return SHORT_REPORT


def order(device: ApiClient, kind: str = "pack", **about: object):
    wanted = {"kind": kind, "edition": "centre", **PERIOD, **about}
    return device.put(f"/reports/{new_id()}", wanted)


def made(engine: Engine, device: ApiClient, kind: str = "pack", **about: object) -> tuple[dict, bytes]:
    reply = order(device, kind, **about)
    assert reply.status_code == 202, reply.text
    jobs.run_waiting(engine)
    report = device.get(f"/reports/{reply.json['id']}").json
    assert report["status"] == "ready", report
    data = device.get(f"/reports/{report['id']}/file").data
    for file in [data] if report["format"] == "pdf" else files_in(data):
        check_pdf(file)
    return report, data


def files_in(data: bytes) -> list[bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return [archive.read(name) for name in archive.namelist()]


def text_of(data: bytes) -> str:
    return re.sub(r"\s+", " ", " ".join(page.extract_text() for page in PdfReader(io.BytesIO(data), strict=True).pages))


def area_of(chain: Chain) -> str:
    return str(chain.centre.area_id)


def test_a_pack_binds_every_approved_visit_of_the_area(
    engine: Engine, chain: Chain, manager: ApiClient, visits: list[uuid.UUID]
) -> None:
    report, data = made(engine, manager, area_id=area_of(chain))
    reader = PdfReader(io.BytesIO(data), strict=True)
    assert len(reader.pages) == report["pages"]
    text = text_of(data)
    for said in ("Said in visit 1.", "Said in visit 2.", "Visit 1 of 2", "Visit 2 of 2"):
        assert said in text
    assert chain.auditor.name not in text
    root = reader.trailer["/Root"]
    tags = root["/StructTreeRoot"]["/K"][0].get_object()["/K"]
    assert [tag.get_object()["/S"] for tag in tags].count("/Part") == 2
    nums = root["/StructTreeRoot"]["/ParentTree"]["/Nums"][::2]
    assert nums == sorted(set(nums)) and {page["/StructParents"] for page in reader.pages} <= set(nums)
    titles = [item.title for item in reader.outline if not isinstance(item, list)]
    places = [reader.get_destination_page_number(item) for item in reader.outline if not isinstance(item, list)]
    assert [title[:3] for title in titles[-2:]] == ["1  ", "2  "]
    listed = [
        int(found) for found in re.findall(r"(?:Pass|Fail) (\d+)", reader.pages[1].extract_text().replace("\n", " "))
    ]
    assert listed == [place + 1 for place in places[-2:]]


def test_what_is_not_approved_is_in_no_pack(
    engine: Engine, chain: Chain, manager: ApiClient, visits: list[uuid.UUID], work: Work
) -> None:
    with work() as uow:
        for seed, status in enumerate(("submitted", "returned", "void", "cancelled", "planned"), 11):
            visit_id = make_rich_visit(uow, chain, seed=seed, comments=[f"Said in visit {seed}."])
            uow.session.execute(update(Visit).where(Visit.id == visit_id).values(status=status))
    _, data = made(engine, manager, area_id=area_of(chain), format="zip")
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        text = "".join(text_of(archive.read(name)) for name in archive.namelist())
        assert len(archive.namelist()) == 3
    assert set(re.findall(r"Said in visit (\d+)", text)) == {"1", "2"}


def test_each_file_in_a_zip_is_a_report_of_its_own(
    engine: Engine, chain: Chain, manager: ApiClient, api: ApiClient, visits: list[uuid.UUID], work: Work
) -> None:
    import hashlib

    _, data = made(engine, manager, area_id=area_of(chain), format="zip")
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        hashes = {hashlib.sha256(archive.read(name)).hexdigest() for name in archive.namelist()[1:]}
    with work() as uow:
        rows = uow.session.scalars(select(Report).where(Report.kind == "visit")).all()
    assert {row.file_sha256 for row in rows} == hashes
    found = api.get(f"/verifications/{rows[0].code}?sha256={rows[0].file_sha256}").json
    assert (found["status"], found["file"]) == ("current", "same")


def test_a_visit_voided_meanwhile_is_not_in_the_pack(
    engine: Engine, chain: Chain, manager: ApiClient, visits: list[uuid.UUID], work: Work, monkeypatch
) -> None:
    real = packing.make_part

    def void_one_meanwhile(*args):
        with work() as uow:
            gone = {"status": "void", "decided_at": now()}
            uow.session.execute(update(Visit).where(Visit.id == visits[1]).values(**gone))
        return real(*args)

    monkeypatch.setattr(packing, "make_part", void_one_meanwhile)
    report, data = made(engine, manager, area_id=area_of(chain))
    assert "Said in visit 1." in text_of(data) and "Said in visit 2." not in text_of(data)
    assert manager.get(f"/verifications/{report['code']}").json["status"] == "current"


def test_progress_counts_visits_and_a_cancelled_pack_stops(
    engine: Engine, chain: Chain, manager: ApiClient, visits: list[uuid.UUID], monkeypatch
) -> None:
    report_id = order(manager, area_id=area_of(chain)).json["id"]
    real, seen = packing.make_part, []

    def cancel_after_one(*args):
        seen.append(manager.get(f"/reports/{report_id}").json)
        manager.delete(f"/reports/{report_id}")
        return real(*args)

    monkeypatch.setattr(packing, "make_part", cancel_after_one)
    jobs.run_waiting(engine)
    assert len(seen) == 1
    assert manager.get(f"/reports/{report_id}").json["status"] == "cancelled"


def test_a_worker_that_died_leaves_the_pack_to_the_next(
    engine: Engine, chain: Chain, manager: ApiClient, visits: list[uuid.UUID], work: Work, monkeypatch
) -> None:
    report_id = order(manager, area_id=area_of(chain)).json["id"]

    class Killed(BaseException):
        """What no handler sees, as with SIGKILL."""

    def die(*_args):
        raise Killed

    with monkeypatch.context() as dying:
        dying.setattr(packing, "make_part", die)
        with pytest.raises(Killed):
            jobs.run_waiting(engine)
    assert manager.get(f"/reports/{report_id}").json["status"] == "running"
    with work() as uow:
        uow.session.execute(update(jobs.Job).values(lease_until=now() - dt.timedelta(seconds=1)))
    jobs.sweep(engine)
    jobs.run_waiting(engine)
    assert manager.get(f"/reports/{report_id}").json["status"] == "ready"


def test_an_expired_file_goes_and_can_be_made_again(
    engine: Engine, chain: Chain, manager: ApiClient, api: ApiClient, visits: list[uuid.UUID], work: Work
) -> None:
    about = {"visit_id": str(visits[0]), "period_kind": None, "period": None}
    report, data = made(engine, manager, "visit", **about)
    with work() as uow:
        uow.session.execute(update(Report).values(expires_at=now() - dt.timedelta(days=1)))
    assert (remove_expired(engine), remove_expired(engine)) == (1, 0)
    assert not files.exists(f"reports/{report['sha256']}.pdf")
    assert manager.get(f"/reports/{report['id']}").json["status"] == "expired"
    assert manager.get(f"/reports/{report['id']}/file").json["code"] == "report.expired"
    again, _ = made(engine, manager, "visit", **about)
    assert again["id"] != report["id"]
    # The paper from before still holds: it says the same.
    assert api.get(f"/verifications/{report['code']}?sha256={report['sha256']}").json["status"] == "current"


def test_files_are_not_removed_while_one_is_being_shared(
    engine: Engine, chain: Chain, manager: ApiClient, visits: list[uuid.UUID], work: Work
) -> None:
    report, data = made(engine, manager, "visit", visit_id=str(visits[0]), period_kind=None, period=None)
    with work() as uow:
        uow.session.execute(update(Report).values(expires_at=now() - dt.timedelta(days=1)))
    removed: list[int] = []
    removing = threading.Thread(target=lambda: removed.append(remove_expired(engine)))
    with work() as uow:
        uow.alone(FILES)
        uow.session.execute(update(Report).values(expires_at=now() + dt.timedelta(days=1)))
        removing.start()
        removing.join(0.3)
        assert removing.is_alive()
    removing.join()
    assert removed == [0]
    assert manager.get(f"/reports/{report['id']}/file").data == data


@pytest.mark.parametrize(
    ("about", "code", "status"),
    [
        ({"period": "2020-Q1"}, "report.no_visits", 409),
        ({"period": "2026-13"}, "invalid", 422),
        ({"period_kind": "wave", "period": "none"}, "invalid", 422),
        ({"period": None}, "invalid", 422),
        ({"centre_id": str(new_id())}, "invalid", 422),
        ({"kind": "wall", "format": "zip", "centre_id": str(new_id())}, "invalid", 422),
    ],
)
def test_what_makes_no_sense_is_refused_with_its_place(
    chain: Chain, manager: ApiClient, visits: list[uuid.UUID], about: dict, code: str, status: int
) -> None:
    wanted = {"kind": "pack", "area_id": area_of(chain) if about.get("kind") is None else None, **about}
    reply = order(manager, **wanted)
    assert (reply.status_code, reply.json["code"]) == (status, code), reply.text


def test_everybody_has_made_what_they_answer_for(chain: Chain, visits: list[uuid.UUID], new_device: Device) -> None:
    def status(user: object, kind: str, **about: object) -> int:
        return order(new_device().as_user(user), kind, **about).status_code  # type: ignore[arg-type]

    area, centre = {"area_id": area_of(chain)}, {"centre_id": str(chain.centre.id)}
    assert status(chain.administrator, "pack") == status(chain.manager, "pack", **area) == 202
    assert status(chain.manager, "pack") == status(chain.centre_manager, "pack", **area) == 403
    assert status(chain.centre_manager, "wall", **centre) == status(chain.manager, "centre", **centre) == 202
    assert status(chain.other_manager, "area", **area) in (403, 404)
    assert status(chain.other_centre_manager, "centre", **centre) == 404
    assert status(chain.auditor, "centre", **centre) == 403
    seen: Callable[[object], set[str]] = lambda user: {  # noqa: E731
        report["kind"]
        for report in new_device().as_user(user).get("/reports").json["items"]  # type: ignore[arg-type]
    }
    assert seen(chain.centre_manager) == {"wall", "centre"}
    assert seen(chain.manager) == {"pack", "wall", "centre"}
    assert seen(chain.other_manager) == seen(chain.auditor) == seen(chain.other_centre_manager) == set()


def test_a_report_of_figures_says_what_the_comparison_says(
    engine: Engine, chain: Chain, manager: ApiClient, visits: list[uuid.UUID]
) -> None:
    shown = manager.get(f"/comparison?period=quarter&from=2026-10-01&to=2026-12-31&centre_id={chain.centre.id}").json
    value = next(one for one in shown["series"][0]["values"] if one)
    mean = f"{value['mean']:.1f}"
    for kind, about in (("centre", {"centre_id": str(chain.centre.id)}), ("wall", {"centre_id": str(chain.centre.id)}),
                        ("area", {"area_id": area_of(chain)})):  # fmt: skip
        report, data = made(engine, manager, kind, **about)
        reader = PdfReader(io.BytesIO(data))
        assert mean in text_of(data) and chain.centre.name in text_of(data)
        assert set(reader.attachments) == {"data.json"}
        assert (report["pages"] == 1) is (kind == "wall")
