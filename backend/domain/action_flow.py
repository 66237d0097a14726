"""The life of an action: agreed, then done or dropped; who may move it from where to where. Pure."""

from collections.abc import Collection
from enum import StrEnum
from typing import Final

from backend.domain.problems import Conflict, Forbidden


class ActionStatus(StrEnum):
    """Where an action stands."""

    OPEN = "open"
    DONE = "done"
    DROPPED = "dropped"


class ActionParty(StrEnum):
    """What a person is to an action: answers for the centre's area or the chain, or manages the centre itself."""

    MANAGER = "manager"
    CENTRE = "centre"


MANAGERS: Final = frozenset({ActionParty.MANAGER})
BOTH: Final = frozenset(ActionParty)
# Who agreed an action also says when it is not needed, or was not done after all.
MOVES: Final = {
    (ActionStatus.OPEN, ActionStatus.DONE): BOTH,
    (ActionStatus.OPEN, ActionStatus.DROPPED): MANAGERS,
    (ActionStatus.DONE, ActionStatus.OPEN): MANAGERS,
    (ActionStatus.DROPPED, ActionStatus.OPEN): MANAGERS,
}


def check_move(before: ActionStatus, after: ActionStatus, parties: Collection[ActionParty]) -> None:
    """Refuse a move that does not exist from here, or is somebody else's."""
    allowed = MOVES.get((before, after))
    if allowed is None:
        raise Conflict("action.wrong_state", f"This action is {before}: it cannot become {after}.")
    if allowed.isdisjoint(parties):
        raise Forbidden("action.not_yours", "Somebody else has to do this with this action.")


def check_open(status: ActionStatus) -> None:
    """Words, day and photos of an action stay as they are once it has ended."""
    if status is not ActionStatus.OPEN:
        raise Conflict("action.wrong_state", f"This action is {status}: it can no longer be changed.")


def possible_moves(status: ActionStatus, parties: Collection[ActionParty]) -> list[ActionStatus]:
    """Where these people may take it from here."""
    return [after for (before, after), by in MOVES.items() if before is status and not by.isdisjoint(parties)]
