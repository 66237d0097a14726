"""What was worked out of the rows of many centres is kept, in each process, for as long as no row changes.

A page that shows five lines then costs five lines, not a look at every centre behind them. Whatever changes a row
changes the revision in the same unit of work, so nobody is ever shown what was worked out of older rows.
"""

from collections.abc import Callable, Hashable, Sequence
from functools import lru_cache
from typing import Generic, TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from backend.insights.models import TallyRevision
from backend.kernel.ids import new_id


def rows_changed(session: Session) -> None:
    """Every writer of rows says so, in its unit of work."""
    session.merge(TallyRevision(id=1, word=new_id().hex))


T = TypeVar("T")


class Shelf(Generic[T]):
    """Room for the `size` things asked for last. A key names everything that the thing is made of besides the rows."""

    def __init__(self, size: int) -> None:
        # One box a revision and key, empty until somebody needs what belongs there.
        self._box: Callable[[str, Hashable], list[T]] = lru_cache(size)(lambda _word, _key: [])

    def get(self, session: Session, key: Hashable, make: Callable[[], T]) -> T:
        (found,) = self.get_each(session, [key], lambda _: [make()])
        return found

    def get_each(
        self, session: Session, keys: Sequence[Hashable], make: Callable[[Sequence[int]], Sequence[T]]
    ) -> list[T]:
        """One thing a key; `make` is called with the places of those that are missing, in one go."""
        # Before any row is read: what comes to be written meanwhile has another revision.
        word = session.scalar(select(TallyRevision.word))
        boxes: list[list[T]] = [self._box(word, key) if word else [] for key in keys]
        missing = [place for place, box in enumerate(boxes) if not box]
        if missing:
            for place, made in zip(missing, make(missing), strict=True):
                boxes[place][:] = [made]
        return [box[0] for box in boxes]
