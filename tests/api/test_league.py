"""The league table and the first page of figures: what they rest on, what they refuse to say, and who sees what."""

import datetime as dt

import numpy as np
import pytest
from scipy import stats

from backend.centres.models import Centre, Team
from backend.domain.roles import Role
from backend.insights.measures_asked import section_weights, versions_named
from backend.insights.models import TallyRow
from backend.insights.tallies_reading import read_means
from backend.kernel.ids import new_id
from tests.api.client import ApiClient, Device
from tests.conftest import Work
from tests.factories.accounts import make_user
from tests.factories.centres import make_area, make_centre
from tests.factories.checklists import make_version
from tests.factories.figures import FULL, approve, given, make_submitted
from tests.factories.reports import make_scored
from tests.factories.visits import Chain, make_chain

Q3, Q4 = dt.date(2026, 8, 3), dt.date(2026, 11, 3)
HIGH, LOW, EVEN = [92.0, 95.0, 93.0, 96.0], [52.0, 55.0, 50.0, 53.0], [70.0, 84.0, 75.0, 79.0]


@pytest.fixture
def chain(work: Work) -> Chain:
    """Two areas: four centres with four visits and one with two."""
    with work() as uow:
        chain = make_chain(uow, FULL)
        places = [make_centre(uow, chain.area, name=f"House {letter}") for letter in "ABC"]
        for place, scores in zip(places, (HIGH, LOW, EVEN), strict=True):
            make_scored(uow, chain, place, [score + 5 for score in scores], Q3)
            make_scored(uow, chain, place, scores, Q4)
        make_scored(uow, chain, chain.elsewhere, EVEN, Q4)
        make_scored(uow, chain, chain.centre, [99.0, 98.0], Q4)
    return chain


@pytest.fixture
def boss(new_device: Device, chain: Chain) -> ApiClient:
    return new_device().as_user(chain.administrator)


def league(device: ApiClient, query: str = "period=quarter&at=2026-Q4") -> dict:
    reply = device.get(f"/league?{query}")
    assert reply.status_code == 200, reply.text
    return reply.json


def test_means_are_drawn_towards_the_mean_of_all(boss: ApiClient) -> None:
    found = league(boss)
    groups = [HIGH, LOW, EVEN, EVEN, [99.0, 98.0]]
    visits = [score for group in groups for score in group]
    sizes = [len(group) for group in groups]
    usual = (len(visits) - sum(n * n for n in sizes) / len(visits)) / (len(groups) - 1)
    within = sum(np.var(group) * len(group) for group in groups) / (len(visits) - len(groups))
    between = sum(n * (np.mean(g) - np.mean(visits)) ** 2 for n, g in zip(sizes, groups, strict=True)) / 4
    icc = (between - within) / (between + (usual - 1) * within)
    assert stats.f_oneway(*groups).statistic == pytest.approx(between / within)
    assert found["reliability"]["icc"] == pytest.approx(icc)
    assert found["reliability"]["reliability"] == pytest.approx(usual * icc / (1 + (usual - 1) * icc))
    (first,) = [row for row in found["rows"] if row["name"] == "House A"]
    drawn = np.mean(visits) + 4 * icc / (1 + 3 * icc) * (np.mean(HIGH) - np.mean(visits))
    assert first["shrunk"] == pytest.approx(drawn)
    assert first["figure"]["mean"] == pytest.approx(94.0)


def test_a_place_is_a_range_and_nobody_has_one_below_four_visits(boss: ApiClient, chain: Chain) -> None:
    found = league(boss)
    rows = {row["name"]: row for row in found["rows"]}
    assert rows["House A"]["rank"] == {"low": 1, "high": 1}
    assert rows["House B"]["rank"] == {"low": 4, "high": 4}
    assert rows["House C"]["rank"] == rows[chain.elsewhere.name]["rank"] == {"low": 2, "high": 3}
    assert (rows[chain.centre.name]["rank"], rows[chain.centre.name]["figure"]["low_base"]) == (None, True)
    assert found["ranked"] == 4
    assert found["sentence"].startswith("House A is first in Q4 26, of 4 centres with four visits or more.")
    assert "visits" in found["sentence"] and "chance" in found["sentence"]


def test_the_change_of_a_league_is_against_the_period_before(boss: ApiClient) -> None:
    rows = {row["name"]: row for row in league(boss)["rows"]}
    change = rows["House A"]["change"]
    known = stats.ttest_ind(HIGH, [score + 5 for score in HIGH], equal_var=False).pvalue
    assert (change["from"], change["to"], change["test"]) == ("2026-Q3", "2026-Q4", "welch")
    assert change["p"] == pytest.approx(known)
    others = [row["change"]["p"] for row in rows.values() if row["change"]]
    assert change["q"] == pytest.approx(stats.false_discovery_control(others)[others.index(change["p"])])


def test_shares_and_minutes_have_their_own_methods(boss: ApiClient, chain: Chain, work: Work) -> None:
    with work() as uow:
        for greeted, seconds in (("yes", 60), ("yes", 120), ("no", 300), ("yes", 90)):
            answers = {"greeted": given(greeted), "minutes": given(seconds), "offered": given("yes")}
            visit = make_submitted(uow, chain, chain.elsewhere, chain.version.id, dt.date(2027, 1, 5), answers)
            approve(uow, chain, visit)
    rows = league(boss, "at=2027-Q1&measure=compliance")["rows"]
    figure = next(row["figure"] for row in rows if row["name"] == chain.elsewhere.name)
    known = stats.binomtest(3, 4).proportion_ci(method="wilson")
    assert (figure["mean"], figure["method"]) == (75.0, "wilson")
    assert (figure["low"], figure["high"]) == (pytest.approx(100 * known.low), pytest.approx(100 * known.high))
    found = league(boss, "at=2027-Q1&measure=duration:full/minutes")
    figure = found["rows"][0]["figure"]
    assert (found["unit"], figure["mean"], figure["method"]) == ("minutes", pytest.approx(570 / 4 / 60), "student_t")


def test_pooled_items_are_named_and_have_no_place(boss: ApiClient) -> None:
    found = league(boss, "at=2026-Q4&aggregate=pooled")
    assert found["aggregate"] == "pooled"
    assert all(row["rank"] is None and row["shrunk"] is None for row in found["rows"])


def test_an_area_manager_sees_the_own_centres_by_name_only(new_device: Device, chain: Chain) -> None:
    device = new_device().as_user(chain.other_manager)
    found = league(device)
    assert [row["name"] for row in found["rows"]] == [chain.elsewhere.name]
    assert found["ranked"] == 4 and found["rows"][0]["rank"] == {"low": 2, "high": 3}
    assert "House" not in str(found)
    assert device.get(f"/league?at=2026-Q4&area_id={chain.area.id}").status_code == 404
    assert device.get(f"/overview?area_id={chain.area.id}").status_code == 404
    own = league(device, f"at=2026-Q4&area_id={chain.elsewhere.area_id}")
    assert (own["scope"]["kind"], own["ranked"]) == ("area", 1)


def test_a_centre_manager_sees_the_own_centre_and_the_chain(new_device: Device, chain: Chain) -> None:
    device = new_device().as_user(chain.other_centre_manager)
    assert [row["name"] for row in league(device)["rows"]] == [chain.elsewhere.name]
    found = device.get("/overview?period=quarter").json
    assert [(part["kind"], part["name"]) for part in found["parts"]] == [("centre", chain.elsewhere.name)]
    assert found["scope"]["kind"] == "chain" and "House" not in str(found)


@pytest.mark.parametrize(
    "query",
    ["at=2026-Q5", "at=0001-Q1", "at=9999-Q4", "at=soon", "period=wave&at=w9", "measure=question:x", "aggregate=sum"],
)
def test_a_league_of_nothing_known_is_refused(boss: ApiClient, query: str) -> None:
    assert boss.get(f"/league?{query}").status_code == 422


def test_without_visits_it_says_so(new_device: Device, work: Work) -> None:
    with work() as uow:
        office = make_user(uow, Role.ADMINISTRATOR)
        make_centre(uow)
    device = new_device().as_user(office)
    found = league(device, "")
    assert (found["period"], found["rows"], found["reliability"]) == (None, [], None)
    assert found["sentence"] == "No approved visits in this period yet."
    first = device.get("/overview").json
    assert (first["sentence"], first["strongest"], first["attention"]) == (found["sentence"], [], [])
    assert device.get("/measures").json == {"items": []}


def test_every_measure_of_a_version_in_use_is_listed(boss: ApiClient, work: Work, chain: Chain) -> None:
    found = {one["code"]: one for one in boss.get("/measures?lang=de").json["items"]}
    assert found["compliance"] == {
        "code": "compliance", "name": "Besuche mit allen Muss-Punkten", "unit": "share", "kind": "compliance",
        "checklist": None, "by_team": True,
    }  # fmt: skip
    assert not found["touchpoint:service"]["by_team"]
    with work() as uow:
        for centre, country, name in ((chain.centre, "GB", "Sales"), (chain.elsewhere, "DE", "Kundenberatung")):
            uow.session.get_one(Centre, centre.id).country = country
            uow.session.add(Team(id=new_id(), centre_id=centre.id, code="sales", name=name))
    for language, name in (("en", "Sales"), ("de", "Kundenberatung")):
        named = {one["code"]: one["name"] for one in boss.get(f"/measures?lang={language}").json["items"]}
        assert named["team:sales"] == name
    assert found["duration:full/minutes"]["unit"] == "minutes"
    assert found["question:full/offered"]["name"] == "Offered?"
    assert {"overall", "delight", "team:sales", "touchpoint:needs", "section:full/talk"} <= found.keys()
    assert "duration:full/offered" not in found and "question:full/who" not in found


def test_the_overview_tells_parts_touchpoints_items_and_whom_to_call(
    boss: ApiClient, chain: Chain, work: Work, new_device: Device
) -> None:
    with work() as uow:
        inner = make_area(uow, name="Inner", parent=chain.area)
        place = make_centre(uow, inner, name="Deep")
        for day, greeted in ((Q3, "yes"), (Q4, "no")):
            for _ in range(4):
                answers = {
                    "greeted": given(greeted),
                    "minutes": given(60),
                    "interest": given(3),
                    "offered": given("yes"),
                }
                visit = make_submitted(uow, chain, place, chain.version.id, day, answers)
                approve(uow, chain, visit)
    found = boss.get("/overview?period=quarter").json
    assert chain.area.name in {part["name"] for part in found["parts"]}
    assert "Inner" not in {part["name"] for part in found["parts"]}
    assert found["headline"]["kind"] == "chain" and found["headline"]["change"]["to"] == "2026-Q4"
    area = new_device().as_user(chain.manager).get(f"/overview?period=quarter&area_id={inner.id}").json
    assert [part["name"] for part in area["parts"]] == ["Deep"]
    weakest = area["weakest"][0]
    assert (weakest["measure"], weakest["text"], weakest["figure"]["mean"]) == (
        "question:full/greeted",
        "Greeted?",
        0.0,
    )
    assert weakest["chain"]["mean"] == 0.0
    assert weakest["change"]["diff"] == -100.0
    own = new_device().as_user(chain.manager).get("/overview?period=quarter").json
    assert own["scope"]["name"] == chain.area.name
    assert [part["name"] for part in own["parts"]] == ["Inner"]
    assert "House B" in {one["name"] for one in own["attention"]}
    assert own["headline"]["values"][-1]["visits"] == 18


def test_a_page_shows_its_rows_and_places_among_all(boss: ApiClient) -> None:
    """However many rows are shown, the places, changes, sentence and count are those of the whole league."""
    whole = league(boss)
    assert whole["total"] == len(whole["rows"]) == 5
    pages = [league(boss, f"at=2026-Q4&limit=2&offset={offset}") for offset in (0, 2, 4, 6)]
    assert [row for page in pages for row in page["rows"]] == whole["rows"]
    assert all({**page, "rows": []} == {**whole, "rows": []} for page in pages)
    refused = boss.get("/league?limit=0")
    assert refused.status_code == 422 and "/limit" in refused.text


def test_means_are_read_from_sums_whose_last_zeros_are_not_stored(work: Work) -> None:
    codes = ["section:a/x", "section:a/y", "section:a/z"]
    sums = {codes[0]: [4, 330_000_000, 5], codes[1]: [3]}
    about = {"period_kind": "quarter", "period": "2026-Q4", "visits": 4, "versions": {}, "questions": {}}
    with work() as uow:
        uow.session.add(TallyRow(scope_kind="centre", scope_id="one", headline=sums, **about))
        uow.session.flush()
        found = read_means(uow.session, None, "quarter", "2026-Q4", codes)
    assert found == {"one": {codes[0]: (4, 82.5), codes[1]: (3, 0.0)}}


def test_sections_weigh_as_in_the_score(work: Work) -> None:
    with work() as uow:
        made = [make_version(uow, FULL), make_version(uow, FULL.replace("mode: sections", "mode: pooled"))]
        versions = versions_named(uow.session, [str(one.id) for one in made])
        weights = [list(section_weights(version).values()) for version in versions]
    # Pooled, a section weighs what it can reach, in thousandths: greeted (twice), minutes; interest, offered; warm.
    assert weights == [[1.0, 1.0, 1.0], [6000.0, 4000.0, 3000.0]]
