"""The pack's own pages as plain data: its cover, and the list of what is in it."""

import datetime as dt
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Row, select
from sqlalchemy.orm import Session

from backend.centres.models import Area, Centre
from backend.checklists.models import ChecklistVersion
from backend.evidence.models import Photo
from backend.insights.queries import is_simulated
from backend.kernel.clock import now
from backend.kernel.unit_of_work import UnitOfWork
from backend.programmes.models import Wave
from backend.reports.pack.words import words
from backend.reports.scope import approved_visits
from backend.reports.subjects import Order, Subject
from backend.reports.visit.texts import MONTHS, SHORT_MONTHS, Reader
from backend.visits.models import Visit

# Before the parts are laid out nobody knows their pages.
UNKNOWN = "–"


@dataclass(frozen=True)
class PackFacts:
    """What the pack lists. It shows no photos itself."""

    title: str | None
    period: str
    rows: Sequence[Row[Any]]
    simulated: bool
    read_at: dt.datetime
    photos: Sequence[Photo] = ()

    @property
    def visits(self) -> list[uuid.UUID]:
        return [row.id for row in self.rows]


def read_pack(uow: UnitOfWork, order: Order) -> PackFacts:
    """The approved visits of the subject, by centre and day."""
    session, subject = uow.session, order.subject
    found = approved_visits(subject).join(ChecklistVersion, ChecklistVersion.id == Visit.checklist_version_id)
    columns = (Visit.id, Visit.visited_on, Visit.score_tenths, Visit.outcome, Centre.id.label("centre_id"))
    named = (Centre.name.label("centre"), Centre.city, ChecklistVersion.title, ChecklistVersion.number)
    return PackFacts(
        title=place_name(session, subject),
        period=period_name(session, subject, order.language),
        rows=session.execute(found.with_only_columns(*columns, *named)).all(),
        simulated=is_simulated(session),
        read_at=now(),
    )


def place_name(session: Session, subject: Subject) -> str | None:
    """The area's name; None for the whole chain."""
    return session.scalar(select(Area.name).where(Area.id == subject.area_id)) if subject.area_id else None


def period_name(session: Session, subject: Subject, language: str) -> str:
    """ "August 2026", "Q3 2026", "2026", or the name of the wave."""
    kind, code = subject.period_kind, subject.period or ""
    if kind == "wave":
        return session.scalar(select(Wave.name).where(Wave.code == code).limit(1)) or code
    if kind == "month":
        return f"{MONTHS.get(language, MONTHS['en'])[int(code[5:]) - 1]} {code[:4]}"
    return f"{code[5:]} {code[:4]}" if kind == "quarter" else code


def build_pack(facts: PackFacts, order: Order) -> dict[str, Any]:
    """The context; `with_pages` fills the pages in once they are known."""
    say = words(order.language)
    reader = Reader(order.language, "en", ZoneInfo("UTC"), coarse=True)
    centres, titles = {row.centre_id for row in facts.rows}, sorted({_checklist(row, reader) for row in facts.rows})
    lines = [
        (say["period"], facts.period),
        (say["visits"], str(len(facts.rows))),
        (say["centres"], str(len(centres))),
        (say["checklists"], "; ".join(titles)),
        (say["read"], reader.day(facts.read_at.date())),
    ]
    return {
        "language": order.language,
        "edition": order.edition,
        "words": say,
        "simulated": facts.simulated,
        "chapters": [["visits", say["chapter"]]],
        "part": "",
        "title": facts.title or say["chain"],
        "period": facts.period,
        "facts": [{"name": name, "value": value} for name, value in lines],
        "rows": [_row(number, row, reader, say) for number, row in enumerate(facts.rows, 1)],
        "zipped": order.format == "zip",
    }


def with_pages(context: Mapping[str, Any], pages: Sequence[int]) -> dict[str, Any]:
    """The same with the page on which each visit begins."""
    rows = [{**row, "page": str(page)} for row, page in zip(context["rows"], pages, strict=True)]
    return {**context, "rows": rows}


def part_of(facts: PackFacts, order: Order, place: int) -> Order:
    """The order of one visit's report within the pack."""
    return replace(order, kind="visit", format="pdf", subject=Subject(visit_id=facts.visits[place]))


def _checklist(row: Row[Any], reader: Reader) -> str:
    return f"{reader.text(row.title)} {row.number}"


def _row(number: int, row: Row[Any], reader: Reader, say: Mapping[str, str]) -> dict[str, str]:
    outcome = {"pass": say["pass"], "fail": say["fail"]}.get(row.outcome or "", say["none"])
    return {
        "number": str(number),
        "anchor": f"visit-{number}",
        "centre": row.centre,
        "visited": short_day(row.visited_on, reader.language) if row.visited_on else say["none"],
        "checklist": _checklist(row, reader),
        "score": reader.tenths(row.score_tenths),
        "outcome": outcome,
        "page": UNKNOWN,
    }


def short_day(day: dt.date, language: str) -> str:
    month = SHORT_MONTHS.get(language, SHORT_MONTHS["en"])[day.month - 1]
    return f"{day.day}. {month} {day.year}" if language == "de" else f"{day.day} {month} {day.year}"
