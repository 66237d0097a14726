"""From a number to the visits behind it: the same base, the same mean, nothing that was not approved, and for whom."""

import datetime as dt
import json
import random
import uuid
from collections.abc import Iterator

import pytest
from sqlalchemy import select

from backend.kernel.unit_of_work import UnitOfWork
from backend.reviews.service import approve_visit, void_visit
from backend.visits.models import Visit
from tests.api.client import ApiClient, Device
from tests.api.test_attacks_privacy import CLOCK, times_in_ids
from tests.conftest import Work
from tests.factories.checklists import make_version
from tests.factories.figures import FULL, LATER, SERVICE, as_actor, given, left_out, make_submitted, some_answers
from tests.factories.reports import make_photo
from tests.factories.visits import Chain, make_chain, photo_bytes

DAY = dt.date(2026, 11, 3)
MEASURES = [
    *("overall", "delight", "compliance", "touchpoint:arrival", "touchpoint:needs", "team:sales"),
    *("section:full/talk", "section:full/people", "question:full/greeted", "question:full/interest"),
    *("question:full/minutes", "question:full/warm", "duration:full/minutes", "duration:full/wait"),
]
AT = "period=quarter&at=2026-Q4"
EVERYTHING = {"greeted": given("yes"), "minutes": given(90), "surprise": given(2), "interest": given(3)}
EVERYTHING |= {"offered": given("no")}
SIGNATURE = """\
  - id: end
    title: The end
    touchpoint: arrival
    questions:
      - {id: signature, type: signature, text: "Sign", required: false}
"""


@pytest.fixture
def chain(work: Work) -> Chain:
    with work() as uow:
        return make_chain(uow, FULL)


@pytest.fixture
def boss(new_device: Device, chain: Chain) -> ApiClient:
    return new_device().as_user(chain.administrator)


def approved(uow: UnitOfWork, chain: Chain, *args: object, **changes: object) -> uuid.UUID:
    visit_id = make_submitted(uow, chain, *args, **changes)
    version = uow.session.scalars(select(Visit.row_version).where(Visit.id == visit_id)).one()
    approve_visit(uow, as_actor(chain.administrator), visit_id, version, {"note": ""})
    return visit_id


def many(work: Work, chain: Chain, count: int = 40) -> None:
    """Visits of both centres on three versions, by chance over two quarters."""
    chance = random.Random(7)
    with work() as uow:
        versions = [chain.version.id, make_version(uow, LATER).id, make_version(uow, SERVICE).id]
        for _ in range(count):
            centre = chance.choice([chain.centre, chain.centre, chain.elsewhere])
            day = DAY - dt.timedelta(days=chance.randrange(80))
            approved(uow, chain, centre, chance.choice(versions), day, some_answers(chance))


def ask(device: ApiClient, query: str) -> dict:
    reply = device.get(f"/figures/visits?{query}")
    assert reply.status_code == 200, reply.text
    return reply.json


def pages(device: ApiClient, query: str) -> Iterator[dict]:
    cursor = ""
    while True:
        page = ask(device, query + cursor)
        yield page
        if page["next"] is None:
            return
        cursor = f"&cursor={page['next']}"


def test_a_number_is_exactly_its_visits(boss: ApiClient, chain: Chain, work: Work) -> None:
    many(work, chain, 26)
    some, place = MEASURES[::4], f"&area_id={chain.area.id}"
    asked = [(one, "") for one in MEASURES] + [(one, place) for one in some]
    asked += [(one, f"&centre_id={chain.centre.id}") for one in some]
    for measure, place in asked:
        found = list(pages(boss, f"measure={measure}&{AT}{place}&limit=14"))
        figure, items = found[0]["figure"], [item for page in found for item in page["items"]]
        values = [item["value"] for item in items if item["value"] is not None]
        assert len({item["visit_id"] for item in items}) == len(items)
        assert len(values) == figure["visits"] > 0, measure
        assert sum(values) / len(values) == pytest.approx(figure["mean"]), measure
        bins = found[0]["distribution"]
        counts = sum(bin_["count"] for bin_ in bins)
        assert counts == figure["visits"] or measure == "question:full/warm" and counts > figure["visits"], measure
        assert sum(bin_["share"] for bin_ in bins) == pytest.approx(1)
        assert all(page["distribution"] == bins for page in found)
        assert {item["state"] for item in items if item["value"] is not None} == {"scored"}
        assert "scored" not in {item["state"] for item in items if item["value"] is None}


def test_answers_comments_and_photos_stand_beside_the_value(boss: ApiClient, chain: Chain, work: Work) -> None:
    with work() as uow:
        comment = given("no")._replace(comment="Nobody looked up.")
        missed = approved(uow, chain, chain.centre, chain.version.id, DAY, EVERYTHING | {"greeted": comment})
        photos = [make_photo(missed, photo_bytes(), key, "") for key in ("greeted", "interest", "greeted")]
        photos[2].status = "unreadable"
        uow.session.add_all(photos)
        day = DAY - dt.timedelta(days=1)
        approved(uow, chain, chain.centre, chain.version.id, day, EVERYTHING | {"greeted": left_out()})
    first, second = ask(boss, f"measure=question:full/greeted&{AT}")["items"]
    assert (first["visit_id"], first["value"], first["answer"]) == (str(missed), 0.0, "No")
    assert (first["comment"], first["photos"]) == ("Nobody looked up.", [str(photos[0].id)])
    assert (second["value"], second["state"], second["answer"]) == (None, "not_applicable", "Not applicable")
    assert (second["visited_on"], second["centre_name"]) == (str(day), chain.centre.name)
    whole = ask(boss, f"measure=overall&{AT}")["items"][0]
    assert (whole["photos"], whole["answer"]) == ([str(photos[0].id), str(photos[1].id)], None)
    must = ask(boss, f"measure=compliance&{AT}&lang=de")["items"][0]
    assert (must["value"], must["answer"]) == (0.0, "Verfehlt: Greeted?; Offered?")
    assert ask(boss, f"measure=duration:full/minutes&{AT}")["items"][0]["answer"] == "1 min 30 s"


def test_answers_of_a_question_lie_by_its_labels(boss: ApiClient, chain: Chain, work: Work) -> None:
    with work() as uow:
        for value in ("yes", "yes", "yes", "no"):
            approved(uow, chain, chain.centre, chain.version.id, DAY, EVERYTHING | {"greeted": given(value)})
    found = ask(boss, f"measure=question:full/greeted&{AT}")
    assert found["distribution"] == [
        {"label": "Yes", "count": 3, "share": 0.75},
        {"label": "No", "count": 1, "share": 0.25},
    ]
    assert (found["figure"]["mean"], found["unit"], found["at"]) == (75.0, "percent", "2026-Q4")
    scale = ask(boss, f"measure=question:full/interest&{AT}&lang=de")["distribution"]
    assert [(bin_["label"], bin_["count"]) for bin_ in scale] == [("0", 0), ("1", 0), ("2", 0), ("3", 4)]
    minutes = ask(boss, f"measure=duration:full/minutes&{AT}")
    assert [(bin_["label"], bin_["count"]) for bin_ in minutes["distribution"]] == [("1 min to 2 min", 4)]
    assert (minutes["figure"]["mean"], minutes["unit"]) == (1.5, "minutes")
    whole = ask(boss, f"measure=overall&{AT}")["distribution"]
    assert sum(bin_["count"] for bin_ in whole) == 4 and whole[0]["count"] == 1 and whole[-1]["label"] == "90–100 %"


@pytest.mark.parametrize("way_out", ["submitted", "returned", "void", "cancelled", "voided later"])
def test_nothing_but_approved_visits(boss: ApiClient, chain: Chain, work: Work, way_out: str) -> None:
    with work() as uow:
        approved(uow, chain, chain.centre, chain.version.id, DAY, EVERYTHING)
    before = [ask(boss, f"measure={measure}&{AT}") for measure in MEASURES]
    with work() as uow:
        if way_out == "voided later":
            gone = approved(uow, chain, chain.centre, chain.version.id, DAY, EVERYTHING)
            void_visit(uow, as_actor(chain.administrator), gone, "A mistake.")
        else:
            make_submitted(uow, chain, chain.centre, chain.version.id, DAY, EVERYTHING, status=way_out)
    assert [ask(boss, f"measure={measure}&{AT}") for measure in MEASURES] == before


def test_only_where_every_visit_may_be_opened(new_device: Device, chain: Chain, work: Work) -> None:
    many(work, chain, 12)
    manager, centre = (new_device().as_user(user) for user in (chain.manager, chain.centre_manager))
    base = f"/figures/visits?measure=overall&{AT}"
    for device in (manager, centre):
        refused = device.get(base)
        assert (refused.status_code, refused.json["code"]) == (403, "figures.choose_place")
        assert device.get(f"{base}&centre_id={chain.elsewhere.id}").status_code == 404
        assert device.get(f"{base}&area_id={chain.elsewhere.area_id}").status_code == 404
        found = ask(device, f"measure=overall&{AT}&centre_id={chain.centre.id}")
        assert {item["centre_id"] for item in found["items"]} == {str(chain.centre.id)}
    assert manager.get(f"{base}&area_id={chain.area.id}").status_code == 200
    assert centre.get(f"{base}&area_id={chain.area.id}").status_code == 404


def test_a_centre_reads_neither_auditor_nor_time(new_device: Device, chain: Chain, work: Work) -> None:
    with work() as uow:
        visit_id = approved(uow, chain, chain.centre, chain.version.id, DAY, EVERYTHING)
        photo = make_photo(visit_id, photo_bytes(), "greeted", "")
        photo.id = uuid.uuid4()
        uow.session.add(photo)
    device = new_device().as_user(chain.centre_manager)
    for measure in MEASURES[:-1]:
        page = ask(device, f"measure={measure}&{AT}&centre_id={chain.centre.id}")
        office = {str(visit_id), str(chain.centre.id)}
        shown = json.dumps(page["items"])
        assert chain.auditor.name not in shown and str(chain.auditor.id) not in shown
        assert CLOCK.search(shown) is None
        for known in office:
            shown = shown.replace(known, "")
        assert list(times_in_ids(shown)) == []


def test_a_signature_is_no_photo_behind_a_number(boss: ApiClient, chain: Chain, work: Work) -> None:
    """Whoever signs is the one who came."""
    signed = FULL.replace("id: full", "id: signed") + SIGNATURE
    with work() as uow:
        visit_id = approved(uow, chain, chain.centre, make_version(uow, signed).id, DAY, EVERYTHING)
        photos = [make_photo(visit_id, photo_bytes(), key, "") for key in ("greeted", "signature")]
        uow.session.add_all(photos)
    (item,) = ask(boss, f"measure=overall&{AT}")["items"]
    assert item["photos"] == [str(photos[0].id)]


def test_without_a_period_the_latest_is_told(boss: ApiClient, chain: Chain, work: Work) -> None:
    nothing = {"at": None, "unit": "percent", "figure": None, "distribution": [], "items": [], "next": None}
    assert ask(boss, "measure=overall") == nothing
    with work() as uow:
        for day in (dt.date(2026, 5, 4), DAY):
            approved(uow, chain, chain.centre, chain.version.id, day, EVERYTHING)
    codes = [ask(boss, f"measure=overall&period={kind}")["at"] for kind in ("month", "quarter", "year", "wave")]
    assert codes == ["2026-11", "2026-Q4", "2026", None]
    earlier = ask(boss, "measure=overall&period=month&at=2026-05")
    assert [item["visited_on"] for item in earlier["items"]] == ["2026-05-04"]


def test_without_a_period_it_is_the_one_the_pages_speak_of(boss: ApiClient, chain: Chain, work: Work) -> None:
    """A quarter only just begun is not compared yet; who was only visited then is shown that."""
    with work() as uow:
        for day in [dt.date(2026, 5, 4)] * 4 + [dt.date(2026, 8, 4)] * 4:
            approved(uow, chain, chain.centre, chain.version.id, day, EVERYTHING)
        approved(uow, chain, chain.elsewhere, chain.version.id, DAY, EVERYTHING)
    told = boss.get("/comparison?period=quarter").json["series"][-1]["change"]["to"]
    assert ask(boss, "measure=overall")["at"] == told == "2026-Q3"
    assert ask(boss, f"measure=overall&centre_id={chain.elsewhere.id}")["at"] == "2026-Q4"


@pytest.mark.parametrize(
    "query",
    [
        "measure=sum",
        "measure=overall&period=week",
        "measure=overall&period=quarter&at=2026-Q5",
        "measure=overall&period=month&at=2026-13",
        "measure=overall&period=year&at=0000",
        "measure=overall&period=year&at=9999",
        "measure=overall&cursor=x&period=year&at=2026",
        "period=quarter",
        "measure=overall&limit=0",
    ],
)
def test_a_question_that_makes_no_sense_is_refused(boss: ApiClient, chain: Chain, work: Work, query: str) -> None:
    with work() as uow:
        approved(uow, chain, chain.centre, chain.version.id, DAY, EVERYTHING)
    assert boss.get(f"/figures/visits?{query}").status_code == 422


def test_a_page_costs_the_same_statements(boss: ApiClient, chain: Chain, work: Work, statements) -> None:
    with work() as uow:
        for _ in range(15):
            approved(uow, chain, chain.centre, chain.version.id, DAY, EVERYTHING)
    with statements() as sent:
        ask(boss, f"measure=question:full/greeted&{AT}")
    assert len([statement for statement in sent if statement.startswith("SELECT")]) <= 16
