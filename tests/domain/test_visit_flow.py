"""The life of a visit as a table: every action from every status, by everybody."""

import pytest

from backend.domain.problems import Conflict, Forbidden
from backend.domain.visit_flow import MOVES, Action, Party, Status, allowed_actions, next_status

CONDUCTOR, REVIEWER = Party.CONDUCTOR, Party.REVIEWER
ADMINISTRATOR, SYSTEM = Party.ADMINISTRATOR, Party.SYSTEM


@pytest.mark.parametrize(
    ("party", "status", "expected"),
    [
        (CONDUCTOR, "planned", ["accept", "answer", "wait", "submit"]),
        (CONDUCTOR, "accepted", ["answer", "wait", "submit"]),
        (CONDUCTOR, "in_progress", ["answer", "wait", "submit"]),
        (CONDUCTOR, "awaiting_follow_up", ["answer", "submit"]),
        (CONDUCTOR, "returned", ["answer", "submit"]),
        (CONDUCTOR, "submitted", []),
        (CONDUCTOR, "approved", []),
        (REVIEWER, "planned", ["replan", "cancel"]),
        (REVIEWER, "in_progress", ["cancel"]),
        (REVIEWER, "awaiting_follow_up", ["cancel"]),
        (SYSTEM, "awaiting_follow_up", ["end_observation"]),
        (SYSTEM, "in_progress", []),
        (REVIEWER, "submitted", ["return", "approve", "void", "report"]),
        (REVIEWER, "returned", ["cancel"]),
        (REVIEWER, "approved", ["report"]),
        (ADMINISTRATOR, "approved", ["void", "report"]),
        (ADMINISTRATOR, "cancelled", []),
        (ADMINISTRATOR, "void", []),
    ],
)
def test_each_party_sees_what_it_may_do(party: Party, status: str, expected: list[str]) -> None:
    assert allowed_actions(Status(status), [party]) == expected


@pytest.mark.parametrize("action", list(Action))
@pytest.mark.parametrize("status", list(Status))
@pytest.mark.parametrize("party", list(Party))
def test_what_is_allowed_is_what_works(action: Action, status: Status, party: Party) -> None:
    if action in allowed_actions(status, [party]):
        assert next_status(action, status, [party]) in Status
    else:
        with pytest.raises((Conflict, Forbidden)):
            next_status(action, status, [party])


def test_the_wrong_person_is_told_before_the_wrong_moment() -> None:
    with pytest.raises(Forbidden):
        next_status(Action.APPROVE, Status.PLANNED, [CONDUCTOR])
    with pytest.raises(Conflict) as caught:
        next_status(Action.APPROVE, Status.PLANNED, [REVIEWER])
    assert caught.value.code == "visit.wrong_state"


def test_nobody_moves_a_visit_without_being_a_party_to_it() -> None:
    assert [allowed_actions(status, []) for status in Status] == [[] for _ in Status]


def test_an_ended_visit_never_comes_back() -> None:
    starts = {status for moves in MOVES.values() for move in moves for status in move.to}
    assert not starts & {Status.CANCELLED, Status.VOID}


def test_a_returned_visit_stays_returned_until_it_is_submitted_again() -> None:
    assert next_status(Action.ANSWER, Status.RETURNED, [CONDUCTOR]) is Status.RETURNED
    assert next_status(Action.SUBMIT, Status.RETURNED, [CONDUCTOR]) is Status.SUBMITTED


def test_a_visit_waits_until_it_is_submitted_or_its_observation_ends() -> None:
    waiting = next_status(Action.WAIT, Status.IN_PROGRESS, [CONDUCTOR])
    assert waiting is Status.AWAITING_FOLLOW_UP
    assert next_status(Action.ANSWER, waiting, [CONDUCTOR]) is waiting
    assert next_status(Action.SUBMIT, waiting, [CONDUCTOR]) is Status.SUBMITTED
    assert next_status(Action.CANCEL, waiting, [REVIEWER]) is Status.CANCELLED
    assert next_status(Action.END_OBSERVATION, waiting, [SYSTEM]) is Status.IN_PROGRESS
    for people in (CONDUCTOR, REVIEWER, ADMINISTRATOR):
        with pytest.raises(Forbidden):
            next_status(Action.END_OBSERVATION, waiting, [people])
