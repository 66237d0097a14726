"""A running server for a benchmark, on each database, with people, a checklist of 60 questions and visits on demand."""

import os
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import create_engine, make_url, text

from backend.kernel.ids import new_id
from tests.live.chain import Chain, make_chain
from tests.live.checklists import plain_checklist
from tests.live.server import Server, running

KINDS = ("sqlite", "postgresql")


@dataclass
class World:
    """A chain with one published checklist."""

    chain: Chain
    version: dict[str, Any]

    @property
    def server(self) -> Server:
        return self.chain.server

    @property
    def definition(self) -> dict[str, Any]:
        return self.version["definition"]

    def planned_visits(self, count: int) -> list[str]:
        """Spread over the centres."""
        centres = self.chain.centres
        return [self.chain.plan_visit(centres[n % len(centres)], self.version["id"]) for n in range(count)]

    def accepted_visits(self, count: int) -> list[str]:
        visits = self.planned_visits(count)
        for visit in visits:
            self.chain.accept_visit(visit)
        return visits


def make_world(server: Server, questions: int = 60, sections: int | None = None) -> World:
    chain = make_chain(server)
    slug = f"bench-{questions}"
    return World(chain, chain.publish(slug, plain_checklist(slug, questions, sections)))


def worlds(*, with_worker: bool, kinds: Sequence[str] = KINDS) -> Iterator[tuple[str, World]]:
    for kind in kinds:
        with tempfile.TemporaryDirectory() as folder, database(kind) as url:
            server = Server(Path(folder), database_url=url, with_worker=with_worker)
            with running(server):
                yield kind, make_world(server)


@contextmanager
def database(kind: str) -> Iterator[str]:
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
