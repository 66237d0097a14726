"""Makes one document: reads facts, builds the context, fetches photos, prints. No transaction is held meanwhile."""

import uuid
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Engine

from backend.evidence.models import Photo
from backend.evidence.service import read_image
from backend.kernel.pdf import Pdf
from backend.kernel.unit_of_work import unit_of_work
from backend.reports import press
from backend.reports.catalogue import CATALOGUE, ReportKind
from backend.reports.pictures import for_print

FULL = 2048

Progress = Callable[[int, int, str], None]


def _silently(_done: int, _total: int, _step: str) -> None:
    """For those who do not watch."""


@dataclass(frozen=True)
class Composition:
    """A document that is ready to be printed; equal `content_hash` means equal documents."""

    engine: Engine
    kind: ReportKind
    context: Mapping[str, Any]
    photos: Sequence[Photo]
    content_hash: str

    @property
    def steps(self) -> int:
        return len(self.photos) + 2

    def print(self, progress: Progress = _silently) -> Pdf:
        steps = self.steps
        images: dict[str, bytes] = {}
        for index, photo in enumerate(self.photos):
            progress(index, steps, "photos")
            images[f"photo/{photo.id}.jpg"] = self._picture(photo)
        progress(steps - 2, steps, "pages")
        document = press.print_report(self.kind, self.context, images)
        progress(steps - 1, steps, "saving")
        return document

    def _picture(self, photo: Photo) -> bytes:
        return for_print(read_image(self.engine, photo, FULL))


def compose(engine: Engine, kind_name: str, visit_id: uuid.UUID, edition: str, language: str) -> Composition:
    """What the document will show, from one consistent reading of the database."""
    kind = CATALOGUE[kind_name]
    with unit_of_work(engine, write=False) as uow:
        facts = kind.read(uow, visit_id, language)
        context = kind.build(facts, edition, language)
    hashes = {str(photo.id): photo.full_sha256 or photo.sha256 for photo in facts.photos}
    photos = [photo for photo in facts.photos if photo.status != "unreadable"]
    return Composition(engine, kind, context, photos, press.content_hash(kind, context, hashes))
