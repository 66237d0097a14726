"""The life of a visit: its statuses, and who may move it from where to where. Pure; the one table of transitions."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from backend.domain.problems import Conflict, Forbidden


class Status(StrEnum):
    """Where a visit stands. Only `APPROVED` counts in a score, a chart or a centre's report."""

    PLANNED = "planned"
    ACCEPTED = "accepted"
    IN_PROGRESS = "in_progress"
    AWAITING_FOLLOW_UP = "awaiting_follow_up"
    SUBMITTED = "submitted"
    RETURNED = "returned"
    APPROVED = "approved"
    CANCELLED = "cancelled"
    VOID = "void"


class Party(StrEnum):
    """What a person is to one visit. The one who conducts it is never its reviewer, whatever else they may be.

    The system itself moves a visit only when a clock has run out.
    """

    CONDUCTOR = "conductor"
    REVIEWER = "reviewer"
    ADMINISTRATOR = "administrator"
    SYSTEM = "system"


class Action(StrEnum):
    """What can be done with a visit."""

    REPLAN = "replan"
    ACCEPT = "accept"
    ANSWER = "answer"
    WAIT = "wait"
    END_OBSERVATION = "end_observation"
    SUBMIT = "submit"
    RETURN = "return"
    APPROVE = "approve"
    CANCEL = "cancel"
    VOID = "void"
    REPORT = "report"


@dataclass(frozen=True)
class Move:
    """From each status to the next one (itself: the visit stays where it is), and who may do it."""

    to: dict[Status, Status]
    by: frozenset[Party]


CONDUCTED: Final = frozenset({Party.CONDUCTOR})
REVIEWED: Final = frozenset({Party.REVIEWER, Party.ADMINISTRATOR})
ADMINISTERED: Final = frozenset({Party.ADMINISTRATOR})
SYSTEMS: Final = frozenset({Party.SYSTEM})
OPEN: Final = (
    Status.PLANNED,
    Status.ACCEPTED,
    Status.IN_PROGRESS,
    Status.AWAITING_FOLLOW_UP,
    Status.RETURNED,
)
ENDED: Final = (Status.CANCELLED, Status.VOID)

MOVES: Final[dict[Action, tuple[Move, ...]]] = {
    Action.REPLAN: (Move({s: s for s in (Status.PLANNED, Status.ACCEPTED)}, REVIEWED),),
    Action.ACCEPT: (Move({Status.PLANNED: Status.ACCEPTED}, CONDUCTED),),
    # A returned visit stays returned while it is corrected, a waiting one waits on: everybody sees what for.
    Action.ANSWER: (
        Move(
            dict.fromkeys(OPEN, Status.IN_PROGRESS) | {s: s for s in (Status.RETURNED, Status.AWAITING_FOLLOW_UP)},
            CONDUCTED,
        ),
    ),
    Action.WAIT: (
        Move(
            dict.fromkeys((Status.PLANNED, Status.ACCEPTED, Status.IN_PROGRESS), Status.AWAITING_FOLLOW_UP),
            CONDUCTED,
        ),
    ),
    Action.END_OBSERVATION: (Move({Status.AWAITING_FOLLOW_UP: Status.IN_PROGRESS}, SYSTEMS),),
    Action.SUBMIT: (Move(dict.fromkeys(OPEN, Status.SUBMITTED), CONDUCTED),),
    Action.RETURN: (Move({Status.SUBMITTED: Status.RETURNED}, REVIEWED),),
    Action.APPROVE: (Move({Status.SUBMITTED: Status.APPROVED}, REVIEWED),),
    Action.CANCEL: (Move(dict.fromkeys(OPEN, Status.CANCELLED), REVIEWED),),
    Action.VOID: (
        Move({Status.SUBMITTED: Status.VOID}, REVIEWED),
        Move({Status.APPROVED: Status.VOID}, ADMINISTERED),
    ),
    Action.REPORT: (Move({s: s for s in (Status.SUBMITTED, Status.APPROVED)}, REVIEWED),),
}


def next_status(action: Action, status: Status, parties: Iterable[Party]) -> Status:
    """Where the action leads, or why it may not be done: the wrong person is told before the wrong moment."""
    held = frozenset(parties)
    moves = [move for move in MOVES[action] if move.by & held]
    if not moves:
        raise Forbidden("visit.not_yours", "Somebody else has to do this with this visit.")
    for move in moves:
        if status in move.to:
            return move.to[status]
    raise Conflict(
        "visit.wrong_state", f"This visit is {status.replace('_', ' ')}: it can no longer, or not yet, be done."
    )


def may_ever(action: Action, parties: Iterable[Party]) -> bool:
    """Whether these people do this at all, whatever the visit's status."""
    held = frozenset(parties)
    return any(move.by & held for move in MOVES[action])


def allowed_actions(status: Status, parties: Iterable[Party]) -> list[Action]:
    """What these people may do with a visit as it stands, in the order of its life."""
    held = frozenset(parties)
    return [action for action, moves in MOVES.items() if any(move.by & held and status in move.to for move in moves)]
