"""Visits with answers, cards and section scores, submitted as the way through the API would leave them."""

import datetime as dt
import random
import uuid
from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from typing import Any

from sqlalchemy import insert, select

from backend.accounts.models import User
from backend.centres.models import Centre
from backend.checklists.queries import load_form
from backend.domain.answer import AnswerValue
from backend.domain.roles import Actor, Grant, Role, permissions_of
from backend.domain.scoring import score_visit
from backend.insights.tallies import REBUILD, ask_for_rebuild
from backend.kernel.ids import new_id
from backend.kernel.jobs import run_job
from backend.kernel.jobs_models import Job
from backend.kernel.unit_of_work import UnitOfWork
from backend.reviews.service import approve_visit
from backend.visits.models import Answer, SectionScore, Visit
from backend.visits.submission import section_rows
from tests.factories.visits import NOON, Chain

Work = Callable[[], AbstractContextManager[UnitOfWork]]

# Every kind of figure: a must-do, delight, a clock in minutes, a repeated section, two touchpoints of one team.
FULL = """\
id: full
title: Full
language: en
scoring: {mode: sections}
sections:
  - id: arrival
    title: Arrival
    touchpoint: arrival
    team: sales
    questions:
      - {id: greeted, type: yes_no, text: "Greeted?", critical: true, weight: 2, allow_na: true}
      - id: minutes
        type: duration
        text: "How long?"
        allow_not_observed: true
        bands: [{up_to: 120, points: 4}, {up_to: 300, points: 1}, {points: 0}]
      - {id: surprise, type: scale, kind: delight, text: "Surprised?", scale: {min: 0, max: 3}, required: false}
  - id: talk
    title: The talk
    touchpoint: needs
    team: sales
    questions:
      - {id: interest, type: scale, text: "Interested?", scale: {min: 0, max: 3}, allow_na: true}
      - {id: offered, type: yes_no, text: "Offered?", critical: true}
  - id: people
    title: The people
    touchpoint: service
    repeat: {by: who, min: 0, max: 4, label: Person}
    questions:
      - {id: who, type: single_choice, text: "Who?", options: [{id: host, label: Host}, {id: chef, label: Chef}]}
      - {id: warm, type: scale, text: "Warm?", scale: {min: 0, max: 3}, allow_na: true}
      - {id: wait, type: duration, text: "Waited?", allow_na: true, required: false}
"""
LATER = FULL.replace('text: "Interested?", scale: {min: 0, max: 3}', 'text: "Interested?", scale: {min: 0, max: 5}')
SERVICE = FULL.replace("id: full", "id: service-visit").replace("touchpoint: needs", "touchpoint: workshop")


def as_actor(user: User) -> Actor:
    roles = tuple(Grant(Role(one.role), one.area_id, one.centre_id) for one in user.grants)
    return Actor(user.id, user.name, roles, permissions_of(roles))


def make_submitted(
    uow: UnitOfWork,
    chain: Chain,
    centre: Centre,
    version_id: uuid.UUID,
    day: dt.date,
    answers: Mapping[str, AnswerValue],
    **changes: Any,
) -> uuid.UUID:
    """A submitted visit with these answers, to be approved or not."""
    card = score_visit(load_form(uow.session, version_id).definition, answers, {})
    overall, delight = card.overall.percent, card.delight.percent
    row = {
        "id": new_id(),
        "centre_id": centre.id,
        "auditor_id": chain.auditor.id,
        "checklist_version_id": version_id,
        "status": "submitted",
        "window_from": NOON,
        "window_to": NOON,
        "plan_digest": "",
        "created_at": NOON,
        "updated_at": NOON,
        "submitted_at": NOON,
        "visited_on": day,
        "score_percent": None if overall is None else float(overall),
        "score_tenths": card.overall.tenths,
        "delight_percent": None if delight is None else float(delight),
        "excluded_items": card.counts["not_applicable"] + card.counts["not_observed"],
        "outcome": card.outcome,
        "score_card": card.as_json(),
        "row_version": 1,
        **changes,
    }
    uow.session.execute(insert(Visit), [row])
    if sections := section_rows(row["id"], card):
        uow.session.execute(insert(SectionScore), sections)
    about = {"visit_id": row["id"], "updated_at": NOON, "device": None}
    uow.session.execute(
        insert(Answer),
        [{**about, "question_id": key, "revision_id": new_id(), **one._asdict()} for key, one in answers.items()],
    )
    return row["id"]


def approve(uow: UnitOfWork, chain: Chain, visit_id: uuid.UUID) -> None:
    """As a reviewer does."""
    version = uow.session.scalars(select(Visit.row_version).where(Visit.id == visit_id)).one()
    approve_visit(uow, as_actor(chain.administrator), visit_id, version, {"note": ""})


def given(value: Any) -> AnswerValue:
    return AnswerValue("answered", value, None, None)


def left_out(state: str = "not_applicable") -> AnswerValue:
    return AnswerValue(state, None, None, None)


def some_answers(chance: random.Random) -> dict[str, AnswerValue]:
    """Of FULL or LATER or SERVICE, by chance; now and then nothing is assessed at all."""
    if chance.random() < 0.05:
        return {"greeted": left_out(), "interest": left_out()}
    answers = {
        "greeted": chance.choice([given("yes"), given("yes"), given("no"), left_out()]),
        "minutes": chance.choice([given(chance.randrange(600)), left_out("not_observed")]),
        "surprise": given(chance.randrange(4)),
        "interest": chance.choice([given(chance.randrange(4)), left_out()]),
        "offered": given(chance.choice(["yes", "no"])),
    }
    for number in range(1, chance.randrange(4)):
        answers[f"who@{number}"] = given("host")
        answers[f"warm@{number}"] = chance.choice([given(chance.randrange(4)), left_out()])
        answers[f"wait@{number}"] = chance.choice([given(chance.randrange(900)), left_out()])
    return answers


def remake_figures(work: Work) -> None:
    """All figures anew: where a test changed a visit behind their back."""
    with work() as uow:
        ask_for_rebuild(uow)
    run_rebuilds(work)


def run_rebuilds(work: Work) -> None:
    """Those that wait; not the reports that approvals asked for."""
    with work() as uow:
        waiting = uow.session.scalars(select(Job.id).where(Job.kind == REBUILD, Job.status == "queued")).all()
        engine = uow.engine
    for job_id in waiting:
        run_job(engine, job_id)
