"""What tests of the backend share: a migrated database of each kind, emptied after each test, and the app on it.

PostgreSQL takes part where INSIDEOUT_TEST_POSTGRES_URL names a cluster (`.ci/postgres.sh run pytest`).
`--database` picks one kind.
"""

import os
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from functools import partial
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import Engine, create_engine, event, make_url, text

from backend import features
from backend.app import create_app
from backend.kernel import files, jobs, migrate
from backend.kernel.db import make_engine
from backend.kernel.unit_of_work import UnitOfWork, subscribe, unit_of_work
from backend.settings import Settings, get_settings
from backend.tables import METADATA
from tests.api.client import ApiClient

CLUSTER = os.environ.get("INSIDEOUT_TEST_POSTGRES_URL")
KINDS = ("sqlite", "postgresql")

Work = Callable[[], AbstractContextManager[UnitOfWork]]


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--database", choices=KINDS, help="run on one kind of database only")


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "database_kind" in metafunc.fixturenames:
        chosen = metafunc.config.getoption("--database")
        kinds = [chosen] if chosen else KINDS if CLUSTER else KINDS[:1]
        metafunc.parametrize("database_kind", kinds, scope="session")


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "only_on(kind): about one kind of database; the others do not run it")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    others = {item for item in items if (marker := item.get_closest_marker("only_on")) and not _runs_on(item, marker)}
    config.hook.pytest_deselected(items=[*others])
    items[:] = [item for item in items if item not in others]


def _runs_on(item: pytest.Item, marker: pytest.Mark) -> bool:
    return isinstance(item, pytest.Function) and item.callspec.params["database_kind"] in marker.args


@pytest.fixture(scope="session")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """Settings of this test process, also where code reads them for itself."""
    for name in [name for name in os.environ if name.startswith("INSIDEOUT_") and "_TEST_" not in name]:
        del os.environ[name]
    os.environ["INSIDEOUT_DATA_DIR"] = str(tmp_path_factory.mktemp("data"))
    get_settings.cache_clear()
    return get_settings()


def wire(settings: Settings) -> None:
    """Give background work and those who hear events these settings, as whoever starts a process does."""
    jobs.register(features.handlers(settings), features.ENDINGS)
    subscribe(features.subscribers(lambda: settings))


@pytest.fixture(scope="session")
def database(database_kind: str, settings: Settings, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    """A migrated database for this test process."""
    if database_kind == "sqlite":
        engine = make_engine(f"sqlite:///{tmp_path_factory.mktemp('db') / 'test.sqlite'}")
        event.listen(engine, "connect", lambda raw, _: raw.execute("PRAGMA synchronous=OFF"))
    else:
        engine = _postgres_engine()
    migrate.upgrade(engine)
    yield engine
    engine.dispose()


@pytest.fixture(scope="session")
def shared_app(database: Engine, settings: Settings) -> Flask:
    app = create_app(settings, database)
    files.connect(settings.files_url)
    app.testing = True
    app.config["PROPAGATE_EXCEPTIONS"] = False
    return app


@pytest.fixture
def app(shared_app: Flask, engine: Engine, settings: Settings) -> Flask:
    """The application, with fresh counters of attempts, and everybody listening again."""
    jobs.connect(None)
    wire(settings)
    shared_app.extensions["insideout"].limits.reset()
    return shared_app


@pytest.fixture
def engine(database: Engine) -> Iterator[Engine]:
    """An empty database."""
    yield database
    _empty(database)


@pytest.fixture
def work(engine: Engine) -> Work:
    """`with work() as uow:` commits at its end, like the command line and the worker do."""
    return partial(unit_of_work, engine)


@pytest.fixture
def api(app: Flask) -> ApiClient:
    """A device nobody is signed in on."""
    return ApiClient(app)


@pytest.fixture
def new_device(app: Flask) -> Callable[[], ApiClient]:
    """Maker of further devices."""
    return partial(ApiClient, app)


@pytest.fixture
def outbox(settings: Settings) -> Iterator[Path]:
    """The folder letters are written to, empty at the start."""
    folder = Path(settings.mail_url.removeprefix("file://"))
    for letter in folder.glob("*.eml"):
        letter.unlink()
    return folder


@pytest.fixture
def statements(engine: Engine) -> Callable[[], AbstractContextManager[list[str]]]:
    """`with statements() as sent:` collects the SQL sent meanwhile."""

    @contextmanager
    def collect() -> Iterator[list[str]]:
        sent: list[str] = []
        note = lambda *args: sent.append(args[2])  # noqa: E731
        event.listen(engine, "before_cursor_execute", note)
        try:
            yield sent
        finally:
            event.remove(engine, "before_cursor_execute", note)

    return collect


def _postgres_engine() -> Engine:
    assert CLUSTER, "set INSIDEOUT_TEST_POSTGRES_URL, or run `make test-py`"
    name = f"test_{os.environ.get('PYTEST_XDIST_WORKER', 'main')}"
    maintenance = create_engine(CLUSTER, isolation_level="AUTOCOMMIT")
    with maintenance.connect() as connection:
        connection.execute(text(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)"))
        connection.execute(text(f"CREATE DATABASE {name}"))
    maintenance.dispose()
    return make_engine(make_url(CLUSTER).set(database=name).render_as_string(hide_password=False))


def _empty(engine: Engine) -> None:
    """Faster than TRUNCATE for few rows. Foreign keys rest meanwhile, so the order does not matter."""
    deletes = "; ".join(f'DELETE FROM "{table}"' for table in METADATA.tables)
    before, after = {
        "sqlite": ("PRAGMA foreign_keys=OFF; BEGIN", "COMMIT; PRAGMA foreign_keys=ON"),
        "postgresql": ("SET session_replication_role = replica", "RESET session_replication_role"),
    }[engine.dialect.name]
    connection = engine.raw_connection()
    script = f"{before}; {deletes}; {after}"
    if engine.dialect.name == "sqlite":
        connection.executescript(script)  # type: ignore[attr-defined]
    else:
        connection.cursor().execute(script)
        connection.commit()
    connection.close()
