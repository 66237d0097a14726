"""Reads the kept analysis. What was published anew since it was made is told, and no single centre is shown then."""

import datetime as dt
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from backend.domain.problems import Conflict
from backend.evidence.models import Photo
from backend.kernel.clock import now
from backend.kernel.unit_of_work import UnitOfWork
from backend.links import service
from backend.links.models import LinkAnalysis
from backend.links.showing import as_page
from backend.links.version import data_version
from backend.reports.subjects import Order

LANGUAGES: Final = ("en", "de")
Document = dict[str, Any]


@dataclass(frozen=True)
class InsideFacts:
    """`page` is the reply of the inside-outside page, `report` the analysis as computed.

    `single`: whether single centres may be shown, which they may not once engagement was published anew.
    """

    page: Document
    report: Mapping[str, Any]
    single: bool
    read_at: dt.datetime
    photos: Sequence[Photo] = ()
    visits: Sequence[uuid.UUID] | None = None


def read_inside(uow: UnitOfWork, order: Order) -> InsideFacts:
    """The document kept at this lag, whether newer data came or not; 409 without one."""
    shown = service.show(uow, order.subject.lag or 0, _kept_language(order.language))
    if shown.kept is None:
        raise Conflict("report.not_analysed", "This was not analysed yet.")
    page = as_page(uow.session, shown)
    return InsideFacts(page=page, report=shown.kept.document["report"], single=page["single"], read_at=now())


def is_kept(session: Session, lag: int, language: str) -> bool:
    """Whether there is an analysis to print."""
    return _kept(session, lag, language) is not None


def still_holds(session: Session, lag: int, language: str, read_at: dt.datetime | None) -> bool:
    """Whether what was read then is the analysis that is kept, and of the data as they are now."""
    kept = _kept(session, lag, language)
    if kept is None or read_at is None or kept.computed_at > read_at:
        return False
    return kept.data_version == data_version(session)


def _kept(session: Session, lag: int, language: str) -> LinkAnalysis | None:
    wish = service.wish_of(lag, _kept_language(language))
    return session.scalar(select(LinkAnalysis).where(LinkAnalysis.wish == wish))


def _kept_language(language: str) -> str:
    """Analyses are kept in these; other readers get English, as everywhere."""
    return language if language in LANGUAGES else "en"
