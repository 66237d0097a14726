"""Reads the figures of a centre, an area or the chain in one period, through the services the screens use."""

import datetime as dt
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import Row, select
from sqlalchemy.orm import Session

from backend.centres.models import Area, Centre, Touchpoint
from backend.checklists.models import ChecklistVersion
from backend.domain.roles import SYSTEM
from backend.evidence.models import Photo
from backend.insights import queries as insights
from backend.insights.comparison import Line, Series, Value
from backend.insights.measures_asked import codes_of
from backend.insights.measures_series import Made, series_of
from backend.insights.periods import Period, calendar
from backend.insights.service import Comparison, Question, area_line, centre_line, chain_line, compare_centres
from backend.kernel.clock import now
from backend.kernel.unit_of_work import UnitOfWork
from backend.reports.pack.report import period_name
from backend.reports.scope import approved_visits, first_and_last_day
from backend.reports.subjects import Order, Subject
from backend.visits.models import Visit

PERIODS_SHOWN: Final = 8
LOCAL: Final = ("overall", "compliance", "delight")


@dataclass(frozen=True)
class Beside:
    """One measure of the place and of the chain in the period, and the place over time."""

    measure: str
    name: Mapping[str, str] | str
    own: Value | None
    chain: Value | None
    series: Series
    about: str = ""


@dataclass(frozen=True)
class FiguresFacts:
    """Everything such a report shows. `place`: what lies above a centre, empty otherwise; no photos of visits."""

    title: str | None
    place: str
    period: str
    period_label: str
    found: Comparison
    whole: Mapping[str, Beside]
    touchpoints: Sequence[Beside]
    items: Sequence[Beside]
    rows: Sequence[Row[Any]]
    read_at: dt.datetime
    photos: Sequence[Photo] = ()
    visits: Sequence[uuid.UUID] | None = None


def read_figures(uow: UnitOfWork, order: Order) -> FiguresFacts:
    """One consistent reading; who may see it was decided when the report was asked for."""
    session, subject = uow.session, order.subject
    periods = _used(session, subject, _periods(session, subject, order.language))
    title, place = _names(session, subject)
    asked = Question(
        period=subject.period_kind or "quarter",
        area_id=subject.area_id,
        centre_ids=[subject.centre_id] if subject.centre_id else (),
        first=periods[0].starts_on,
        last=periods[-1].ends_on,
        language=order.language,
    )
    reader = _Reader(session, order, periods)
    return FiguresFacts(
        title=title,
        place=place,
        period=period_name(session, subject, order.language),
        period_label=periods[-1].label,
        found=compare_centres(uow, SYSTEM, asked),
        whole={one.measure: one for one in reader.beside(LOCAL, {code: code for code in LOCAL})},
        touchpoints=reader.touchpoints(),
        items=reader.items(),
        rows=_visits(session, subject),
        read_at=now(),
    )


class _Reader:
    """The measures of one place, beside the chain's."""

    def __init__(self, session: Session, order: Order, periods: Sequence[Period]) -> None:
        self.session, self.order, self.periods = session, order, periods
        self.kind, self.code = order.subject.period_kind or "quarter", order.subject.period or ""
        self.against = bool(order.subject.centre_id or order.subject.area_id)
        self.versions = self._made([self._chain("overall")]).versions

    def touchpoints(self) -> list[Beside]:
        """In the customer's order, those that were asked about."""
        known = self.session.execute(select(Touchpoint.code, Touchpoint.name).order_by(Touchpoint.position)).all()
        names = {f"touchpoint:{row.code}": row.name for row in known}
        return [one for one in self.beside(list(names), names) if one.own is not None]

    def items(self) -> list[Beside]:
        """The scored questions of the checklists in use, once each, as their newest version puts them."""
        names: dict[str, Any] = {}
        about: dict[str, str] = {}
        for version in self.versions:
            asked = codes_of(version, {})
            for section in version.definition["sections"]:
                for question in section["questions"]:
                    code = f"question:{version.slug}/{question['id']}"
                    if code in asked:
                        names[code], about[code] = question["text"], version.slug
        return [one for one in self.beside(list(names), names, about) if one.own is not None]

    def beside(
        self, measures: Sequence[str], names: Mapping[str, Any], about: Mapping[str, str] | None = None
    ) -> list[Beside]:
        lines = [self._own(code) for code in measures] + [self._chain(code) for code in measures]
        made = self._made([*lines, self._chain("overall")]).series
        own, chain = made[: len(measures)], made[len(measures) : 2 * len(measures)]
        return [
            Beside(
                code,
                names[code],
                self._at(mine),
                self._at(theirs) if self.against else None,
                mine,
                (about or {}).get(code, ""),
            )
            for code, mine, theirs in zip(measures, own, chain, strict=True)
        ]

    def _made(self, lines: Sequence[Line]) -> Made:
        return series_of(self.session, self.kind, self.periods, lines)

    def _at(self, one: Series) -> Value | None:
        return next((value for value in one.values if value and value.period == self.code), None)

    def _chain(self, measure: str) -> Line:
        return chain_line(measure, self.order.language)

    def _own(self, measure: str) -> Line:
        subject = self.order.subject
        if subject.centre_id is not None:
            return centre_line(insights.places(self.session, SYSTEM, None, [subject.centre_id])[0], measure)
        return area_line(subject.area_id, "", measure) if subject.area_id else self._chain(measure)


def _periods(session: Session, subject: Subject, language: str) -> list[Period]:
    """The period asked for and those before it."""
    kind, code = subject.period_kind or "", subject.period or ""
    if kind != "wave":
        return calendar(kind, None, first_and_last_day(kind, code)[1], language)[-PERIODS_SHOWN:]
    waves = insights.waves(session)
    place = next(index for index, wave in enumerate(waves) if wave.code == code)
    return list(waves[: place + 1])[-PERIODS_SHOWN:]


def _used(session: Session, subject: Subject, periods: list[Period]) -> list[Period]:
    """Without those before the first visit of the chain."""
    chain = series_of(session, subject.period_kind or "", periods, [chain_line("overall", "en")]).series[0]
    first = next((place for place, value in enumerate(chain.values) if value), 0)
    return periods[first:]


def _names(session: Session, subject: Subject) -> tuple[str | None, str]:
    if subject.centre_id is not None:
        centre = session.get_one(Centre, subject.centre_id)
        return centre.name, f"{centre.city} · {centre.area.name}"
    if subject.area_id is not None:
        return session.get_one(Area, subject.area_id).name, ""
    return None, ""


def _visits(session: Session, subject: Subject) -> Sequence[Row[Any]]:
    found = approved_visits(subject).join(ChecklistVersion, ChecklistVersion.id == Visit.checklist_version_id)
    return session.execute(
        found.with_only_columns(
            Visit.visited_on,
            Visit.score_tenths,
            Visit.outcome,
            Centre.name.label("centre"),
            ChecklistVersion.title,
            ChecklistVersion.number,
        )  # fmt: skip
    ).all()
