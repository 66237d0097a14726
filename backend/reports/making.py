"""Makes one document: reads facts, builds the context, fetches photos, prints. No transaction is held meanwhile."""

import datetime as dt
import uuid
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any, Protocol

from sqlalchemy import Engine

from backend.evidence.models import Photo
from backend.evidence.service import read_image
from backend.kernel.clock import now
from backend.kernel.pdf import Pdf
from backend.kernel.unit_of_work import unit_of_work
from backend.reports import press
from backend.reports.catalogue import CATALOGUE, ReportKind
from backend.reports.issue import Issue
from backend.reports.pictures import for_print, once_for_print
from backend.reports.subjects import Order

FULL = 2048

Progress = Callable[[int, int, str], None]


def silently(_done: int, _total: int, _step: str) -> None:
    """For those who do not watch."""


class VisitsChanged(Exception):
    """A visit was decided while a pack of it was made: the pack has to be made anew."""


class Work(Protocol):
    """A file that is ready to be made; equal `content_hash` means equal files, whatever their codes."""

    @property
    def order(self) -> Order: ...
    @property
    def content_hash(self) -> str: ...
    @property
    def visits(self) -> Sequence[uuid.UUID] | None: ...
    @property
    def read_at(self) -> dt.datetime: ...
    @property
    def steps(self) -> int: ...
    def print(self, issue: Issue, progress: Progress) -> Pdf: ...


@dataclass(frozen=True)
class Composition:
    """A document that is ready to be printed."""

    engine: Engine
    kind: ReportKind
    order: Order
    context: Mapping[str, Any]
    photos: Sequence[Photo]
    visits: Sequence[uuid.UUID] | None
    read_at: dt.datetime
    content_hash: str

    @property
    def steps(self) -> int:
        return len(self.photos) + 2

    def print(self, issue: Issue, progress: Progress = silently) -> Pdf:
        steps = self.steps
        images = self.pictures(lambda done: progress(done, steps, "photos"))
        progress(steps - 2, steps, "pages")
        document = press.print_report(self.kind, self.context, images, issue)
        progress(steps - 1, steps, "saving")
        return document

    def pictures(self, watch: Callable[[int], None] = lambda done: None) -> dict[str, bytes]:
        """What the document shows of its photos, by the names it calls them."""
        images: dict[str, bytes] = {}
        for index, photo in enumerate(self.photos):
            watch(index)
            read = partial(read_image, self.engine, photo, FULL)
            digest = photo.full_sha256
            images[f"photo/{photo.id}.jpg"] = once_for_print(digest, read) if digest else for_print(read())
        return images

    def as_part(self, said: str) -> "Composition":
        """The same within a pack, with what stands at the foot of its pages; the pack has the contents."""
        return replace(self, context={**self.context, "part": said, "chapters": []})


def compose(engine: Engine, order: Order) -> Composition:
    """What the document will show, from one consistent reading of the database."""
    kind, read_at = CATALOGUE[order.kind], now()
    with unit_of_work(engine, write=False) as uow:
        facts = kind.read(uow, order)
        context = kind.build(facts, order)
    hashes = {str(photo.id): photo.full_sha256 or photo.sha256 for photo in facts.photos}
    photos = [photo for photo in facts.photos if photo.status != "unreadable"]
    content_hash = press.content_hash(kind, context, hashes)
    return Composition(engine, kind, order, context, photos, facts.visits, read_at, content_hash)
