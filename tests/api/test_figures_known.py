"""Figures against raw answers worked out by hand, and every way in which a visit does not count."""

import datetime as dt
import uuid
from collections.abc import Callable

import numpy as np
import pytest
from scipy import stats
from sqlalchemy import update

from backend.kernel.unit_of_work import UnitOfWork
from backend.reviews.service import cancel_visit, return_visit, void_visit
from backend.visits.models import Visit
from tests.api.client import ApiClient, Device
from tests.conftest import Work
from tests.factories.figures import FULL, approve, as_actor, given, left_out, make_submitted
from tests.factories.visits import Chain, make_chain

DAY = dt.date(2026, 11, 3)
# Of each visit: greeted (weight 2, a must-do), seconds until then, surprise and interest (0 to 3), offered (a must-do).
RAW = [
    ("yes", 60, 3, 2, "yes"),
    ("yes", 200, 0, None, "yes"),
    ("no", 400, 1, 3, "yes"),
    (None, None, 2, 1, "no"),
    ("yes", 119, 3, 0, "yes"),
]
ELSEWHERE = [("yes", 90, 1, 1, "yes"), ("no", 150, 2, 3, "no")]


def answers_of(raw: tuple) -> dict:
    greeted, seconds, surprise, interest, offered = raw
    return {
        "greeted": left_out() if greeted is None else given(greeted),
        "minutes": left_out("not_observed") if seconds is None else given(seconds),
        "surprise": given(surprise),
        "interest": left_out() if interest is None else given(interest),
        "offered": given(offered),
    }


def points(raw: tuple) -> dict[str, tuple[float, float] | None]:
    """Weighted points and what could be reached, by question, as the checklist says."""
    greeted, seconds, surprise, interest, offered = raw
    band = None if seconds is None else 4 if seconds <= 120 else 1 if seconds <= 300 else 0
    return {
        "greeted": None if greeted is None else (2.0 * (greeted == "yes"), 2.0),
        "minutes": None if band is None else (float(band), 4.0),
        "surprise": (float(surprise), 3.0),
        "interest": None if interest is None else (float(interest), 3.0),
        "offered": (float(offered == "yes"), 1.0),
    }


SECTIONS = {"arrival": ("greeted", "minutes"), "talk": ("interest", "offered")}


def percent(raw: tuple, questions: tuple[str, ...]) -> float | None:
    held = [pair for name in questions if (pair := points(raw)[name])]
    return 100 * sum(p for p, _ in held) / sum(m for _, m in held) if held else None


def overall(raw: tuple) -> float | None:
    parts = [one for names in SECTIONS.values() if (one := percent(raw, names)) is not None]
    return sum(parts) / len(parts) if parts else None


def met(raw: tuple) -> float:
    return 100.0 * ("no" not in (raw[0], raw[4]))


BY_HAND: dict[str, Callable[[tuple], float | None]] = {
    "overall": overall,
    "touchpoint:arrival": lambda raw: percent(raw, SECTIONS["arrival"]),
    "section:full/talk": lambda raw: percent(raw, SECTIONS["talk"]),
    "question:full/interest": lambda raw: percent(raw, ("interest",)),
    "question:full/greeted": lambda raw: percent(raw, ("greeted",)),
    "compliance": met,
    "duration:full/minutes": lambda raw: None if raw[1] is None else raw[1] / 60,
    "delight": lambda raw: percent(raw, ("surprise",)),
    "team:sales": overall,
}
# Questions that counted in RAW, and those left out.
BASES = {
    "overall": (17, 3), "touchpoint:arrival": (8, 2), "section:full/talk": (9, 1), "question:full/interest": (4, 1),
    "question:full/greeted": (4, 1), "compliance": (9, 1), "duration:full/minutes": (4, 1), "delight": (5, 0),
    "team:sales": (17, 3),
}  # fmt: skip


@pytest.fixture
def chain(work: Work, app: object) -> Chain:
    with work() as uow:
        chain = make_chain(uow, FULL)
        for place, raws in ((chain.centre, RAW), (chain.elsewhere, ELSEWHERE)):
            for raw in raws:
                approve(uow, chain, make_submitted(uow, chain, place, chain.version.id, DAY, answers_of(raw)))
    return chain


@pytest.fixture
def boss(new_device: Device, chain: Chain) -> ApiClient:
    return new_device().as_user(chain.administrator)


def compare(device: ApiClient, query: str) -> dict:
    reply = device.get(f"/comparison?from=2026-10-01&to=2026-12-31&{query}")
    assert reply.status_code == 200, reply.text
    return reply.json


def test_figures_are_what_raw_answers_give_by_hand(boss: ApiClient, chain: Chain) -> None:
    for measure, worth in BY_HAND.items():
        found = compare(boss, f"measure={measure}")
        values = [value for raw in RAW if (value := worth(raw)) is not None]
        figure = next(one["values"][0] for one in found["series"] if one["name"] == chain.centre.name)
        assert figure["mean"] == pytest.approx(np.mean(values), abs=1e-5), measure
        assert figure["visits"] == len(values), measure
        assert (figure["applicable"], figure["excluded"]) == BASES[measure], measure
        if measure in ("compliance", "question:full/greeted"):
            known = stats.binomtest(round(sum(values) / 100), len(values)).proportion_ci(method="wilson")
            ends = (100 * known.low, 100 * known.high)
        else:
            known = stats.ttest_1samp(values, 0).confidence_interval(0.95)
            ends = (max(known.low, 0.0), known.high if "duration" in measure else min(known.high, 100.0))
        assert (figure["low"], figure["high"]) == pytest.approx(ends, abs=1e-4), measure
        whole = [value for raw in RAW + ELSEWHERE if (value := worth(raw)) is not None]
        assert found["series"][-1]["values"][0]["mean"] == pytest.approx(np.mean(whole), abs=1e-5), measure


def test_pooled_weighs_items_alike(boss: ApiClient, chain: Chain) -> None:
    found = compare(boss, "aggregate=pooled")
    basic = [pair for raw in RAW for name, pair in points(raw).items() if pair and name != "surprise"]
    figure = next(one["values"][0] for one in found["series"] if one["name"] == chain.centre.name)
    assert figure["mean"] == pytest.approx(100 * sum(p for p, _ in basic) / sum(m for _, m in basic))
    assert (found["aggregate"], figure["method"]) == ("pooled", "student_t")


def test_teams_and_whole_chains_can_be_compared_alone(boss: ApiClient, chain: Chain) -> None:
    teams = compare(boss, f"by=team&centre_id={chain.centre.id}")["series"]
    assert [(one["kind"], one["id"]) for one in teams] == [("team", "sales"), ("chain", None)]
    expected = np.mean([value for raw in RAW if (value := overall(raw)) is not None])
    assert teams[0]["values"][0]["mean"] == pytest.approx(expected, abs=1e-5)
    for measure in ("touchpoint:needs", "section:full/talk", "question:full/greeted", "duration:full/minutes"):
        mine = compare(boss, f"by=team&centre_id={chain.centre.id}&measure={measure}")["series"][0]
        theirs = compare(boss, f"by=centre&centre_id={chain.centre.id}&measure={measure}")["series"][0]
        assert (mine["kind"], mine["id"], mine["values"]) == ("team", "sales", theirs["values"])
    for measure in ("touchpoint:service", "section:full/people"):
        refused = boss.get(f"/comparison?by=team&centre_id={chain.centre.id}&measure={measure}&lang=en")
        assert (refused.status_code, refused.json["errors"][0]["code"]) == (422, "not_by_team")
    assert [one["kind"] for one in compare(boss, "by=chain")["series"]] == ["chain"]
    assert {one["kind"] for one in compare(boss, "by=area&period=year")["series"]} == {"area", "chain"}
    assert {one["kind"] for one in compare(boss, "by=centre&period=month")["series"]} == {"centre", "chain"}


def _returned(uow: UnitOfWork, chain: Chain, visit: uuid.UUID) -> None:
    items = {"note": "again", "due_at": None, "items": [{"question_id": "greeted", "reason": "which desk?"}]}
    return_visit(uow, as_actor(chain.manager), visit, 1, items)


def _rejected(uow: UnitOfWork, chain: Chain, visit: uuid.UUID) -> None:
    void_visit(uow, as_actor(chain.manager), visit, "not the place")


def _voided_later(uow: UnitOfWork, chain: Chain, visit: uuid.UUID) -> None:
    approve(uow, chain, visit)
    void_visit(uow, as_actor(chain.administrator), visit, "somebody else's")


def _called_off(uow: UnitOfWork, chain: Chain, visit: uuid.UUID) -> None:
    uow.session.execute(update(Visit).where(Visit.id == visit).values(status="in_progress"))
    uow.session.expire_all()
    cancel_visit(uow, as_actor(chain.manager), visit, "ill")


def _never_decided(uow: UnitOfWork, chain: Chain, visit: uuid.UUID) -> None:
    """Submitted, and that is all."""


@pytest.mark.parametrize("leave", [_returned, _rejected, _voided_later, _called_off, _never_decided])
def test_no_way_out_leaves_a_trace_in_any_figure(
    boss: ApiClient, chain: Chain, work: Work, leave: Callable[[UnitOfWork, Chain, uuid.UUID], None]
) -> None:
    pages = [f"/comparison?from=2026-10-01&to=2026-12-31&measure={measure}" for measure in BY_HAND]
    pages += ["/league?at=2026-Q4", "/overview?period=quarter", "/measures"]
    before = [boss.get(page).json for page in pages]
    with work() as uow:
        visit = make_submitted(uow, chain, chain.centre, chain.version.id, DAY, answers_of(("no", 500, 0, 0, "no")))
        leave(uow, chain, visit)
    assert [boss.get(page).json for page in pages] == before
