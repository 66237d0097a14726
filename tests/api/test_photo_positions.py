"""Where photos were taken: only if the auditor allows it, only as a reason for the reviewer, and not for long."""

import datetime as dt
import uuid

import pytest
from sqlalchemy import Engine, select, update

from backend.centres.models import Centre
from backend.domain.positions import KEPT_FOR
from backend.evidence.models import Photo
from backend.evidence.positions import away, forget_positions
from backend.kernel.clock import now
from backend.kernel.ids import new_id
from tests.api.client import ApiClient, Device
from tests.conftest import Work
from tests.factories.visits import Chain, photo_bytes, photo_headers, short_answers, submission

# The town hall of Leeds, and a place about 700 m north of it.
HERE, NEAR, THERE = (53.7997, -1.5492), (53.8010, -1.5492), (53.8060, -1.5492)


def at(place: tuple[float, float], accuracy_m: float = 20) -> dict[str, object]:
    return {"position": {"lat": place[0], "lon": place[1], "accuracy_m": accuracy_m}}


@pytest.fixture
def photo(phone: ApiClient, visit_id: uuid.UUID, work: Work, chain: Chain) -> str:
    with work() as uow:
        uow.session.execute(update(Centre).where(Centre.id == chain.centre.id).values(lat=HERE[0], lon=HERE[1]))
    photo_id, data = new_id(), photo_bytes()
    phone.put(f"/photos/{photo_id}?visit_id={visit_id}", data=data, headers=photo_headers(data))
    return f"/photos/{photo_id}"


def note(device: ApiClient, visit_id: uuid.UUID) -> object:
    (shown,) = device.get(f"/visits/{visit_id}").json["photos"]
    assert not {"lat", "lon", "position"} & set(shown)
    return shown["place_note"]


@pytest.mark.parametrize(
    ("sent", "expected"),
    [
        (at(THERE), {"code": "away", "metres": 700}),
        (at(NEAR), None),
        (at(THERE, accuracy_m=600), None),
        ({"position": {"refused": True}}, {"code": "refused", "metres": None}),
    ],
    ids=["far away", "on the spot", "too vague to say", "refused"],
)
def test_a_reviewer_is_given_a_reason_and_never_a_place(
    phone: ApiClient, manager: ApiClient, visit_id: uuid.UUID, photo: str, sent: dict[str, object], expected: object
) -> None:
    assert note(manager, visit_id) is None
    assert phone.patch(photo, sent).status_code == 200
    assert (note(manager, visit_id), note(phone, visit_id)) == (expected, None)


def test_a_centre_is_told_nothing(
    phone: ApiClient, manager: ApiClient, visit_id: uuid.UUID, photo: str, new_device: Device, chain: Chain
) -> None:
    phone.patch(photo, at(THERE))
    phone.patch(f"/visits/{visit_id}/answers", {"answers": short_answers()})
    phone.post(f"/visits/{visit_id}/submission", submission(), headers={"Idempotency-Key": "done"})
    version = manager.get(f"/visits/{visit_id}").json["row_version"]
    headers = {"If-Match": f'"{version}"'}
    assert manager.post(f"/visits/{visit_id}/approval", {"privacy_confirmed": True}, headers=headers).status_code == 200
    assert note(new_device().as_user(chain.centre_manager), visit_id) is None


def test_without_the_place_of_the_centre_there_is_nothing_to_say(
    phone: ApiClient, manager: ApiClient, visit_id: uuid.UUID, photo: str, work: Work, chain: Chain
) -> None:
    with work() as uow:
        uow.session.execute(update(Centre).where(Centre.id == chain.centre.id).values(lat=None, lon=None))
    phone.patch(photo, at(THERE))
    assert note(manager, visit_id) is None


def test_raw_figures_are_forgotten_after_thirty_days_and_the_reason_stays(
    phone: ApiClient, manager: ApiClient, visit_id: uuid.UUID, photo: str, engine: Engine, work: Work
) -> None:
    phone.patch(photo, at(THERE))
    assert forget_positions(engine) == 0
    with work() as uow:
        stored = uow.session.scalars(select(Photo)).one()
        assert stored.position == {"lat": THERE[0], "lon": THERE[1], "accuracy_m": 20}
        assert stored.position_until is not None
        assert abs(stored.position_until - now() - KEPT_FOR) < dt.timedelta(minutes=1)
        stored.position_until = now()
    assert [forget_positions(engine), forget_positions(engine)] == [1, 0]
    with work() as uow:
        assert uow.session.scalars(select(Photo)).one().position == {"expired": True}
    assert note(manager, visit_id) == {"code": "away", "metres": 700}


def test_a_deleted_photo_takes_its_position_along(phone: ApiClient, photo: str, work: Work) -> None:
    phone.patch(photo, at(THERE))
    phone.delete(photo)
    with work() as uow:
        stored = uow.session.scalars(select(Photo)).one()
        assert (stored.position, stored.position_until, stored.away_m) == (None, None, None)


@pytest.mark.parametrize(
    "position",
    [
        {},
        {"lat": 1.0},
        {"lat": 1.0, "lon": 2.0},
        {"refused": False},
        {"lat": 91.0, "lon": 0.0, "accuracy_m": 1.0},
        {"lat": 1.0, "lon": 1.0, "accuracy_m": -1.0},
        {"lat": float("nan"), "lon": 1.0, "accuracy_m": 1.0},
        {"refused": True, "lat": 1.0, "lon": 1.0, "accuracy_m": 1.0},
    ],
)
def test_half_a_position_is_none(phone: ApiClient, photo: str, position: dict[str, object]) -> None:
    assert phone.patch(photo, {"position": position}).status_code in (400, 422)


@pytest.mark.parametrize(
    ("metres", "accuracy", "expected"),
    [(299, 0, None), (320, 30, None), (340, 30, 300), (749, 10, 700), (12_499, 10, 12_000), (9_999, 0, 10_000)],
)
def test_distances_are_said_as_people_say_them(metres: float, accuracy: float, expected: int | None) -> None:
    assert away(metres, accuracy) == expected


def test_a_centre_lies_somewhere_or_nobody_knows(new_device: Device, chain: Chain) -> None:
    office = new_device().as_user(chain.administrator)
    path = f"/centres/{chain.centre.id}"
    version = office.get(path).json["row_version"]
    assert office.patch(path, {"lat": 53.8}, version=version).status_code == 422
    placed = office.patch(path, {"lat": HERE[0], "lon": HERE[1]}, version=version)
    assert (placed.status_code, placed.json["lat"], placed.json["lon"]) == (200, *HERE)
    gone = office.patch(path, {"lat": None, "lon": None}, version=placed.json["row_version"])
    assert (gone.json["lat"], gone.json["lon"]) == (None, None)
