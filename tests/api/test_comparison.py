"""The comparison: what is counted, what it rests on, what is said of it, and who sees which centres."""

import datetime as dt

import pytest
from scipy import stats
from sqlalchemy import insert

from backend.domain.roles import Grant, Role
from backend.insights.comparison import Series
from backend.insights.periods import calendar
from backend.insights.service import MOST_CENTRES
from backend.kernel.ids import new_id
from backend.programmes.models import Programme, Wave
from backend.system.models import SystemFact
from backend.visits.models import SectionScore
from tests.api.client import ApiClient, Device
from tests.conftest import Work
from tests.factories.accounts import make_user
from tests.factories.centres import make_centre
from tests.factories.figures import remake_figures
from tests.factories.reports import make_scored
from tests.factories.visits import Chain, make_chain

Q3, Q4 = dt.date(2026, 8, 3), dt.date(2026, 11, 3)
BEFORE, AFTER = [60.0, 62.0, 64.0, 61.0], [80.0, 82.0, 84.0, 81.0]
WINDOW = "from=2026-07-01&to=2026-12-31"


@pytest.fixture
def chain(work: Work) -> Chain:
    with work() as uow:
        chain = make_chain(uow)
        make_scored(uow, chain, chain.centre, BEFORE, Q3)
        make_scored(uow, chain, chain.centre, AFTER, Q4, excluded_items=3)
        make_scored(uow, chain, chain.elsewhere, [70.0], Q3)
        make_scored(uow, chain, chain.elsewhere, [72.0, 90.0], Q4)
    return chain


@pytest.fixture
def boss(new_device: Device, chain: Chain) -> ApiClient:
    return new_device().as_user(chain.administrator)


def ask(device: ApiClient, query: str = WINDOW) -> dict:
    reply = device.get(f"/comparison?{query}")
    assert reply.status_code == 200, reply.text
    return reply.json


def of(found: dict, name: str) -> dict:
    return next(series for series in found["series"] if series["name"] == name)


def test_a_mean_has_its_base_and_students_interval(boss: ApiClient, chain: Chain) -> None:
    found = ask(boss)
    assert [period["code"] for period in found["periods"]] == ["2026-Q3", "2026-Q4"]
    value = of(found, chain.centre.name)["values"][1]
    low, high = stats.ttest_1samp(AFTER, 0).confidence_interval(0.95)
    assert value["mean"] == pytest.approx(81.75)
    assert (value["low"], value["high"]) == (pytest.approx(low), pytest.approx(high))
    assert (value["visits"], value["excluded"], value["low_base"]) == (4, 12, False)
    assert value["checklists"] == ["short 1"]


def test_a_change_is_clear_only_when_welchs_test_says_so(boss: ApiClient, chain: Chain) -> None:
    found = ask(boss)
    change = of(found, chain.centre.name)["change"]
    known = stats.ttest_ind(AFTER, BEFORE, equal_var=False)
    assert change["p"] == pytest.approx(known.pvalue)
    assert (change["from"], change["to"], change["clear"]) == ("2026-Q3", "2026-Q4", True)
    untested = of(found, chain.elsewhere.name)["change"]
    assert untested["diff"] == pytest.approx(11.0)
    assert (untested["p"], untested["clear"]) == (None, False)


def test_a_single_visit_has_a_low_base_and_no_interval(boss: ApiClient, chain: Chain) -> None:
    value = of(ask(boss), chain.elsewhere.name)["values"][0]
    assert (value["mean"], value["low"], value["visits"], value["low_base"]) == (70.0, None, 1, True)


def test_the_chain_counts_all_visits(boss: ApiClient) -> None:
    chain_line = ask(boss)["series"][-1]
    assert (chain_line["kind"], chain_line["name"]) == ("chain", "The chain")
    assert [value["visits"] for value in chain_line["values"]] == [5, 6]
    assert chain_line["values"][0]["mean"] == pytest.approx((sum(BEFORE) + 70) / 5)


@pytest.mark.parametrize("status", ["submitted", "returned", "void", "cancelled"])
def test_only_approved_visits_count(boss: ApiClient, chain: Chain, work: Work, status: str) -> None:
    before = ask(boss)
    with work() as uow:
        make_scored(uow, chain, chain.centre, [0.0], Q4, status=status)
    assert ask(boss) == before


def test_a_visit_where_nothing_was_assessed_counts_nowhere(boss: ApiClient, chain: Chain, work: Work) -> None:
    before = ask(boss)
    with work() as uow:
        make_scored(uow, chain, chain.centre, [None], Q4)
    assert ask(boss) == before


def test_area_manager_sees_the_own_area_and_the_chain(new_device: Device, chain: Chain) -> None:
    found = ask(new_device().as_user(chain.manager))
    shown = [(series["kind"], series["name"]) for series in found["series"]]
    assert shown == [("centre", chain.centre.name), ("area", chain.area.name), ("chain", "The chain")]
    assert [value["visits"] for value in found["series"][-1]["values"]] == [5, 6]


def test_centre_manager_sees_the_own_centre_and_the_chain(new_device: Device, chain: Chain) -> None:
    device = new_device().as_user(chain.centre_manager)
    for query in (WINDOW, f"{WINDOW}&centre_id={chain.elsewhere.id}&centre_id={chain.centre.id}"):
        shown = [(series["kind"], series["name"]) for series in ask(device, query)["series"]]
        assert shown == [("centre", chain.centre.name), ("chain", "The chain")]
    foreign = ask(device, f"{WINDOW}&centre_id={chain.elsewhere.id}")
    assert [series["kind"] for series in foreign["series"]] == ["chain"]


def test_an_auditor_who_manages_a_centre_compares_that_centre_only(
    new_device: Device, chain: Chain, work: Work
) -> None:
    with work() as uow:
        both = make_user(uow, Role.CENTRE_MANAGER, centre_id=chain.centre.id)
        from backend.accounts.models import RoleGrant

        both.grants.append(RoleGrant(id=new_id(), role=Role.AUDITOR))
        assert Grant(Role.AUDITOR).scope == "chain"
    shown = [series["kind"] for series in ask(new_device().as_user(both))["series"]]
    assert shown == ["centre", "chain"]


def test_months_and_waves_are_periods_too(boss: ApiClient, chain: Chain, work: Work) -> None:
    with work() as uow:
        programme = Programme(id=new_id(), code="p", name="P", row_version=1)
        wave = Wave(id=new_id(), programme_id=programme.id, code="w1", name="First", starts_on=Q3, ends_on=Q4)
        uow.session.add_all([programme, wave])
        uow.session.flush()
        make_scored(uow, chain, chain.centre, [50.0], Q4, wave_id=wave.id)
    months = ask(boss, f"{WINDOW}&period=month&lang=de")
    assert [period["label"] for period in months["periods"]] == ["Jul 26", "Aug 26", "Sep 26", "Okt 26", "Nov 26"]
    waves = ask(boss, "period=wave")
    assert [(period["code"], period["label"]) for period in waves["periods"]] == [("w1", "First")]
    assert of(waves, chain.centre.name)["values"][0]["mean"] == 50.0


def test_a_touchpoint_is_measured_by_its_sections(boss: ApiClient, chain: Chain, work: Work) -> None:
    with work() as uow:
        (visit_id,) = make_scored(uow, chain, chain.centre, [10.0], Q4, delight_percent=40.0)
        base = {"visit_id": visit_id, "touchpoint": "arrival", "items": 3, "excluded": 1}
        rows = [{**base, "section_id": "a", "percent": 20.0}, {**base, "section_id": "b", "percent": 60.0}]
        uow.session.execute(insert(SectionScore), rows)
    remake_figures(work)
    value = of(ask(boss, f"{WINDOW}&measure=touchpoint:arrival"), chain.centre.name)["values"][-1]
    assert (value["mean"], value["visits"], value["excluded"]) == (40.0, 1, 2)
    assert of(ask(boss, f"{WINDOW}&measure=delight"), chain.centre.name)["values"][-1]["mean"] == 40.0


def test_the_sentence_comes_first_and_says_what_changed(boss: ApiClient, chain: Chain) -> None:
    english, german = ask(boss)["sentence"], ask(boss, WINDOW + "&lang=de")["sentence"]
    assert english.startswith(f"From Q3 26 to Q4 26, {chain.centre.name} rose by 20.0.")
    assert "The chain stands at 81.5 in Q4 26, from 6 visits" in english
    assert german.startswith(f"Von Q3 26 bis Q4 26 klar verändert: {chain.centre.name} um 20,0 gestiegen.")


def test_a_period_only_just_begun_is_shown_but_not_compared(boss: ApiClient, chain: Chain, work: Work) -> None:
    with work() as uow:
        make_scored(uow, chain, chain.centre, [20.0, 30.0], dt.date(2027, 1, 4))
    found = ask(boss, "from=2026-07-01&to=2027-03-31")
    assert [value["visits"] for value in found["series"][-1]["values"]] == [5, 6, 2]
    change = of(found, chain.centre.name)["change"]
    assert (change["from"], change["to"]) == ("2026-Q3", "2026-Q4")
    assert "The chain stands at 81.5 in Q4 26" in found["sentence"]
    assert found["sentence"].endswith("Q1 27 has only 2 visits so far: it is shown, but not compared yet.")


def test_without_visits_the_sentence_says_so(new_device: Device, work: Work) -> None:
    with work() as uow:
        chain = make_chain(uow)
    found = ask(new_device().as_user(chain.administrator))
    assert found["sentence"] == "No approved visits in this period yet."
    assert all(value is None for series in found["series"] for value in series["values"])
    assert not found["simulated"]


def test_simulated_data_say_so(boss: ApiClient, work: Work) -> None:
    with work() as uow:
        uow.session.add(SystemFact(key="simulated", value={"seed": 1}))
    assert ask(boss)["simulated"]


def test_above_a_hundred_centres_areas_stand_for_them(boss: ApiClient, chain: Chain, work: Work) -> None:
    with work() as uow:
        for _ in range(MOST_CENTRES):
            make_centre(uow, chain.area)
    found = ask(boss)
    assert {series["kind"] for series in found["series"]} == {"area", "chain"}
    assert found["centres_left_out"] == MOST_CENTRES + 2


@pytest.mark.parametrize(
    "query",
    [
        "period=week",
        "measure=sum",
        "by=team&measure=delight",
        "aggregate=median",
        "from=2000-01-01",
        "to=soon",
        "area_id=1",
        "who=me",
    ],
)
def test_a_question_that_makes_no_sense_is_refused(boss: ApiClient, query: str) -> None:
    assert boss.get(f"/comparison?{query}").status_code == 422


def test_the_number_of_statements_does_not_grow(boss: ApiClient, chain: Chain, work: Work, statements) -> None:
    with statements() as before:
        ask(boss)
    with work() as uow:
        for _ in range(20):
            make_scored(uow, chain, make_centre(uow, chain.area), AFTER, Q4)
    with statements() as after:
        ask(boss)
    assert len(after) == len(before) < 20


def test_quarters_end_with_the_day_before_the_next() -> None:
    periods = calendar("quarter", dt.date(2025, 12, 31), dt.date(2026, 4, 1), "en")
    assert [(p.code, str(p.starts_on), str(p.ends_on)) for p in periods] == [
        ("2025-Q4", "2025-10-01", "2025-12-31"),
        ("2026-Q1", "2026-01-01", "2026-03-31"),
        ("2026-Q2", "2026-04-01", "2026-06-30"),
    ]
    assert Series("chain", None, "", None, [], None).told is None
