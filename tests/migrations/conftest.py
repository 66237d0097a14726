"""An empty database of each kind, for migrations to fill."""

import os
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import pytest
from sqlalchemy import Engine, create_engine, make_url, text

from backend.kernel.db import make_engine

CLUSTER = os.environ.get("INSIDEOUT_TEST_POSTGRES_URL")


@pytest.fixture(params=["sqlite", "postgresql"])
def empty_engine(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Engine]:
    if request.param == "sqlite":
        engine = make_engine(f"sqlite:///{tmp_path / 'empty.sqlite'}")
        yield engine
        engine.dispose()
    elif CLUSTER:
        yield from _postgres_engine(CLUSTER)
    else:
        pytest.skip("no PostgreSQL here: run `make test-py`")


def _postgres_engine(cluster: str) -> Iterator[Engine]:
    name = f"migrations_{uuid4().hex[:12]}"
    maintenance = create_engine(cluster, isolation_level="AUTOCOMMIT")
    with maintenance.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name}"))
    engine = make_engine(make_url(cluster).set(database=name).render_as_string(hide_password=False))
    yield engine
    engine.dispose()
    with maintenance.connect() as connection:
        connection.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))
    maintenance.dispose()
