"""Every way a figure leaves: a visit that is not approved, or no longer, changes none of them by a single byte."""

import re
import uuid
from collections.abc import Mapping

import pytest
from sqlalchemy import Engine, insert, text, update

from backend import features
from backend.centres.models import Touchpoint
from backend.exports.sql_views import VIEWS
from backend.http.blueprint import PREFIX
from backend.insights.tallies import uncount_visit
from backend.reports import making
from backend.reports.composing import compose
from backend.reports.subjects import Order, Subject
from backend.visits.models import SectionScore, Visit
from tests.api.client import ApiClient, Device
from tests.conftest import Work
from tests.factories.reports import SECTIONS, make_photo, make_rich_visit, make_wave, rich_checklist
from tests.factories.visits import Chain, make_chain, photo_bytes

QUARTER = {"period_kind": "quarter", "period": "2026-Q4"}
# What tells of single visits by their state, or of files made earlier, is no figure; the rest is asked for below.
OTHERS = {"/measures", "/exports", "/exports/<uuid:export_id>", "/exports/<uuid:export_id>/file",
          "/exports/dictionary.csv", "/exports/dictionary.json"}  # fmt: skip
OF_FIGURES = {"insights", "centre_page", "control_chart", "drill", "wave_page", "auditor_effects", "charts", "exports"}
# So few visits say nothing of auditors, and the wording of questions is the checklist's.
SAYS_NOTHING = {"/auditor-effects", "view v_question"}
MORE: Mapping[str, list[str]] = {
    "/comparison": ["", "?by=area", "?by=chain&measure=compliance", "?measure=touchpoint:arrival", "?period=wave"],
    "/league": ["", "?measure=delight"],
    "/figures/visits": ["?measure=overall", "?measure=question:sales/q0_1", "?measure=compliance"],
    "/charts/distribution.svg": ["?measure=overall"],
    "/charts/control.svg": ["?centre_id={centre_id}"],
    "/charts/profile.svg": ["?centre_id={centre_id}"],
    "/exports/<table>.<form>": [],
}
TABLES = ("visits", "answers", "scores", "comparison")


@pytest.fixture
def chain(work: Work) -> Chain:
    with work() as uow:
        return make_chain(uow, rich_checklist(60))


@pytest.fixture
def wave(work: Work, chain: Chain) -> uuid.UUID:
    with work() as uow:
        found = make_wave(uow)
        names = enumerate(SECTIONS)
        uow.session.add_all(Touchpoint(code=code, name={"en": name}, position=n) for n, (name, code) in names)
        for seed in (1, 2, 3):
            _visit(uow, chain, found, seed)
        return found


def _visit(uow, chain: Chain, wave: uuid.UUID, seed: int) -> uuid.UUID:
    visit_id = make_rich_visit(uow, chain, seed=seed, comments=[f"Said in visit {seed}."])
    uncount_visit(uow, visit_id=visit_id)
    uow.session.execute(update(Visit).where(Visit.id == visit_id).values(wave_id=wave))
    uow.session.add(make_photo(visit_id, photo_bytes((60, 40)), "q0_0", ""))
    base = {"visit_id": visit_id, "items": 3, "excluded": seed % 2}
    touched = [{**base, "section_id": f"s{n}", "touchpoint": name, "percent": 50.0 + seed * n} for n, (_, name) in
               enumerate(SECTIONS)]  # fmt: skip
    uow.session.execute(insert(SectionScore), touched)
    uow.session.flush()
    uow.session.expire_all()
    uow.emit("visit.approved", visit_id=visit_id)
    return visit_id


def rules() -> set[str]:
    """The routes of figures, from the table of routes: a new one is looked at too."""
    return {
        rule.removeprefix(PREFIX)
        for blueprint in features.BLUEPRINTS
        if blueprint.name in OF_FIGURES
        for method, rule, _ in blueprint.routes
        if method == "GET"
    } - OTHERS


def without_coverage(said: Mapping) -> dict:
    """A wave's page and report also count the visits that are planned, made and in review: by their state, as such."""
    return {name: one for name, one in said.items() if not name.startswith("coverage")}


def everything(engine: Engine, office: ApiClient, chain: Chain) -> dict[str, str]:
    """What each way says now."""
    ids = {"centre_id": chain.centre.id, "version_id": chain.version.id}
    asked = []
    for rule in sorted(rules()):
        path = re.sub(r"<uuid:(\w+)>", lambda found: str(ids[found[1]]), rule)
        path = re.sub(r"<[^>]*code>", "w", path)
        asked += [path + query.format(**ids) for query in MORE.get(rule, [""])]
    asked += [f"/exports/{table}.csv" for table in TABLES]
    found = {}
    for path in asked:
        reply = office.get(path)
        assert reply.status_code == 200, (path, reply.text)
        found[path] = str(without_coverage(reply.json)) if reply.is_json else repr(reply.data)
    about = {"centre": Subject(centre_id=chain.centre.id, **QUARTER), "area": Subject(area_id=chain.area.id, **QUARTER),
             "wall": Subject(centre_id=chain.centre.id, **QUARTER), "board": Subject(centre_id=chain.centre.id),
             "wave": Subject(period_kind="wave", period="w")}  # fmt: skip
    for name, subject in about.items():
        order = Order("area" if name == "wave" else name, "centre", "en", subject)
        made = making.compose(engine, order)
        found[f"report {name}"] = str([without_coverage(made.context), [photo.id for photo in made.photos]])
    found["pack"] = str(compose(engine, Order("pack", "centre", "en", about["area"])).visits)
    with engine.connect() as connection:
        for view in VIEWS:
            found[f"view {view}"] = str(sorted(map(str, connection.execute(text(f"SELECT * FROM {view}")))))
    return found


# Both kinds of database are held against these figures where each is made.
@pytest.mark.only_on("sqlite")
def test_what_is_not_approved_or_no_longer_is_in_no_way_out(
    engine: Engine, chain: Chain, wave: uuid.UUID, work: Work, new_device: Device
) -> None:
    office = new_device().as_user(chain.administrator)
    before = everything(engine, office, chain)
    with work() as uow:
        voided = _visit(uow, chain, wave, 9)
    counted = everything(engine, office, chain)
    same = {path for path in before if counted[path] == before[path]}
    assert same == SAYS_NOTHING, "\n".join(f"{one}: {before[one][:150]}" for one in sorted(same))
    version = office.get(f"/visits/{voided}").json["row_version"]
    match = {"If-Match": f'"{version}"'}
    gone = office.post(f"/visits/{voided}/void", {"reason": "Another shop."}, headers=match)
    assert gone.status_code == 200, gone.text
    with work() as uow:
        for seed, status in enumerate(("submitted", "returned", "cancelled", "in_progress", "planned"), 11):
            visit_id = _visit(uow, chain, wave, seed)
            uncount_visit(uow, visit_id=visit_id)
            uow.session.execute(update(Visit).where(Visit.id == visit_id).values(status=status))
    after = everything(engine, office, chain)
    assert {path for path in before if after[path] != before[path]} == set()
