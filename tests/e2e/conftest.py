"""For all end-to-end tests: a chain on the real server behind a line that can be cut, a browser driver, phones."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Playwright, ViewportSize, expect, sync_playwright

from tests.e2e.fault_steps import PHOTOS, Begin, begin
from tests.e2e.phone import PHONE, Phone
from tests.live.bad_line import BadLine
from tests.live.chain import Chain, make_chain
from tests.live.demo import Demo
from tests.live.line import Line
from tests.live.pictures import write_photos
from tests.live.server import ROOT, Server, running

HERE = Path(__file__).parent
MakePhone = Callable[..., Phone]

# A busy machine is slow, not wrong.
expect.set_options(timeout=20_000)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--screenshots", help="write a picture of every page into this folder")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """First, because they are the longest. Each test process has a server of its own."""
    ours = [item for item in items if item.path.is_relative_to(HERE)]
    for item in ours:
        item.add_marker("e2e")
    items.sort(key=lambda item: item not in ours)


@pytest.fixture(scope="session")
def line() -> Line:
    return Line()


@pytest.fixture(scope="session")
def chain(line: Line, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Chain]:
    """People reach the server through `line`; the tests' own API clients reach it directly, also while that is cut."""
    assert (ROOT / "pwa" / "dist" / "index.html").exists(), "the pages are not built: run `make build`"
    server = Server(tmp_path_factory.mktemp("server"), origin=line.address)
    with running(server):
        line.mend(server.port)
        yield make_chain(server)
        line.cut()


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Demo]:
    """The demonstration chain on a server of its own, loaded as `make demo` does."""
    server = Server(tmp_path_factory.mktemp("demo"))
    server.command("db", "upgrade")
    server.command("demo", "load")
    with running(server):
        yield Demo(server)


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    with sync_playwright() as driver:
        yield driver


@pytest.fixture
def new_phone(playwright: Playwright, line: Line, tmp_path: Path) -> Iterator[MakePhone]:
    """Maker of devices; each closes after the test, and a page that threw fails it."""
    phones: list[Phone] = []

    def make(viewport: ViewportSize = PHONE, address: str | None = None) -> Phone:
        profile = tmp_path / f"profile-{len(phones)}"
        phones.append(Phone(playwright, profile, address or line.address, viewport))
        return phones[-1]

    yield make
    for phone in phones:
        phone.close()
    assert [error for phone in phones for error in phone.errors] == []


@pytest.fixture(scope="module")
def bad(chain: Chain, line: Line) -> Iterator[BadLine]:
    spoiled = BadLine(chain.server.port)
    line.cut()
    line.mend(spoiled.port)
    yield spoiled
    line.cut()
    spoiled.close()
    line.mend(chain.server.port)


@pytest.fixture
def start(chain: Chain, bad: BadLine, new_phone: MakePhone) -> Iterator[Begin]:
    """A visit open on a phone, over a line that is well until the test says otherwise."""
    bad.well()
    bad.calls.clear()
    yield lambda **options: begin(chain, bad, new_phone(), **options)
    bad.well()


@pytest.fixture(scope="module")
def photos(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    return write_photos(tmp_path_factory.mktemp("camera"), PHOTOS, (800, 600))
