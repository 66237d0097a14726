"""The control chart of a centre: its limits, its signals, what it counts, and who sees it."""

import datetime as dt
import uuid

import pytest

from tests.api.client import ApiClient, Device
from tests.conftest import Work
from tests.factories.reports import make_rich_visit, make_scored, rich_checklist
from tests.factories.visits import Chain, make_chain

DAY = dt.date(2026, 1, 5)
STEADY = [70.0, 74.0] * 5


@pytest.fixture
def boss(new_device: Device, chain: Chain) -> ApiClient:
    return new_device().as_user(chain.administrator)


def visits(work: Work, chain: Chain, scores: list[float], **changes: object) -> list[uuid.UUID]:
    """One visit a week."""
    with work() as uow:
        return [
            make_scored(uow, chain, chain.centre, [score], DAY + dt.timedelta(weeks=week), **changes)[0]
            for week, score in enumerate(scores)
        ]


def ask(device: ApiClient, chain: Chain, query: str = "") -> dict:
    reply = device.get(f"/centres/{chain.centre.id}/control-chart?{query}")
    assert reply.status_code == 200, reply.text
    return reply.json


def test_a_steady_centre_has_limits_and_no_signal(boss: ApiClient, chain: Chain, work: Work) -> None:
    ids = visits(work, chain, STEADY)
    found = ask(boss, chain)
    assert [point["visit_id"] for point in found["points"]] == [str(id_) for id_ in ids]
    assert [point["value"] for point in found["points"]] == STEADY
    assert (found["centre_line"], found["lower"], found["upper"]) == pytest.approx((72, 72 - 10.64, 72 + 10.64))
    assert (found["enough"], found["unit"], found["points"][0]["signal"]) == (True, "percent", None)
    assert found["sentence"].startswith("No visit stands out")


def test_a_visit_outside_and_a_new_level_are_signals(boss: ApiClient, chain: Chain, work: Work) -> None:
    visits(work, chain, [60.0, 62.0] * 5 + [80.0, 82.0] * 5 + [20.0])
    found = ask(boss, chain)
    signals = [point["signal"] for point in found["points"]]
    assert signals == ["run"] * 20 + ["beyond"]
    assert found["sentence"].startswith("The visit of 25 May 2026 lies outside")
    assert "From 16 Mar 2026 to 18 May 2026 10 visits in a row lie above the line" in found["sentence"]
    assert "25. Mai 2026" in ask(boss, chain, "lang=de")["sentence"]


def test_limits_end_where_scores_end(boss: ApiClient, chain: Chain, work: Work) -> None:
    visits(work, chain, [95.0, 70.0, 100.0, 90.0, 99.0, 80.0, 97.0, 88.0])
    found = ask(boss, chain)
    assert found["upper"] == 100.0 and 0 <= found["lower"] < 70


def test_seven_visits_are_not_enough(boss: ApiClient, chain: Chain, work: Work) -> None:
    visits(work, chain, STEADY[:7])
    found = ask(boss, chain)
    assert (found["enough"], found["centre_line"], found["lower"], len(found["points"])) == (False, None, None, 7)
    assert found["sentence"].startswith("7 of the 8 visits")


def test_what_is_met_or_not_has_no_chart(boss: ApiClient, chain: Chain, work: Work) -> None:
    visits(work, chain, [0.0, 100.0] * 6)
    assert not ask(boss, chain)["enough"]
    assert ask(boss, chain)["sentence"].startswith("A visit meets this or not")


@pytest.mark.parametrize("status", ["submitted", "returned", "void", "cancelled"])
def test_only_approved_visits_are_points(boss: ApiClient, chain: Chain, work: Work, status: str) -> None:
    visits(work, chain, STEADY)
    before = ask(boss, chain)
    visits(work, chain, [0.0], status=status)
    assert ask(boss, chain) == before


def test_a_question_is_charted_by_what_the_figures_count(work: Work, new_device: Device) -> None:
    with work() as uow:
        chain = make_chain(uow, rich_checklist())
        for seed in range(9):
            make_rich_visit(uow, chain, seed=seed)
    found = ask(new_device().as_user(chain.administrator), chain, "measure=question:sales/q0_1")
    assert 0 < len(found["points"]) <= 9 and all(0 <= point["value"] <= 100 for point in found["points"])


def test_each_sees_the_charts_of_the_own_centres(new_device: Device, chain: Chain, work: Work) -> None:
    visits(work, chain, STEADY)
    assert ask(new_device().as_user(chain.centre_manager), chain)["enough"]
    path = f"/centres/{chain.centre.id}/control-chart"
    assert new_device().as_user(chain.other_centre_manager).get(path).status_code == 404
    assert new_device().as_user(chain.other_manager).get(path).status_code == 404
    assert new_device().as_user(chain.administrator).get(f"{path}?measure=sum").status_code == 422
