"""Reading reviews, in the form a visit's page shows them."""

import uuid
from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from backend.accounts.models import User
from backend.reviews.models import Review
from backend.visits.showing import Decision


def decisions_of(session: Session, visit_id: uuid.UUID) -> Sequence[Decision]:
    """What was decided about a visit, oldest first."""
    reviewer = joinedload(Review.reviewer, innerjoin=True)
    reviews = (
        select(Review)
        .where(Review.visit_id == visit_id)
        .options(reviewer.load_only(User.id, User.name), reviewer.lazyload(User.grants))
        .order_by(Review.at, Review.id)
    )
    return [_decision(review) for review in session.scalars(reviews)]


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
