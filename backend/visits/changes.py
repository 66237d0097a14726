"""Who conducts a visit, and changing its row: what every step of a visit shares."""

from functools import cache
from typing import Any

from sqlalchemy import Row, Update, bindparam, update
from sqlalchemy.orm.attributes import set_committed_value

from backend.domain.roles import Actor
from backend.domain.visit_flow import Party
from backend.kernel.clock import now
from backend.kernel.db import table_of
from backend.kernel.unit_of_work import UnitOfWork
from backend.visits.models import Visit


def conducts(actor: Actor, visit: Visit | Row[*tuple[Any, ...]]) -> frozenset[Party]:
    """For moves that only the auditor may make, nothing else about the person matters."""
    return frozenset({Party.CONDUCTOR}) if visit.auditor_id == actor.user_id else frozenset()


def change_visit(uow: UnitOfWork, visit: Visit | Row[*tuple[Any, ...]], **values: Any) -> int:
    """Change the locked row; its version goes up by one. An object that was loaded from it follows."""
    values |= {"row_version": visit.row_version + 1, "updated_at": now()}
    uow.session.execute(_change(tuple(values)), {"of": visit.id, **{f"new_{name}": values[name] for name in values}})
    if isinstance(visit, Visit):
        for name, value in values.items():
            set_committed_value(visit, name, value)
    return int(values["row_version"])


@cache
def _change(names: tuple[str, ...]) -> Update:
    """The UPDATE of these columns, built once: a flush of the object costs three times as much."""
    table = table_of(Visit)
    values = {name: bindparam(f"new_{name}", type_=table.columns[name].type) for name in names}
    return update(table).where(table.columns.id == bindparam("of")).values(values)
