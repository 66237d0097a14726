"""The report of a visit: a cold process, a warm one, and Chromium printing the same page in the same run."""

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path
from time import process_time
from uuid import UUID

from playwright.sync_api import Page, sync_playwright
from sqlalchemy import Engine, select

from backend.evidence.models import Photo
from backend.evidence.service import copy_key
from backend.kernel import files
from backend.kernel.db import make_engine
from backend.kernel.ids import new_id
from backend.kernel.unit_of_work import unit_of_work
from backend.reports import press
from backend.reports.issue import issue_with
from backend.reports.making import Composition, compose
from backend.reports.subjects import Order, Subject
from backend.settings import Settings
from tests.bench.figures import Figure, cpu_seconds, family, median, resident_mb, timed
from tests.e2e.phone import chromium_flags, chromium_path
from tests.live.demo import Demo
from tests.live.server import Server, running

COLD, WARM, PHOTOS = 3, 7, 10
ISSUE = issue_with("ABCD-EFGH-JKMN", "https://audits.example.com")


def measure() -> Iterator[Figure]:
    with tempfile.TemporaryDirectory() as folder:
        server = Server(Path(folder) / "data")
        server.command("db", "upgrade")
        server.command("demo", "load", "--centres", "8", "--quarters", "2")
        with running(server):
            visit = _visit_with_most_photos(Demo(server))
        out = Path(folder) / "report.pdf"
        cold = timed(lambda: server.command("report", "visit", visit, "--out", str(out)), COLD)
        yield Figure("pdf.cold", median(cold), "s", COLD, remark="a new process, with reading the database")
        yield from _warm(_composition(server, visit), Path(folder))


def _visit_with_most_photos(demo: Demo) -> str:
    approved = demo.client("administrator").all("/visits?status=approved")
    return str(max(approved, key=lambda visit: visit["photo_count"])["id"])


def _composition(server: Server, visit: str) -> Composition:
    settings = Settings.read({**os.environ, **server.environment})
    files.connect(settings.files_url)
    engine = make_engine(settings.database_url)
    _add_photos(engine, UUID(visit))
    return compose(engine, Order("visit", "review", "en", Subject(visit_id=UUID(visit))))


def _add_photos(engine: Engine, visit_id: UUID) -> None:
    """Visits of the demonstration have few: those of others are its own, too, until it has PHOTOS."""
    with unit_of_work(engine) as uow:
        mine = uow.session.scalars(select(Photo).where(Photo.visit_id == visit_id)).all()
        known, asked = {photo.full_sha256 for photo in mine}, [photo.question_id for photo in mine]
        others = select(Photo).where(Photo.full_sha256.is_not(None), Photo.full_sha256.not_in(known))
        for place, other in enumerate(uow.session.scalars(others.order_by(Photo.id).limit(PHOTOS - len(mine)))):
            digest, values = str(other.full_sha256), {key.name: getattr(other, key.name) for key in Photo.__table__.c}
            copied = {"id": new_id(), "visit_id": visit_id, "question_id": asked[place % len(asked)], "rank": place + 1}
            copy = Photo(**values | copied)
            files.put(copy_key(copy.id, digest), files.get(copy_key(other.id, digest)))
            uow.session.add(copy)


def _warm(composition: Composition, folder: Path) -> Iterator[Figure]:
    """In turn, so that a busy minute of the machine meets both. Each begins with the same context and photos."""
    press.warm_presses()
    document = composition.print(ISSUE)
    _put_resources(composition, folder)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium_path(), args=chromium_flags())
        page = browser.new_page()
        _print(page, composition, folder)
        ours, theirs, processor = [], [], [process_time()]
        before = {pid: cpu_seconds(pid) for pid in _chromium()}
        for _ in range(WARM):
            ours += timed(lambda: composition.print(ISSUE.another()), 1)
            processor.append(process_time())
            theirs += timed(lambda: _print(page, composition, folder), 1)
            processor.append(process_time())
        after = {pid: cpu_seconds(pid) for pid in _chromium()}
        browsing = sum(used - before.get(pid, 0) for pid, used in after.items()) / WARM * 1000
        printing = sum(processor[1::2]) - sum(processor[:-1:2])
        memory = f"{resident_mb(os.getpid()):.0f} MB, its {sum(map(resident_mb, after)):.0f}"
        browser.close()
    facts = f"{document.pages} pages, {len(composition.photos)} photos, {len(document.data) // 1000} kB"
    facts += f"; {printing / WARM * 1000:.0f} CPU-ms, its {browsing:.0f}; {memory}"
    value, base = median(ours), median(theirs)
    yield Figure("pdf.warm", value, "s", WARM, "ratio <= 1.25", "Chromium printing, warm", value / base, facts)


def _chromium() -> list[int]:
    """Its processes; some come and go with the pages."""
    return [pid for pid in family(os.getpid()) if "chrom" in Path(f"/proc/{pid}/comm").read_text()]


def _put_resources(composition: Composition, folder: Path) -> None:
    """Fonts and photos as files that a browser can open."""
    (folder / "photo").mkdir()
    (folder / "fonts").symlink_to(press.style_of(composition.kind).fonts)
    for name, data in composition.pictures().items():
        (folder / name).write_bytes(data)


def _print(page: Page, composition: Composition, folder: Path) -> bytes:
    """The same page with tags and bookmarks; numbers in the contents and data inside are more than it can do."""
    html = press.to_html(composition.kind, composition.context, ISSUE.another())
    sheets = "".join(sheet.read_text() for sheet in press.style_of(composition.kind).sheets)
    (folder / "report.html").write_text(html.replace("</head>", f"<style>{sheets}</style></head>", 1))
    page.goto((folder / "report.html").as_uri())
    return page.pdf(prefer_css_page_size=True, tagged=True, outline=True)
