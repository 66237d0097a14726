"""What an order becomes: one document, or a pack of them."""

from sqlalchemy import Engine

from backend.reports import making
from backend.reports.making import Work
from backend.reports.subjects import Order


def compose(engine: Engine, order: Order) -> Work:
    """The work an order asks for, from what is stored now."""
    return making.compose(engine, order)
