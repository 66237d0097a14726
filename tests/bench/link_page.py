"""The page of inside-outside as it is mostly opened: the analysis is kept, and nothing it read has changed."""

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

from backend import features
from backend.app import create_app
from backend.domain.roles import Role
from backend.kernel import files, jobs, migrate
from backend.kernel.db import make_engine
from backend.kernel.unit_of_work import unit_of_work
from backend.settings import Settings
from tests.api.client import ApiClient
from tests.bench.figures import Figure, median, percentile, timed
from tests.bench.world import KINDS, database
from tests.domain.link.simulator import LAG, Design, simulate
from tests.factories.accounts import make_user
from tests.factories.inside import store_panel

CENTRES, PERIODS, SEED, TIMES = 500, 24, 7, 30
PAGE = f"/inside-outside?lag={LAG}"


def measure() -> Iterator[Figure]:
    for kind in KINDS:
        with tempfile.TemporaryDirectory() as folder, database(kind) as url:
            yield _of(kind, url or f"sqlite:///{folder}/link.sqlite", Path(folder))


def _of(kind: str, url: str, folder: Path) -> Figure:
    settings = Settings.read({**os.environ, "INSIDEOUT_DATABASE_URL": url, "INSIDEOUT_DATA_DIR": str(folder)})
    engine = make_engine(url)
    try:
        migrate.upgrade(engine)
        files.connect(settings.files_url)
        jobs.register(features.handlers(settings), features.ENDINGS)
        app = create_app(settings, engine)
        with unit_of_work(engine) as uow:
            store_panel(uow, simulate(Design(centres=CENTRES, periods=PERIODS), SEED))
            person = make_user(uow, Role.ADMINISTRATOR)
        office = ApiClient(app).as_user(person)
        office.post("/inside-outside/runs", {"lag": LAG})
        jobs.run_waiting(engine)
        kept = office.get(PAGE)
        assert kept.json["status"] == "ready", kept.json["status"]
        taken = timed(lambda: office.get(PAGE), TIMES)
    finally:
        engine.dispose()
    remark = (
        f"{CENTRES} centres x {PERIODS} quarters, {len(kept.data) / 1024:.0f} kB; median {median(taken) * 1000:.0f} ms;"
        " in one process, without a network"
    )
    return Figure(
        f"link.page-from-cache.{kind}.p95", percentile(taken, 95) * 1000, "ms", TIMES, "<= 100", remark=remark
    )
