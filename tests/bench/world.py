"""A running server for a benchmark, on each database, with people, a checklist of 60 questions and visits on demand."""

import datetime as dt
import os
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import create_engine, make_url, text

from backend.kernel.ids import new_id
from tests.live.api import Client
from tests.live.checklists import plain_checklist
from tests.live.people import ADMINISTRATOR, AUDITOR, PASSWORD
from tests.live.server import Server, running

KINDS = ("sqlite", "postgresql")


@dataclass
class World:
    """`admin` plans, `auditor` conducts. `phone()` is one more connection of the auditor's, signed in already."""

    server: Server
    admin: Client
    auditor: Client
    version_id: str
    definition: dict[str, Any]

    def phone(self) -> Client:
        return Client(self.server.address, self.server.origin, self.auditor.cookie, self.auditor.me)

    def planned_visits(self, count: int) -> list[str]:
        """Spread over the centres; each visit has a window of a day around now."""
        centres = [centre["id"] for centre in self.admin.all("/centres")]
        now = dt.datetime.now(dt.UTC).replace(microsecond=0)
        plan = {
            "auditor_id": self.auditor.me["id"],
            "checklist_version_id": self.version_id,
            "window_from": (now - dt.timedelta(hours=12)).isoformat(),
            "window_to": (now + dt.timedelta(hours=12)).isoformat(),
        }
        ids = [str(new_id()) for _ in range(count)]
        for number, visit in enumerate(ids):
            self.admin.call("PUT", f"/visits/{visit}", plan | {"centre_id": centres[number % len(centres)]})
        return ids

    def accepted_visits(self, count: int) -> list[str]:
        visits = self.planned_visits(count)
        for visit in visits:
            self.auditor.call("POST", f"/visits/{visit}/acceptance")
        return visits


def make_world(server: Server, questions: int = 60) -> World:
    server.command("demo", "load")
    admin, auditor = (
        Client(server.address, server.origin).sign_in(email, PASSWORD) for email in (ADMINISTRATOR, AUDITOR)
    )
    slug = f"bench-{questions}"
    source = {"source": plain_checklist(slug, questions)}
    version = admin.call("POST", f"/checklists/{slug}/versions", source)
    definition = admin.get(f"/checklist-versions/{version['id']}")["definition"]
    return World(server, admin, auditor, version["id"], definition)


def worlds(*, with_worker: bool, kinds: Sequence[str] = KINDS) -> Iterator[tuple[str, World]]:
    for kind in kinds:
        with tempfile.TemporaryDirectory() as folder, _database(kind) as url:
            server = Server(Path(folder), database_url=url, with_worker=with_worker)
            with running(server):
                yield kind, make_world(server)


@contextmanager
def _database(kind: str) -> Iterator[str]:
    """The settings' URL: empty means SQLite in the data folder."""
    if kind == "sqlite":
        yield ""
        return
    cluster = os.environ["INSIDEOUT_TEST_POSTGRES_URL"]
    name = f"bench_{new_id().hex}"
    engine = create_engine(cluster, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name}"))
    yield make_url(cluster).set(database=name).render_as_string(hide_password=False)
    with engine.connect() as connection:
        connection.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))
    engine.dispose()
