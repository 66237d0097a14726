"""What happened to one visit: its trail, and the decisions reviewers made."""

import datetime as dt
import uuid
from collections.abc import Mapping
from typing import Any

from backend.demo.chain import Person
from backend.demo.chance import Chance
from backend.demo.rows import Rows
from backend.domain.visit_flow import Status
from backend.reviews.models import Review, ReviewItem
from backend.trail.models import TrailEntry


class Story:
    """Adds the rows that tell of one visit."""

    def __init__(self, rows: Rows, chance: Chance, visit_id: uuid.UUID) -> None:
        self.rows, self.chance, self.visit_id = rows, chance, visit_id

    def tell(
        self,
        what: str,
        at: dt.datetime,
        who: Person,
        before: Status | None,
        after: Status,
        *,
        why: str | None = None,
        details: dict[str, Any] | None = None,
    ) -> None:
        self.rows.add(
            TrailEntry,
            id=self.chance.id_at(at),
            at=at,
            actor_id=who.id,
            subject_kind="visit",
            subject_id=self.visit_id,
            action=f"visit.{what}",
            from_state=before,
            to_state=after,
            why=why,
            details=details,
        )

    def decide(
        self,
        status: Status,
        at: dt.datetime,
        reviewer: Person,
        before: Status,
        note: str,
        *,
        due_at: dt.datetime | None = None,
        items: Mapping[str, str] | None = None,
        details: dict[str, Any] | None = None,
    ) -> None:
        review_id = self.chance.id_at(at)
        confirmed = status == Status.APPROVED
        self.rows.add(
            Review,
            id=review_id,
            visit_id=self.visit_id,
            reviewer_id=reviewer.id,
            decision=status,
            note=note,
            privacy_confirmed=confirmed,
            due_at=due_at,
            at=at,
        )
        for position, (question_id, reason) in enumerate((items or {}).items()):
            self.rows.add(ReviewItem, review_id=review_id, question_id=question_id, position=position, reason=reason)
        if due_at is not None:
            details = {"due_at": due_at.isoformat(), "items": dict(items or {})}
        self.tell(status, at, reviewer, before, status, why=note, details=details)
