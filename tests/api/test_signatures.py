"""A signature says who came: it is for those who review a visit, and no centre sees it in any way."""

import io
import uuid

import pytest
from pypdf import PdfReader
from sqlalchemy import Engine

from backend.evidence.models import Photo
from backend.kernel import jobs
from backend.kernel.ids import new_id
from tests.api.client import ApiClient, Device
from tests.conftest import Work
from tests.factories.reports import make_photo, make_rich_visit, rich_checklist
from tests.factories.visits import Chain, make_chain, photo_bytes

SIGNED = """
  - id: end
    title: End
    touchpoint: close
    questions:
      - {id: signed, text: I made this visit myself., type: signature}
"""


@pytest.fixture
def chain(work: Work) -> Chain:
    with work() as uow:
        return make_chain(uow, rich_checklist(6) + SIGNED.lstrip("\n"))


@pytest.fixture
def visit(work: Work, chain: Chain) -> tuple[uuid.UUID, Photo, Photo]:
    """The visit, its photo of the car park and its signature."""
    with work() as uow:
        visit_id = make_rich_visit(uow, chain)
        parked = make_photo(visit_id, photo_bytes((600, 450)), "q0_0", "The car park")
        signed = make_photo(visit_id, photo_bytes((600, 200)), "signed", "")
        uow.session.add_all([parked, signed])
    return visit_id, parked, signed


def pictures_in(engine: Engine, device: ApiClient, kind: str, edition: str, **about: object) -> tuple[set, str]:
    """The sizes of the photos in a document, and its text."""
    reply = device.put(f"/reports/{new_id()}", {"kind": kind, "edition": edition, **about})
    assert reply.status_code == 202, reply.text
    jobs.run_waiting(engine)
    reader = PdfReader(io.BytesIO(device.get(f"/reports/{reply.json['id']}/file").data))
    sizes = {image.image.size for page in reader.pages for image in page.images if image.image is not None}
    return sizes, " ".join(page.extract_text() for page in reader.pages)


def test_who_reviews_sees_it_and_a_centre_does_not(
    chain: Chain, visit: tuple[uuid.UUID, Photo, Photo], new_device: Device
) -> None:
    visit_id, parked, signed = visit
    for user, sees in ((chain.manager, True), (chain.auditor, True), (chain.centre_manager, False)):
        device = new_device().as_user(user)
        shown = {photo["id"] for photo in device.get(f"/visits/{visit_id}").json["photos"]}
        assert (str(parked.id) in shown, str(signed.id) in shown) == (True, sees)
        for size in (2048, 320):
            assert device.get(f"/photos/{parked.id}/image?size={size}").status_code == 200
            assert device.get(f"/photos/{signed.id}/image?size={size}").status_code == (200 if sees else 404)


def test_no_page_or_report_of_a_centre_shows_it(
    engine: Engine, chain: Chain, manager: ApiClient, visit: tuple[uuid.UUID, Photo, Photo]
) -> None:
    visit_id, parked, _ = visit
    page = manager.get(f"/centres/{chain.centre.id}/figures")
    assert page.status_code == 200, page.text
    assert [photo["photo_id"] for photo in page.json["photos"]] == [str(parked.id)]
    both, _ = pictures_in(engine, manager, "visit", "review", visit_id=str(visit_id))
    assert both == {(600, 450), (600, 200)}
    one, text = pictures_in(engine, manager, "visit", "centre", visit_id=str(visit_id))
    assert one == {(600, 450)} and "Signed" in text
    quarter = {"period_kind": "quarter", "period": "2026-Q4"}
    for kind, about in (
        ("pack", {"area_id": str(chain.centre.area_id)}),
        ("centre", {"centre_id": str(chain.centre.id)}),
    ):
        assert pictures_in(engine, manager, kind, "centre", **about, **quarter)[0] == {(600, 450)}
