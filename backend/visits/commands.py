"""`insideout visits ...`: looking at visits from the command line."""

import json
import uuid
from typing import Any

import click

from backend.checklists.queries import load_form
from backend.domain.answers import walk
from backend.domain.positions import is_expired
from backend.domain.roles import SYSTEM
from backend.domain.visit_flow import Status
from backend.kernel.command_line import command_work, say, say_all
from backend.visits import follow_up, queries, showing
from backend.visits.models import Visit
from backend.visits.rescue_command import import_rescue

AS_JSON = click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")


@click.group("visits", help="Visits and how they stand.")
def visits_group() -> None:
    """Only groups the commands below."""


visits_group.add_command(import_rescue)


@visits_group.command("list")
@click.option("--status", type=click.Choice([status.value for status in Status]), multiple=True)
@click.option("--limit", default=50, show_default=True, type=click.IntRange(1, 10_000))
@AS_JSON
def list_visits(status: tuple[str, ...], limit: int, as_json: bool) -> None:
    """The latest visits."""
    found = queries.matching_visits(SYSTEM, {"status": status})
    order = (Visit.window_from.desc(), Visit.id.desc())
    with command_work(write=False) as uow:
        say_all(map(_row_of, uow.session.scalars(found.order_by(*order).limit(limit))), as_json)


@visits_group.command("show")
@click.argument("visit_id", type=click.UUID)
@AS_JSON
def show_visit(visit_id: uuid.UUID, as_json: bool) -> None:
    """One visit with its answers in the order of its checklist, photos and score."""
    with command_work(write=False) as uow:
        visit = queries.load_visit(uow.session, SYSTEM, visit_id)
        page = showing.show_visit(uow.session, SYSTEM, visit_id)
        fact = {name: page[name] for name in ("id", "status", "visited_on", "answers", "photos", "score_card")}
        fact |= {"centre": visit.centre.code, "auditor": visit.auditor.name}
        form = load_form(uow.session, visit.checklist_version_id)
    plain: dict[str, Any] = json.loads(json.dumps(fact, default=str))
    said = {row["question_id"]: row for row in plain["answers"]}
    order = {item.key: place for place, item in enumerate(walk(form.definition, said, {}))}
    rows = sorted(plain["answers"], key=lambda row: (order.get(row["question_id"], len(order)), row["question_id"]))
    answers = [f"  {row['question_id']}: {row['state']} {_value(row['value'])}".rstrip() for row in rows]
    head = f"{plain['id']}  {plain['status']}  {plain['centre']}  {len(plain['photos'])} photos"
    say(plain, "\n".join([head, *answers]), as_json)


@visits_group.command("close-observations")
@AS_JSON
def close_observations(as_json: bool) -> None:
    """Close the clocks whose window has ended, as the worker does by itself all the time."""
    with command_work(write=False) as uow:
        looked = follow_up.look_at_clocks(uow.engine)
    say_all(map(_looked_row, looked), as_json)


def _looked_row(looked: follow_up.Looked) -> tuple[dict[str, Any], str]:
    fact = {"visit_id": str(looked.visit_id), "closed": list(looked.closed), "status": looked.status}
    return fact, f"{looked.visit_id}\t{looked.status}\t{', '.join(looked.closed)}"


def _value(value: Any) -> str:
    if is_expired(value):
        return "Position deleted after 30 days"
    return "" if value is None else str(value)


def _row_of(visit: Visit) -> tuple[dict[str, Any], str]:
    fact = {
        "id": str(visit.id),
        "status": visit.status,
        "centre": visit.centre.code,
        "day": str(visit.visited_on or visit.window_from.date()),
        "tenths": visit.score_tenths,
        "outcome": visit.outcome,
    }
    score = "" if visit.score_tenths is None else f"{visit.score_tenths / 10:.1f}"
    return fact, f"{visit.id}\t{visit.status}\t{visit.centre.code}\t{fact['day']}\t{score}"
