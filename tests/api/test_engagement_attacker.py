"""Nobody learns what a small group said: not from figures, map, lines, tables, charts, the link page, or from inside of
any file (exports of every form, reports of every kind about figures), in any role.

Two attacks. The rank attacker subtracts whatever the API shows. And non-interference: answers are moved between
hidden groups so that every published sum stays; then not one byte that anybody can fetch may change.
"""

import datetime as dt
import os
import random
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import pytest
from sqlalchemy import delete, insert, select

from backend.accounts.models import User
from backend.centres.models import Area, Centre, Touchpoint
from backend.domain.roles import Role
from backend.domain.statistics.tally import MILLION, Tally
from backend.domain.suppression import leaves_below
from backend.engagement.models import EngagementFigure
from backend.exports.forms import FORMS
from backend.exports.tables import TABLES
from backend.insights.models import TallyRow
from backend.kernel import jobs
from backend.links.models import LinkAnalysis
from tests.api.client import ApiClient, Device
from tests.api.file_contents import reports, told
from tests.api.role_matrix import rows
from tests.conftest import Work
from tests.domain.test_suppression import attacked
from tests.factories.accounts import make_user
from tests.factories.centres import make_area, make_centre
from tests.factories.engagement import csv_of, figure, send
from tests.factories.reports import make_scored
from tests.factories.visits import make_chain

SEED = int(os.environ.get("ATTACKER_SEED") or random.SystemRandom().randrange(10**6))
BACKEND = Path(__file__).parents[2] / "backend"
FLOOR = 5
TEAMS = ("sales", "service", "parts", "office")
TOUCHPOINTS = dict(zip(("hello", "offer", "workshop", "counter"), TEAMS, strict=True))
WAVES = {"w1": "2025-11-01,2025-11-10", "w2": "2026-02-01,2026-02-10", "w3": "2026-05-01,2026-05-10"}
DIMENSIONS = ("voice", "pride")
# What is no figure: files of photos and reports, health, pages of one's own account.
# Reports about centres or the chain; those about visits read nothing of engagement (see the last test).
REPORTS = ("centre", "area", "wall", "board", "inside")
SKIPPED = ("/health", "/system", "/sessions", "/me", "/reports", "/photos", "/push-key", "/verifications")


class Office(NamedTuple):
    """A chain whose centres have teams of any size; `whole` centres also have people without a team."""

    areas: list[Area]
    centres: list[Centre]
    whole: set[str]
    answers: dict[tuple[str, str, str], int]
    people: dict[str, User]


@pytest.fixture
def office(work: Work) -> Office:
    print(f"ATTACKER_SEED={SEED}")
    rng = random.Random(SEED)
    with work() as uow:
        areas = [make_area(uow), make_area(uow)]
        centres = [make_centre(uow, areas[place % 2]) for place in range(6)]
        whole = {centre.code for centre in centres[:3]}
        people = {
            "administrator": make_user(uow, Role.ADMINISTRATOR),
            "area manager": make_user(uow, Role.AREA_MANAGER, area_id=areas[0].id),
            "centre manager": make_user(uow, Role.CENTRE_MANAGER, centre_id=centres[0].id),
            "auditor": make_user(uow, Role.AUDITOR),
        }
        for position, (code, team) in enumerate(TOUCHPOINTS.items()):
            uow.session.add(Touchpoint(code=code, name={"en": code}, position=position, team_code=team))
        uow.session.flush()
        uow.session.execute(insert(TallyRow), list(tallies(centres)))
    answers = {
        (wave, centre.code, team): rng.choice([2, 3, 4, 4, 5, 6, 7, 9, 12])
        for wave in WAVES
        for centre in centres
        for team in TEAMS
    }
    answers |= {(wave, code, ""): rng.choice([0, 2, 6]) for wave in WAVES for code in whole}
    return Office(areas, centres, whole, answers, people)


def tallies(centres: list[Centre]) -> Iterator[dict[str, Any]]:
    """Visits of every quarter, so that there is something to lay beside engagement."""
    for quarter in ("2025-Q4", "2026-Q1", "2026-Q2", "2026-Q3"):
        for place, centre in enumerate(centres):
            mean = 70 + place
            sums = Tally(4, 4 * mean * MILLION, (4 * mean**2 + 300) * MILLION * MILLION).as_json()
            headline = dict.fromkeys(("overall", *(f"touchpoint:{code}" for code in TOUCHPOINTS)), sums)
            yield {"scope_kind": "centre", "scope_id": str(centre.id), "period_kind": "quarter", "period": quarter} | {
                "visits": 4,
                "versions": {},
                "headline": headline,
                "questions": {},
            }


def file_of(office: Office) -> bytes:
    rng, lines = random.Random(SEED + 1), []
    for wave, days in WAVES.items():
        for centre in office.centres:
            told = {team: office.answers[wave, centre.code, team] for team in TEAMS}
            if centre.code in office.whole:
                told[""] = sum(told.values()) + office.answers[wave, centre.code, ""]
            for team, n in told.items():
                for dimension in DIMENSIONS:
                    mean = f"{rng.uniform(2.5, 3.5):.3f}"
                    facts = {"wave": wave, "days": days, "dimension": dimension, "mean": mean, "sd": "1.2"}
                    lines.append(figure(centre.code, team, n=n, **facts))
    return csv_of(lines)


def tree_of(office: Office, wave: str) -> tuple[dict[str, list[str]], dict[str, int]]:
    """Nodes: "", area ids, centre ids, "centre id:team"; "centre id:*" are people without a team."""
    tree: dict[str, list[str]] = {"": [str(area.id) for area in office.areas]}
    answers = {}
    for area in office.areas:
        tree[str(area.id)] = [str(centre.id) for centre in office.centres if centre.area_id == area.id]
    for centre in office.centres:
        leaves = {team or "*": office.answers.get((wave, centre.code, team), 0) for team in (*TEAMS, "")}
        tree[str(centre.id)] = [f"{centre.id}:{team}" for team in leaves]
        answers |= {f"{centre.id}:{team}": n for team, n in leaves.items()}
    return tree, answers


def shown_by(device: ApiClient, wave: str) -> frozenset[str]:
    reply = device.get(f"/engagement/figures?wave={wave}&dimension=voice").json
    return frozenset(
        f"{one['id']}:{one['team_code']}" if one["team_code"] else one["id"] or "" for one in reply["items"]
    )


def test_no_group_under_the_floor_can_be_worked_out(office: Office, new_device: Device) -> None:
    boss = new_device().as_user(office.people["administrator"])
    assert send(boss, file_of(office)).status_code == 201
    for wave in WAVES:
        tree, answers = tree_of(office, wave)
        shown = shown_by(boss, wave)
        assert "" in shown and len(shown) > 5
        assert not attacked(tree, answers, shown, FLOOR)
        for person in ("area manager", "centre manager"):
            mine = shown_by(new_device().as_user(office.people[person]), wave)
            assert mine < shown and "" in mine


@pytest.mark.only_on("sqlite")
def test_nothing_anybody_can_fetch_depends_on_what_is_hidden(office: Office, new_device: Device, work: Work) -> None:
    devices = {name: new_device().as_user(user) for name, user in office.people.items()}
    boss = devices["administrator"]
    with work() as uow:
        make_scored(uow, make_chain(uow), office.centres[0], [71.5, 80.0], dt.date(2026, 8, 15))
    assert send(boss, file_of(office)).status_code == 201
    before = everything(office, devices, work)
    asked = [path for person, path in before if person == "administrator" and "?" in path]
    assert len(asked) > 30 and all(before["administrator", path].startswith("200 ") for path in asked)
    opened = {key for key, text in before.items() if text.startswith("200 ")}
    assert {("centre manager", "/reports board"), *(("administrator", f"/reports {kind}") for kind in REPORTS)} < opened
    assert {("area manager", f"/exports/{table}.{form}") for table in TABLES for form in FORMS} < opened
    with work() as uow:
        moved = [moved_hidden(uow.session, office, wave, shown_by(boss, wave)) for wave in WAVES]
    assert max(moved) > 0.05
    # And what came in later, of too few people: it waits, and only administrators see that it does.
    code = office.centres[-1].code
    late = [figure(code, "late", n=3, mean=4.5, wave="w3", days=WAVES["w3"], dimension=one) for one in DIMENSIONS]
    assert send(boss, csv_of(late)).json["outcome"]["waves"][0]["state"] == "waiting"
    after = everything(office, devices, work)
    administrator = {("administrator", f"/engagement/{page}") for page in ("imports", "waves")}
    assert {key for key in before if before[key] != after[key]} == administrator
    # The same amount added to everybody is seen by all who may see engagement: the comparison is not blind.
    with work() as uow:
        for one in uow.session.scalars(select(EngagementFigure)):
            one.mean += 0.3
    now = everything(office, devices, work, ("board", "inside"))
    changed = {key for key, text in now.items() if text != before[key]}
    assert {person for person, _ in changed} == {"administrator", "area manager", "centre manager"}
    seen = {path.partition("?")[0] for person, path in changed if person == "administrator"}
    assert {"/engagement/figures", "/inside-outside/map", "/inside-outside/table.csv", "/inside-outside"} <= seen
    assert any(path.endswith("/lines") for path in seen) and "/reports inside" in seen
    boards = {(person, "/reports board") for person in ("administrator", "area manager", "centre manager")}
    assert boards <= changed


def test_only_these_documents_read_engagement() -> None:
    """Whoever lets another one do so adds it to the kinds above."""
    folders = {path.parent.name for path in (BACKEND / "reports").rglob("*.py") if reads_engagement(path)}
    assert folders - {"reports"} == {"board", "inside"}
    assert not any(reads_engagement(path) for path in (BACKEND / "exports").rglob("*.py"))


def reads_engagement(path: Path) -> bool:
    return re.search(r"^from backend\.(engagement|links)\b", path.read_text(), re.MULTILINE) is not None


def moved_hidden(session: Any, office: Office, wave: str, shown: frozenset[str]) -> float:
    """Move answers between hidden groups; sums and sums of squares of all shown groups stay. The largest move."""
    tree, answers = tree_of(office, wave)
    leaves = [leaf for leaf, n in answers.items() if n]
    sums = np.array([[leaf in set(leaves_below(tree, node)) for leaf in leaves] for node in sorted(shown)], float)
    _, sizes, space = np.linalg.svd(sums)
    free = space[int((sizes > 1e-9).sum()) :]
    counts = np.array([answers[leaf] for leaf in leaves], float)
    largest = 0.0
    for number, dimension in enumerate(DIMENSIONS):
        change = np.random.default_rng([SEED, number]).normal(size=len(free)) @ free
        change *= 0.08 / np.abs(change / counts).max()
        largest = max(largest, float(np.abs(change / counts).max()))
        _move(session, office, wave, dimension, dict(zip(leaves, change, strict=True)))
    return largest


def _move(session: Any, office: Office, wave: str, dimension: str, change: dict[str, float]) -> None:
    from backend.engagement.models import EngagementWave

    key = session.scalar(select(EngagementWave.id).where(EngagementWave.code == wave))
    mine = (EngagementFigure.wave_id == key, EngagementFigure.dimension_code == dimension)
    for one in session.scalars(select(EngagementFigure).where(*mine)):
        own = [leaf for leaf in change if leaf.startswith(f"{one.centre_id}:")]
        total = sum(change[leaf] for leaf in own) if not one.team_code else change[f"{one.centre_id}:{one.team_code}"]
        if abs(total) < 1e-9:
            continue
        new = one.mean + total / one.n
        one.sd = (one.sd**2 + one.n * (one.mean**2 - new**2) / (one.n - 1)) ** 0.5
        one.mean = new


def everything(
    office: Office, devices: dict[str, ApiClient], work: Work, kinds: Sequence[str] = REPORTS
) -> dict[tuple[str, str], str]:
    """All that each role can GET about figures, files opened, and the analysis computed anew of what is stored now."""
    with work() as uow:
        uow.session.execute(delete(LinkAnalysis))
    boss = devices["administrator"]
    assert boss.post("/inside-outside/runs", {"lag": 1}).status_code == 202
    jobs.run_waiting(boss.runtime.engine)
    found = {}
    for name, device in devices.items():
        for path in paths(office):
            reply = device.get(path)
            assert reply.status_code < 500, (path, reply.text)
            found[name, path] = f"{reply.status_code} {told(reply)}"
        found |= {
            (name, kind): text
            for kind, text in reports(device, str(office.areas[0].id), str(office.centres[0].id), kinds).items()
        }
    return found


def paths(office: Office) -> list[str]:
    """Every GET route, for each centre and area, wave and dimension that it can be asked about."""
    centre_ids, area_ids = [str(one.id) for one in office.centres], [str(one.id) for one in office.areas]
    found = []
    for (method, rule), _ in rows().items():
        if method == "GET" and not rule.startswith(SKIPPED):
            found += _filled(rule, centre_ids)
    extra = [
        f"/engagement/figures?wave={wave}&dimension={one}" for wave in WAVES for one in (*DIMENSIONS, "engagement")
    ]
    extra += [f"/inside-outside/map?centre={one}" for one in centre_ids]
    extra += [f"/inside-outside/map?area={one}" for one in area_ids]
    extra += ["/inside-outside?lag=1", "/inside-outside?lag=1&lang=de"]
    charts = ("quadrant", "ladder", "lags", "grid", "event")
    extra += [f"/charts/{kind}.svg?lag=1" for kind in charts] + [f"/charts/map.svg?centre={centre_ids[0]}"]
    extra += [f"/charts/lines.svg?centre={one}" for one in centre_ids]
    return sorted({*found, *extra})


def _filled(rule: str, centre_ids: list[str]) -> list[str]:
    if "<uuid:centre_id>" in rule:
        return [rule.replace("<uuid:centre_id>", one) for one in centre_ids]
    if rule == "/exports/<table>.<form>":
        return [f"/exports/{table}.{form}" for table in TABLES for form in FORMS]
    return [] if "<" in rule else [rule]
