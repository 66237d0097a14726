"""What a report is about, and an order for one: plain values that a job, a row and a command line share."""

import uuid
from dataclasses import dataclass


@dataclass(frozen=True)
class Subject:
    """A visit; or a centre, an area or (with neither) the whole chain in one period: `period_kind` and its code.

    Without a period: a centre as it is now, or with `lag` (in quarters) the chain's inside-outside analysis.
    """

    visit_id: uuid.UUID | None = None
    centre_id: uuid.UUID | None = None
    area_id: uuid.UUID | None = None
    period_kind: str | None = None
    period: str | None = None
    lag: int | None = None

    @property
    def key(self) -> str:
        """The same for the same subject: "centre:<id>:quarter:2026-Q3"."""
        if self.visit_id is not None:
            return f"visit:{self.visit_id}"
        if self.lag is not None:
            return f"lag:{self.lag}"
        place = f"centre:{self.centre_id}" if self.centre_id else f"area:{self.area_id or ''}"
        return place if self.period is None else f"{place}:{self.period_kind}:{self.period}"


@dataclass(frozen=True)
class Order:
    """One document to be made."""

    kind: str
    edition: str
    language: str
    subject: Subject
    format: str = "pdf"
