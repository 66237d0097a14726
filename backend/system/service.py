"""Facts about this installation, and whether its parts answer."""

from importlib.metadata import PackageNotFoundError, version
from typing import Any

from sqlalchemy import select, text

from backend.kernel.unit_of_work import UnitOfWork
from backend.system.models import SystemFact


def product_version() -> str:
    try:
        return version("insideout")
    except PackageNotFoundError:
        return "0.0.0"


def check_database(uow: UnitOfWork) -> None:
    """Raises when the database does not answer."""
    uow.session.execute(text("SELECT 1"))


def is_simulated(uow: UnitOfWork) -> bool:
    """Whether the demonstration chain was loaded: then every page says so."""
    return uow.session.scalar(select(SystemFact.key).where(SystemFact.key == "simulated")) is not None


def set_fact(uow: UnitOfWork, key: str, value: dict[str, Any]) -> None:
    uow.session.merge(SystemFact(key=key, value=value))
