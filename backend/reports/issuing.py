"""From an order to a file that is kept under its code."""

import threading
import uuid
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Engine

from backend.domain.problems import Conflict
from backend.reports.composing import compose
from backend.reports.issue import new_issue
from backend.reports.keeping import keep, shares_with_twin
from backend.reports.making import Progress, VisitsChanged, Work
from backend.reports.subjects import Order
from backend.settings import Settings

TRIES = 3
# How often a pack that waits looks whether it is still wanted.
LOOK_EVERY_S = 1.0
_packs = threading.Lock()


def make_file(
    settings: Settings, engine: Engine, report_id: uuid.UUID, order: Order, progress: Progress
) -> tuple[Work, bytes | None]:
    """Read, print and keep. Without bytes, an equal file was there. A pack whose visits change is made anew."""
    with _in_turn(order, progress):
        for _ in range(TRIES):
            work = compose(engine, order)
            if order.kind == "pack" and not work.visits:
                raise Conflict("report.no_visits", "There is no approved visit in this period any more.")
            issue = new_issue(settings)
            if shares_with_twin(engine, report_id, work, issue):
                return work, None
            try:
                document = work.print(issue, progress)
            except VisitsChanged:
                continue
            return work, document.data if keep(engine, report_id, work, issue, document) else None
    raise Conflict("report.visits_change", "Visits of this period are being decided just now. Please try again later.")


@contextmanager
def _in_turn(order: Order, progress: Progress) -> Iterator[None]:
    """A pack fills every processor: one worker makes one at a time, so that an equal one finds the first."""
    if order.kind != "pack":
        yield
        return
    while not _packs.acquire(timeout=LOOK_EVERY_S):
        progress(0, 0, "waiting")
    try:
        yield
    finally:
        _packs.release()
