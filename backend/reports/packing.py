"""A pack is made by every processor of the machine: its visits are laid out side by side, then bound or zipped."""

import datetime as dt
import io
import re
import unicodedata
import uuid
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Engine

from backend.kernel.pdf import Pdf, render_pdf
from backend.kernel.pdf_binding import Part, bind, make_part
from backend.kernel.processes import Item, Ready, each_in_turn
from backend.kernel.unit_of_work import unit_of_work
from backend.reports import making, press
from backend.reports.catalogue import ReportKind
from backend.reports.issue import Issue
from backend.reports.keeping import keep_part, known_part
from backend.reports.making import Composition, Progress, VisitsChanged, silently
from backend.reports.pack.report import PackFacts, part_of, with_pages
from backend.reports.subjects import Order


@dataclass(frozen=True)
class Pack:
    """Approved visits, to be bound into one PDF or put into a ZIP."""

    engine: Engine
    kind: ReportKind
    order: Order
    facts: PackFacts
    read_at: dt.datetime
    content_hash: str

    @property
    def visits(self) -> Sequence[uuid.UUID]:
        return self.facts.visits

    @property
    def steps(self) -> int:
        return len(self.visits) + 2

    def print(self, issue: Issue, progress: Progress = silently) -> Pdf:
        made = self._zip(progress, issue) if self.order.format == "zip" else self._bound(progress, issue)
        with unit_of_work(self.engine, write=False) as uow:
            if self.kind.read(uow, self.order).visits != self.facts.visits:
                raise VisitsChanged
        return made

    def _bound(self, progress: Progress, issue: Issue) -> Pdf:
        parts: list[Part] = []
        context, front = self.kind.build(self.facts, self.order), 0
        items = (self._item(one, issue) for one in self._compositions(as_parts=True))
        for part in each_in_turn(make_part, items, len(self.visits)):
            parts.append(part)
            progress(len(parts), self.steps, "visits")
            # Laid out while others lay out visits: at the end they would wait for it.
            front = front or self._pages_in_front(context, issue)
        progress(self.steps - 2, self.steps, "pages")
        named = [
            (row["anchor"], f"{row['number']}  {row['centre']}, {row['visited']}", part)
            for row, part in zip(context["rows"], parts, strict=True)
        ]
        begins = [1 + front + sum(part.pages for part in parts[:place]) for place in range(len(parts))]
        context = with_pages(context, begins)
        progress(self.steps - 1, self.steps, "saving")
        attachment = press.attachment_of(self.kind, context, issue)
        return bind(press.to_html(self.kind, context, issue), press.style_of(self.kind), attachment, named)

    def _pages_in_front(self, context: dict[str, Any], issue: Issue) -> int:
        """The list is as long whatever its page numbers say."""
        return render_pdf(press.to_html(self.kind, context, issue), press.style_of(self.kind), {}).pages

    def _zip(self, progress: Progress, issue: Issue) -> Pdf:
        """Each report under a code of its own, beside the list of them. What was made before is taken as it is."""
        context, pages, target = self.kind.build(self.facts, self.order), 0, io.BytesIO()
        issued: list[tuple[Composition, Issue] | None] = []
        items = (self._item_issued(one, issue.another(), issued) for one in self._compositions(as_parts=False))
        with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as archive:
            front = press.print_report(self.kind, context, {}, issue)
            archive.writestr(_entry("00 contents"), front.data)
            for done, document in enumerate(each_in_turn(render_pdf, items, len(self.visits))):
                row = context["rows"][done]
                name = f"{int(row['number']):02} {row['centre']} {self.facts.rows[done].visited_on}"
                archive.writestr(_entry(name), document.data)
                if (new := issued[done]) is not None:
                    keep_part(self.engine, *new, document)
                pages += document.pages
                progress(done + 1, self.steps, "visits")
        return Pdf(target.getvalue(), front.pages + pages)

    def _compositions(self, *, as_parts: bool) -> Iterator[Composition]:
        count, say = len(self.visits), self.kind.build(self.facts, self.order)["words"]["part"]
        for place in range(count):
            made = making.compose(self.engine, part_of(self.facts, self.order, place))
            if made.context["draft"]:
                raise VisitsChanged
            yield made.as_part(say.format(n=place + 1, of=count)) if as_parts else made

    @staticmethod
    def _item(one: Composition, issue: Issue) -> tuple[Any, ...]:
        return press.to_html(one.kind, one.context, issue), press.style_of(one.kind), one.pictures()

    def _item_issued(self, one: Composition, issue: Issue, issued: list[tuple[Composition, Issue] | None]) -> Item:
        known = known_part(self.engine, one)
        if known is not None:
            issued.append(None)
            return Ready(known)
        issued.append((one, issue))
        return (*Pack._item(one, issue), press.attachment_of(one.kind, one.context, issue))


def _entry(name: str) -> zipfile.ZipInfo:
    """A name that every system takes."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    return zipfile.ZipInfo(
        " ".join(re.sub(r"[^A-Za-z0-9 ._-]+", "", plain).split())[:90] + ".pdf", (1980, 1, 1, 0, 0, 0)
    )
