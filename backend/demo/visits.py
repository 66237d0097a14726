"""The rows of a visit as the product would have left them: answers, photos, score, reviews, trail."""

import datetime as dt
import hashlib
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from backend.demo.answering import fill_in
from backend.demo.chain import Person
from backend.demo.chance import Chance
from backend.demo.draw import WORDS, Filled, Setting
from backend.demo.editions import Edition
from backend.demo.pictures import Picture
from backend.demo.rows import Rows
from backend.demo.schedule import PHONE, SHOWROOM, Slot
from backend.demo.story import Story
from backend.demo.world import World
from backend.domain.answers import walk
from backend.domain.clocks import clocks
from backend.domain.entries import question_of
from backend.domain.positions import gone_at, holds_position, without_position
from backend.domain.reminders import RUNNING
from backend.domain.score_card import RULE_VERSION, ScoreCard
from backend.domain.scoring import score_visit
from backend.domain.visit_flow import Status
from backend.evidence.models import Photo
from backend.evidence.service import copy_key
from backend.visits.models import Answer, SectionScore, Visit
from backend.visits.planning import REPORT_WITHIN
from backend.visits.submission import section_rows

DAY_SD: Final = 6.0
GOING_ON: Final = (Status.IN_PROGRESS, Status.AWAITING_FOLLOW_UP)
SENT: Final = (Status.SUBMITTED, Status.RETURNED, Status.APPROVED, Status.VOID)
SHOWS: Final = {
    "outside_picture": "front",
    "confirmation": "signature",
    "offer_written": "paper",
    "confirmation_sent": "paper",
}
RETURNED_FOR: Final = {SHOWROOM: ("display_ready", "outside_picture"), PHONE: ("answered_after",)}
SHOWS_ELSE: Final = "care"
MINUTE: Final = dt.timedelta(minutes=1)
STAYS: Final = 12 * MINUTE
CORRECT_WITHIN: Final = dt.timedelta(hours=48)


@dataclass
class Decision:
    """An approval whose certificate is still to be issued."""

    visit_id: uuid.UUID
    reviewer: Person
    at: dt.datetime
    note: str


class VisitMaker:
    """Adds the rows of one visit after another, and collects the files and approvals they need.

    Without pictures, photos are counted where a question asks for one, and left out.
    """

    internal = False

    def __init__(self, rows: Rows, chance: Chance, world: World, pictures: Mapping[str, list[Picture]]) -> None:
        self.rows, self.chance, self.pictures = rows, chance, pictures
        self.chain, self.plan, self.world = world.chain, world.plan, world
        self.files: list[tuple[str, bytes]] = []
        self.decisions: list[Decision] = []

    def add(self, slot: Slot) -> None:
        moment = self.world.moment
        planned_at = slot.window[0] - dt.timedelta(days=20)
        visit_id = self.chance.id_at(planned_at)
        scenario_id, brings_car = self._played(slot)
        edition = self.world.editions.of(slot.checklist, slot.column)
        values = self._planned(slot, visit_id, edition, scenario_id, planned_at)
        story = Story(self.rows, self.chance, visit_id)
        story.tell("planned", planned_at, self.chain.administrator, None, Status.PLANNED)
        filled = Filled()
        if slot.status in (*GOING_ON, *SENT):
            setting = self._setting(slot, edition, self._quality(slot), brings_car, moment)
            filled = fill_in(edition.lived, setting, self.chance)
            self._keep_first(filled, slot.answered)
        waits = slot.status == Status.AWAITING_FOLLOW_UP and self._runs(edition.lived, filled, moment)
        accepted_at = (
            planned_at + dt.timedelta(days=2) if slot.status not in (Status.PLANNED, Status.CANCELLED) else None
        )
        if accepted_at:
            values["accepted_at"] = accepted_at
            story.tell("accepted", accepted_at, slot.auditor, Status.PLANNED, Status.ACCEPTED)
        values["positions_until"] = self._add_answers(slot, visit_id, filled, moment)
        if filled.answers:
            values |= {"arrived_at": slot.arrives, "updated_at": slot.arrives}
            story.tell("begun", slot.arrives, slot.auditor, Status.ACCEPTED, Status.IN_PROGRESS)
        if waits:
            left = filled.left or slot.arrives + STAYS
            values |= {"look_at": moment, "updated_at": left}
            story.tell("waiting", left, slot.auditor, Status.IN_PROGRESS, Status.AWAITING_FOLLOW_UP)
        elif slot.status == Status.AWAITING_FOLLOW_UP:
            values["status"] = Status.IN_PROGRESS
        if slot.status in SENT:
            values |= self._sent(slot, visit_id, filled, edition, story)
        values |= self._decided(slot, visit_id, edition, story)
        self.rows.add(Visit, **values)

    def _played(self, slot: Slot) -> tuple[uuid.UUID | None, bool]:
        """The scenario, and whether a car is brought along."""
        mine = [
            (key, role.part_exchange)
            for role, key in self.plan.scenarios
            if role.checklist == slot.checklist and role.language == slot.place.area.language
        ]
        return self.chance.one_of(mine)

    def _wave(self, slot: Slot) -> uuid.UUID | None:
        return self.plan.wave_of(slot.arrives.date())

    def _quality(self, slot: Slot) -> float:
        return float(self.world.latent.service[slot.row, slot.column]) + self.chance.noise(DAY_SD)

    def _by_section(self, slot: Slot, edition: Edition) -> dict[str, float]:
        return self.world.sections_of(slot.row, slot.column, edition.lived["sections"])

    def _setting(self, slot: Slot, edition: Edition, quality: float, brings_car: bool, moment: dt.datetime) -> Setting:
        habits, place = self._by_section(slot, edition), slot.place
        where = (place.latitude, place.longitude)
        # Of what follows later nothing has come yet, where it is waited for.
        until = {Status.IN_PROGRESS: moment, Status.AWAITING_FOLLOW_UP: slot.arrives}.get(slot.status)
        language = place.area.language
        return Setting(slot.arrives, *where, language, quality, habits, brings_car, until, self.internal)

    def _runs(self, definition: Mapping[str, Any], filled: Filled, moment: dt.datetime) -> bool:
        """Without a clock that runs there is nothing to wait for."""
        standing = clocks(walk(definition, filled.answers, filled.photos), moment)
        return any(clock.state in RUNNING for clock in standing)

    def _keep_first(self, filled: Filled, share: float) -> None:
        """A visit that is still going on has only its first answers."""
        kept = list(filled.answers)[: round(len(filled.answers) * share)]
        filled.answers = {name: filled.answers[name] for name in kept}
        filled.photos = {name: count for name, count in filled.photos.items() if name in filled.answers}

    def _planned(
        self, slot: Slot, visit_id: uuid.UUID, edition: Edition, scenario_id: uuid.UUID | None, at: dt.datetime
    ) -> dict[str, Any]:
        window_from, window_to = slot.window
        return {
            "id": visit_id,
            "centre_id": slot.place.id,
            "auditor_id": slot.auditor.id,
            "checklist_version_id": edition.version_id,
            "wave_id": self._wave(slot),
            "scenario_id": scenario_id,
            "status": slot.status,
            "window_from": window_from,
            "window_to": window_to,
            "due_at": window_to + REPORT_WITHIN,
            "plan_digest": hashlib.sha256(visit_id.bytes).hexdigest(),
            "created_at": at,
            "updated_at": at,
            "excluded_items": 0,
            "row_version": 1,
        }

    def _add_answers(self, slot: Slot, visit_id: uuid.UUID, filled: Filled, moment: dt.datetime) -> dt.datetime | None:
        """When the first position among them must be gone; of older ones it is already."""
        at, due = slot.arrives, list[dt.datetime]()
        for question_id, answer in filled.answers.items():
            at += dt.timedelta(seconds=self.chance.whole(20, 110))
            if holds_position(answer["value"]) and gone_at(at) <= moment:
                answer = answer | {"value": without_position(answer["value"])}
            elif holds_position(answer["value"]):
                due.append(gone_at(at))
            self.rows.add(
                Answer,
                visit_id=visit_id,
                question_id=question_id,
                revision_id=self.chance.id_at(at),
                updated_at=at,
                **answer,
            )
        for question_id, count in filled.photos.items() if self.pictures else ():
            for number in range(count):
                self._add_photo(visit_id, question_id, slot.arrives + (number + 2) * MINUTE)
        return min(due, default=None)

    def _add_photo(self, visit_id: uuid.UUID, question_id: str, at: dt.datetime) -> None:
        picture = self.chance.one_of(self.pictures[SHOWS.get(question_of(question_id), SHOWS_ELSE)])
        photo_id, copies = self.chance.silent_id(), picture.copies
        digests = {"full_sha256": picture.full_sha256, "thumb_sha256": picture.thumb_sha256}
        self.files.append((copy_key(photo_id, digests["full_sha256"]), copies.full))
        self.files.append((copy_key(photo_id, digests["thumb_sha256"]), copies.thumb))
        self.rows.add(
            Photo,
            id=photo_id,
            visit_id=visit_id,
            question_id=question_id,
            sha256=picture.sha256,
            size=picture.size,
            media_type="image/jpeg",
            width=copies.width,
            height=copies.height,
            status="ready",
            caption="",
            taken_at=at,
            created_at=at + MINUTE,
            **digests,
        )

    def _sent(self, slot: Slot, visit_id: uuid.UUID, filled: Filled, edition: Edition, story: Story) -> dict[str, Any]:
        """The score as the server would have worked it out at submission."""
        card = score_visit(edition.definition, filled.answers, filled.photos)
        for row in section_rows(visit_id, card):
            self.rows.add(SectionScore, **row)
        submitted_at = slot.submitted_at
        details = {"tenths": card.overall.tenths, "outcome": card.outcome}
        story.tell("submitted", submitted_at, slot.auditor, Status.IN_PROGRESS, Status.SUBMITTED, details=details)
        key = hashlib.sha256(b"submission" + visit_id.bytes).hexdigest()
        return {
            "left_at": filled.left or slot.arrives + STAYS,
            "attested_at": submitted_at,
            "submitted_at": submitted_at,
            "updated_at": submitted_at,
            "visited_on": slot.arrives.date(),
            "submission_key": key[:32],
            "submission_digest": key,
            "row_version": 4,
            **score_columns(card),
        }

    def _decided(self, slot: Slot, visit_id: uuid.UUID, edition: Edition, story: Story) -> dict[str, Any]:
        words, reviewer = WORDS[slot.place.area.language], self.chain.area_managers[slot.place.area.code]
        at = slot.submitted_at + dt.timedelta(hours=5)
        if slot.status == Status.RETURNED:
            return self._returned(slot, edition, story, reviewer, at)
        if slot.status == Status.CANCELLED:
            at = slot.window[0]
            story.decide(Status.CANCELLED, at, reviewer, Status.PLANNED, self.chance.one_of(words.CANCELLED))
        elif slot.status == Status.VOID:
            story.decide(Status.VOID, at, reviewer, Status.SUBMITTED, self.chance.one_of(words.VOID))
        elif slot.status == Status.APPROVED:
            if slot.returned_once:
                self._returned(slot, edition, story, reviewer, at)
                at += dt.timedelta(hours=9)
                story.tell("submitted", at - 3 * MINUTE, slot.auditor, Status.RETURNED, Status.SUBMITTED)
            self.decisions.append(Decision(visit_id, reviewer, at, words.APPROVAL))
        else:
            return {}
        return {"decided_at": at, "updated_at": at, "row_version": 5}

    def _returned(
        self, slot: Slot, edition: Edition, story: Story, reviewer: Person, at: dt.datetime
    ) -> dict[str, Any]:
        words = WORDS[slot.place.area.language]
        items = {name: words.RETURNS[name] for name in RETURNED_FOR[edition.definition["id"]]}
        due_at = at + CORRECT_WITHIN
        story.decide(Status.RETURNED, at, reviewer, Status.SUBMITTED, words.RETURN_NOTE, due_at=due_at, items=items)
        return {"due_at": due_at, "updated_at": at, "row_version": 5}


def score_columns(card: ScoreCard) -> dict[str, Any]:
    """The columns of a visit that a submission fills; the phone had come to the same."""
    overall, delight = card.overall.percent, card.delight.percent
    return {
        "score_percent": None if overall is None else float(overall),
        "score_tenths": card.overall.tenths,
        "delight_percent": None if delight is None else float(delight),
        "excluded_items": card.counts["not_applicable"] + card.counts["not_observed"],
        "band": card.band,
        "outcome": card.outcome,
        "score_card": card.as_json(),
        "client_score": {"tenths": card.overall.tenths, "outcome": card.outcome, "rule_version": RULE_VERSION},
        "score_agrees": True,
    }
