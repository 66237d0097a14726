"""The comparison as a table: the same service as the page's, so that every figure is the page's figure."""

from collections.abc import Iterator, Mapping
from typing import Any

from sqlalchemy import select, union_all
from sqlalchemy.orm import Session

from backend.centres.models import Area, Centre
from backend.domain.roles import Actor
from backend.exports.columns import Cells, Row
from backend.insights import service
from backend.kernel.unit_of_work import UnitOfWork


def compare(uow: UnitOfWork, actor: Actor, question: Mapping[str, Any], language: str) -> list[Row]:
    """One row for each series and period that has a figure; the change of a series stands in each of its rows.

    Every centre this person sees, where a page would list areas instead.
    """
    found = service.compare_centres(uow, actor, service.Question(**question, language=language, every_centre=True))
    return list(_rows(found, _codes(uow.session)))


def _codes(session: Session) -> dict[Any, str]:
    """Of centres and areas, by id: what other tables know them by."""
    places = union_all(select(Centre.id, Centre.code), select(Area.id, Area.code))
    return {row.id: row.code for row in session.execute(places)}


def _rows(found: Any, codes: Mapping[Any, str]) -> Iterator[Row]:
    head = (found.measure, getattr(found, "unit", "percent"), found.aggregate)
    for series in found.series:
        code = series.id if series.kind == "team" else codes.get(series.id)
        who = (series.kind, str(series.id) if series.id else None, code, series.name, series.area_name)
        change = _change(series.change)
        alike = {value.period: value.mean for value in series.like_for_like if value is not None}
        for period, value in zip(found.periods, series.values, strict=True):
            if value is not None:
                when = (found.period_kind, period.code, period.label, period.starts_on, period.ends_on)
                yield ((*head, *who, *when, *_figure(value), alike.get(value.period), *change),)


def _figure(value: Any) -> Cells:
    names = ("mean", "low", "high", "method", "visits", "centres", "applicable", "excluded", "low_base")
    return (*[getattr(value, name, None) for name in names], "; ".join(value.checklists))


def _change(change: Any) -> Cells:
    if change is None:
        return (None,) * 9
    names = ("from_", "to", "diff", "low", "high", "p", "q", "clear", "test")
    return tuple(getattr(change, name, None) for name in names)
