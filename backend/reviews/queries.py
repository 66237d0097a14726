"""Reading reviews, in the form a visit's page shows them."""

import uuid
from collections.abc import Sequence
from typing import Final

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session, joinedload

from backend.accounts.models import User
from backend.reviews.models import Review
from backend.visits.showing import Decision

_REVIEWER: Final = joinedload(Review.reviewer, innerjoin=True)
_REVIEWS: Final = (
    select(Review)
    .where(Review.visit_id == bindparam("visit_id"))
    .options(_REVIEWER.load_only(User.id, User.name), _REVIEWER.lazyload(User.grants))
    .order_by(Review.at, Review.id)
)


def decisions_of(session: Session, visit_id: uuid.UUID) -> Sequence[Decision]:
    """What was decided about a visit, oldest first."""
    return [_decision(review) for review in session.scalars(_REVIEWS, {"visit_id": visit_id})]


def _decision(review: Review) -> Decision:
    return Decision(
        id=review.id,
        decision=review.decision,
        at=review.at,
        note=review.note,
        due_at=review.due_at,
        reviewer_name=review.reviewer.name,
        items=[(item.question_id, item.reason) for item in review.items],
    )
