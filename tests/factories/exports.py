"""A visit whose tables are known, and reading tables that leave."""

import csv
import io
import uuid
from typing import Any

from backend.kernel.unit_of_work import UnitOfWork
from tests.factories.journeys import JOURNEY, journey_answers, make_journey
from tests.factories.visits import NOON, Chain, Scene


def make_exported(uow: UnitOfWork, chain: Chain) -> uuid.UUID:
    """An approved visit of a journey."""
    return make_journey(uow, chain, journey_answers(), {}, left_at=NOON)


EXPORTED = Scene(JOURNEY, make_exported)


def fetch(device: Any, path: str) -> bytes:
    reply = device.get(f"/exports/{path}")
    assert reply.status_code == 200, reply.text
    data: bytes = reply.data
    return data


def table(device: Any, path: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(fetch(device, path).decode(), newline="")))
