"""Tables of figures. They hold nothing that cannot be made anew from approved visits: `insideout figures rebuild`."""

import uuid
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from backend.kernel.db import Base


class TallyRow(Base):
    """The sums of one centre, area or the chain in one period.

    `scope_id` is the id as text, "" for the chain; an area counts all centres below it. `period` is the code of a
    month, quarter or year, or a wave's. `visits` are all approved ones, `versions` the same by checklist version.
    `headline` and `questions` are {measure: sums} in the order of domain/statistics/tally.
    """

    __tablename__ = "tally"

    # In the order of what is asked most: all of a kind in one period.
    scope_kind: Mapped[str] = mapped_column(String(10), primary_key=True)
    period_kind: Mapped[str] = mapped_column(String(10), primary_key=True)
    period: Mapped[str] = mapped_column(String(40), primary_key=True)
    scope_id: Mapped[str] = mapped_column(String(36), primary_key=True)
    visits: Mapped[int]
    versions: Mapped[dict[str, Any]]
    headline: Mapped[dict[str, Any]]
    questions: Mapped[dict[str, Any]]


class TallyLine(Base):
    """One checklist as its visits are compared like for like: on what all `versions` (ids) in use ask alike.

    `made` is false while the tallies still hold an earlier comparison: a version came into use or went out of it.
    """

    __tablename__ = "tally_line"

    checklist_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("checklist.id"), primary_key=True)
    versions: Mapped[list[Any]]
    made: Mapped[bool]


class TallyRevision(Base):
    """One row, its id 1, with a word that is another one after every change of a tally (insights/kept)."""

    __tablename__ = "tally_revision"
    __table_args__ = (CheckConstraint("id = 1", name="one_row"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    word: Mapped[str] = mapped_column(String(32))
