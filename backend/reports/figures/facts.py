"""Reads the figures of a centre, an area or the chain in one period, from the services that the pages are served by."""

import datetime as dt
import uuid
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from sqlalchemy import Row, select
from sqlalchemy.orm import Session

from backend.centres.models import Area, Centre
from backend.checklists.models import ChecklistVersion
from backend.domain.roles import SYSTEM
from backend.evidence.models import Photo
from backend.insights.centre_page import CentrePage, show_centre
from backend.insights.centre_page_photos import CentrePhoto
from backend.insights.comparison import Series, Value
from backend.insights.league import League, rank_centres
from backend.insights.league import Question as Places
from backend.insights.overview import Overview, overlook
from backend.insights.periods import Period
from backend.insights.service import Comparison, Question, compare_centres
from backend.insights.wave_page import WavePage, show_wave
from backend.kernel.clock import now
from backend.kernel.unit_of_work import UnitOfWork
from backend.reports.figures.parts import Parts, read_parts
from backend.reports.pack.report import period_name
from backend.reports.scope import approved_visits
from backend.reports.subjects import Order, Subject
from backend.visits.models import Visit

PERIODS_SHOWN: Final = 8


@dataclass(frozen=True)
class FiguresFacts:
    """Everything such a report shows. `place`: what lies above a centre, empty otherwise.

    `page` is that of the centre, the area or the chain; `wave` the wave's, where the report is of a wave. `own` is the
    place over time, beside the chain in `found`; None where it is the chain.
    """

    title: str | None
    place: str
    period: str
    code: str
    found: Comparison
    own: Series | None
    page: CentrePage | Overview
    league: League
    wave: WavePage | None
    parts: Parts
    rows: Sequence[Row[Any]]
    pictures: Sequence[CentrePhoto]
    photos: Sequence[Photo]
    read_at: dt.datetime
    visits: Sequence[uuid.UUID] | None = None

    def at(self, one: Series) -> Value | None:
        """What a line says in the period of the report."""
        return next((value for value in one.values if value and value.period == self.code), None)


def read_figures(uow: UnitOfWork, order: Order) -> FiguresFacts:
    """One consistent reading; who may see it was decided when the report was asked for."""
    session, subject = uow.session, order.subject
    title, place = _names(session, subject)
    page, league, wave = _pages(uow, order)
    rows = _visits(session, subject)
    pictures = _pictures(page, {row.id for row in rows})
    found = _over_time(uow, order, page)
    return FiguresFacts(
        title=title,
        place=place,
        period=period_name(session, subject, order.language),
        code=subject.period or "",
        found=found,
        own=_own(found, subject, page),
        page=page,
        league=league,
        wave=wave,
        parts=read_parts(session, order, page.periods[-1]),
        rows=rows,
        pictures=pictures,
        photos=_photos(session, pictures),
        read_at=now(),
    )


def _pages(uow: UnitOfWork, order: Order) -> tuple[CentrePage | Overview, League, WavePage | None]:
    """A centre has its places among the whole chain, and so have the centres of the chain; those of an area in it."""
    subject, language = order.subject, order.language
    kind, code = subject.period_kind or "quarter", subject.period or ""
    if subject.centre_id is not None:
        league = rank_centres(uow, SYSTEM, Places(period=kind, at=code, language=language))
        return show_centre(uow, SYSTEM, subject.centre_id, kind, language, until=code), league, None
    if kind == "wave":
        wave = show_wave(uow, SYSTEM, code, subject.area_id, language)
        return wave.overview, wave.league, wave
    league = rank_centres(uow, SYSTEM, Places(period=kind, at=code, area_id=subject.area_id, language=language))
    return overlook(uow, SYSTEM, subject.area_id, kind, language, until=code), league, None


def _over_time(uow: UnitOfWork, order: Order, page: CentrePage | Overview) -> Comparison:
    """The lines over the last periods, without those before anything was visited."""
    subject, periods = order.subject, _used(page)
    question = Question(
        period=subject.period_kind or "quarter",
        area_id=subject.area_id,
        centre_ids=[subject.centre_id] if subject.centre_id else (),
        by="centre" if subject.centre_id else "area" if subject.area_id else "chain",
        first=periods[0].starts_on,
        last=periods[-1].ends_on,
        language=order.language,
    )
    return compare_centres(uow, SYSTEM, question)


def _own(found: Comparison, subject: Subject, page: CentrePage | Overview) -> Series | None:
    """An area that holds nothing but areas is in no comparison of areas: its page has its line."""
    id_ = subject.centre_id or subject.area_id
    if id_ is None:
        return None
    values = {value.period: value for value in page.headline.values if value}
    headline = replace(page.headline, values=[values.get(period.code) for period in found.periods], like_for_like=[])
    return next((one for one in found.series if one.id == id_), headline)


def _used(page: CentrePage | Overview) -> Sequence[Period]:
    whole = page.chain if isinstance(page, CentrePage) else page.headline
    first = next((place for place, value in enumerate(whole.values) if value), 0)
    return page.periods[first:][-PERIODS_SHOWN:]


def _names(session: Session, subject: Subject) -> tuple[str | None, str]:
    if subject.centre_id is not None:
        centre = session.get_one(Centre, subject.centre_id)
        return centre.name, f"{centre.city} · {centre.area.name}"
    if subject.area_id is not None:
        return session.get_one(Area, subject.area_id).name, ""
    return None, ""


def _visits(session: Session, subject: Subject) -> Sequence[Row[Any]]:
    found = approved_visits(subject).join(ChecklistVersion, ChecklistVersion.id == Visit.checklist_version_id)
    columns = (Visit.id, Visit.visited_on, Visit.score_tenths, Visit.outcome, Centre.name.label("centre"))
    return session.execute(found.with_only_columns(*columns, ChecklistVersion.title, ChecklistVersion.number)).all()


def _pictures(page: CentrePage | Overview, visits: set[uuid.UUID]) -> list[CentrePhoto]:
    """Those of the centre's page that belong to visits of this period."""
    photos = page.photos if isinstance(page, CentrePage) else []
    return [one for one in photos if one.visit_id in visits]


def _photos(session: Session, pictures: Sequence[CentrePhoto]) -> Sequence[Photo]:
    ids = [one.photo_id for one in pictures]
    return session.scalars(select(Photo).where(Photo.id.in_(ids)).order_by(Photo.id)).all() if ids else []
