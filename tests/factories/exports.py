"""A visit whose tables are known, and reading tables that leave."""

import csv
import io
import uuid
from typing import Any

from backend.kernel.unit_of_work import UnitOfWork
from backend.visits.models import SectionScore
from tests.factories.journeys import journey_answers, make_journey
from tests.factories.visits import NOON, Chain


def make_exported(uow: UnitOfWork, chain: Chain) -> uuid.UUID:
    """An approved visit of a journey, with the scores of three sections."""
    visit_id = make_journey(uow, chain, journey_answers(), {}, left_at=NOON)
    sections = [
        ("before", "web_lead", 50.0, 1, 0),
        ("people", "greeting", 66.5, 3, 1),
        ("end", "follow_up", 100.0, 1, 0),
    ]
    for section, touchpoint, percent, items, excluded in sections:
        uow.session.add(
            SectionScore(
                visit_id=visit_id, section_id=section, touchpoint=touchpoint, percent=percent, items=items,
                excluded=excluded,
            )
        )  # fmt: skip
    return visit_id


def fetch(device: Any, path: str) -> bytes:
    reply = device.get(f"/exports/{path}")
    assert reply.status_code == 200, reply.text
    data: bytes = reply.data
    return data


def table(device: Any, path: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(fetch(device, path).decode(), newline="")))
