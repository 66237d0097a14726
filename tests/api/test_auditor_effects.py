"""Auditor effects as administrators read them: the figures, their base, the words, and who is never told."""

import datetime as dt

import pytest
from scipy import stats

from tests.api.client import ApiClient, Device
from tests.conftest import Work
from tests.factories.accounts import make_user
from tests.factories.centres import make_centre
from tests.factories.checklists import make_version
from tests.factories.figures import SERVICE
from tests.factories.reports import make_scored
from tests.factories.visits import Chain

DAY = dt.date(2026, 8, 3)
QUERY = "from=2026-07-01&to=2026-12-31"
MINE = [61.0, 64.0, 66.0, 70.0, 58.0, 73.0, 69.0, 62.0, 66.0]
OTHERS = [75.0, 71.0, 78.0, 80.0, 74.0, 79.0, 83.0, 70.0, 77.0]


@pytest.fixture
def boss(new_device: Device, chain: Chain) -> ApiClient:
    return new_device().as_user(chain.administrator)


def seen(work: Work, chain: Chain, mine: list[float], others: list[float], **changes: object) -> None:
    """In as many centres, one visit of each of two auditors, in one quarter but not on one day."""
    with work() as uow:
        for one, other in zip(mine, others, strict=True):
            centre = make_centre(uow, chain.area)
            make_scored(uow, chain, centre, [one], DAY, auditor_id=chain.auditor.id, **changes)
            later = DAY + dt.timedelta(days=30)
            make_scored(uow, chain, centre, [other], later, auditor_id=chain.other_auditor.id, **changes)


def ask(device: ApiClient, query: str = QUERY) -> dict:
    reply = device.get(f"/auditor-effects?{query}")
    assert reply.status_code == 200, reply.text
    return reply.json


def test_differences_are_told_with_base_and_interval_by_name(boss: ApiClient, chain: Chain, work: Work) -> None:
    seen(work, chain, MINE, OTHERS)
    found = ask(boss)
    assert [one["name"] for one in found["auditors"]] == sorted([chain.auditor.name, chain.other_auditor.name])
    strict = next(one for one in found["auditors"] if one["id"] == str(chain.auditor.id))
    known = stats.ttest_rel(MINE, OTHERS)
    low, high = known.confidence_interval(0.95)
    assert strict["difference"] == pytest.approx((sum(MINE) - sum(OTHERS)) / 9)
    assert (strict["low"], strict["high"], strict["q"]) == pytest.approx((low, high, known.pvalue))
    assert (strict["visits"], strict["centres"], strict["clear"]) == (9, 9, True)
    assert found["sentence"].startswith("2 of 2 auditors score clearly otherwise")
    assert "kein Urteil" in ask(boss, QUERY + "&lang=de")["sentence"]


def test_under_eight_visits_beside_others_nobody_is_shown(boss: ApiClient, chain: Chain, work: Work) -> None:
    seen(work, chain, MINE[:7], OTHERS[:7])
    with work() as uow:
        make_scored(uow, chain, chain.centre, [40.0] * 20, DAY)
    found = ask(boss)
    assert (found["auditors"], found["left_out"]) == ([], 2)
    assert found["sentence"].startswith("No auditor has 8 visits yet")


@pytest.mark.parametrize("status", ["submitted", "returned", "void"])
def test_only_approved_visits_of_the_time_asked_for_count(
    boss: ApiClient, chain: Chain, work: Work, status: str
) -> None:
    seen(work, chain, MINE, OTHERS)
    before = ask(boss)
    seen(work, chain, [0.0] * 9, OTHERS, status=status)
    assert ask(boss) == before
    assert ask(boss, "from=2026-10-01&to=2026-12-31")["auditors"] == []


def test_alike_auditors_are_not_called_different(boss: ApiClient, chain: Chain, work: Work) -> None:
    alike = [value + (1 if place % 2 else -1) for place, value in enumerate(MINE)]
    seen(work, chain, MINE, alike)
    found = ask(boss)
    assert len(found["auditors"]) == 2 and not any(one["clear"] for one in found["auditors"])
    assert found["sentence"].startswith("No auditor scores clearly otherwise")


def test_who_scores_the_harder_checklist_is_not_stricter(boss: ApiClient, chain: Chain, work: Work) -> None:
    with work() as uow:
        service = make_version(uow, SERVICE).id
        for mine, other in zip(MINE, OTHERS, strict=True):
            centre = make_centre(uow, chain.area)
            make_scored(uow, chain, centre, [mine], DAY, auditor_id=chain.auditor.id, checklist_version_id=service)
            make_scored(uow, chain, centre, [other], DAY, auditor_id=chain.other_auditor.id)
    found = ask(boss)
    assert (found["auditors"], found["left_out"]) == ([], 2)


def test_only_the_programme_office_asks(new_device: Device, chain: Chain, work: Work) -> None:
    with work() as uow:
        nobody = make_user(uow)
    for user in (chain.manager, chain.auditor, chain.centre_manager, nobody):
        assert new_device().as_user(user).get(f"/auditor-effects?{QUERY}").status_code == 403


def test_days_in_the_wrong_order_are_refused(boss: ApiClient) -> None:
    assert boss.get("/auditor-effects?from=2026-12-31&to=2026-01-01").status_code == 422
    assert ask(boss, "to=2026-08-20")["from"] == "2025-07-01"
