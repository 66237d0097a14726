"""Bringing a rescue file in: every unsent thing goes the way it would have gone from the phone, as its auditor.

The same rules hold, so a file may be imported twice, and the phone may still send all of it afterwards.
"""

import uuid
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any, Final

from marshmallow import ValidationError
from sqlalchemy import Engine

from backend.domain.problems import NotFound, Problem
from backend.domain.roles import SYSTEM, Actor, Grant, Role, permissions_of
from backend.evidence.models import Photo
from backend.http.schemas import In
from backend.kernel.unit_of_work import UnitOfWork, unit_of_work
from backend.trail.service import record
from backend.visits import conduct, notes, photos, submission
from backend.visits.answer_rows import stored_answers
from backend.visits.note_schemas import NotesIn
from backend.visits.photo_schemas import PhotoPatch, PhotoQuery
from backend.visits.queries import load_visit
from backend.visits.rescue_file import RescueFile
from backend.visits.schemas import SubmissionIn

BATCH: Final = 400


@dataclass
class Outcome:
    """What became of one visit of the file. `problems`: plain sentences."""

    visit_id: str
    centre: str = ""
    answers_new: int = 0
    answers_known: int = 0
    answers_older: int = 0
    photos_new: int = 0
    photos_known: int = 0
    photos_deleted: int = 0
    submitted: bool = False
    problems: list[str] = field(default_factory=list)

    @property
    def changed(self) -> bool:
        return bool(self.answers_new or self.photos_new)

    def as_json(self) -> dict[str, Any]:
        return asdict(self)


def import_visits(engine: Engine, file: RescueFile, *, dry_run: bool) -> list[Outcome]:
    """All visits of the file; one that cannot be imported does not hold up the others."""
    return [_Importing(engine, file, visit).run(dry_run=dry_run) for visit in file.visits]


class _Importing:
    """One visit of the file."""

    def __init__(self, engine: Engine, file: RescueFile, visit: dict[str, Any]) -> None:
        self.engine, self.file, self.visit = engine, file, visit
        self.id: uuid.UUID = visit["visit_id"]
        self.outcome = Outcome(str(self.id))
        grant = Grant(Role.AUDITOR)
        self.actor = Actor(file.account_id, file.manifest["account"]["name"], (grant,), permissions_of((grant,)))

    def run(self, *, dry_run: bool) -> Outcome:
        if not self._is_theirs():
            return self.outcome
        if dry_run:
            self._foresee()
            return self.outcome
        if self.visit["accepted"]:
            self._step("", lambda uow: conduct.accept_visit(uow, self.actor, self.id), known=self._no_longer_planned)
        for batch in _batches(self.visit["answers"]):
            self._answers(batch)
        self._notes(self.visit["notes"])
        for photo in self.visit["photos"]:
            self._photo(photo)
        for detail in self.visit["details"]:
            self._detail(detail)
        for photo_id in self.visit["deleted"]:
            self._delete(photo_id)
        self._submit(self.visit["submission"])
        if self.outcome.changed:
            self._note()
        return self.outcome

    def _is_theirs(self) -> bool:
        with unit_of_work(self.engine, write=False) as uow:
            try:
                visit = load_visit(uow.session, SYSTEM, self.id)
            except NotFound:
                self.outcome.problems.append("There is no such visit on this server.")
                return False
            self.outcome.centre = visit.centre.name
            if visit.auditor_id == self.file.account_id:
                return True
        self.outcome.problems.append("The visit belongs to another auditor than this file.")
        return False

    def _foresee(self) -> None:
        """What is new here, without writing anything."""
        with unit_of_work(self.engine, write=False) as uow:
            stored = stored_answers(uow.session, self.id)
            held = {str(given.revision_id) for given in stored.values()}
            known = [answer for answer in self.visit["answers"] if _revision(answer) in held]
            self.outcome.answers_known = len(known)
            self.outcome.answers_new = len(self.visit["answers"]) - len(known)
            here = sum(uow.session.get(Photo, photo["id"]) is not None for photo in self.visit["photos"])
            self.outcome.photos_known, self.outcome.photos_new = here, len(self.visit["photos"]) - here
            self.outcome.photos_deleted = len(self.visit["deleted"])

    def _step(
        self, what: str, do: Callable[[UnitOfWork], Any], known: Callable[[UnitOfWork, Problem], bool] | None = None
    ) -> bool:
        """One thing in its own transaction. A refusal that only says that it is done already is none: `known`."""
        try:
            with unit_of_work(self.engine) as uow:
                do(uow)
            return True
        except ValidationError:
            self._problem(what, "It is not as our phones write it.")
        except Problem as problem:
            with unit_of_work(self.engine, write=False) as uow:
                if known is not None and known(uow, problem):
                    return True
            self._problem(what, problem.message)
        return False

    def _problem(self, what: str, sentence: str) -> None:
        self.outcome.problems.append(f"{what}: {sentence}" if what else sentence)

    def _no_longer_planned(self, _: UnitOfWork, problem: Problem) -> bool:
        return problem.code == "visit.wrong_state"

    def _answers(self, batch: Sequence[Any]) -> None:
        done: list[conduct.Merged] = []
        before: set[str] = set()

        def merge(uow: UnitOfWork) -> None:
            before.update(str(given.revision_id) for given in stored_answers(uow.session, self.id).values())
            device = self.file.manifest["device"]
            done.append(conduct.merge_answers(uow, self.actor, self.id, batch, device))

        def all_here(uow: UnitOfWork, _: Problem) -> bool:
            """The visit is closed, with these very answers."""
            held = {str(given.revision_id) for given in stored_answers(uow.session, self.id).values()}
            return all(_revision(answer) in held for answer in batch)

        if not self._step("Answers", merge, all_here):
            return
        if not done:
            self.outcome.answers_known += len(batch)
            return
        for sent, kept in zip(batch, done[0].answers, strict=True):
            if kept["kept"] == "refused":
                self._problem(f"Answer to {kept['question_id']}", kept["message"])
            elif kept["kept"] == "stored":
                self.outcome.answers_older += 1
            elif _revision(sent) in before:
                self.outcome.answers_known += 1
            else:
                self.outcome.answers_new += 1

    def _notes(self, sent: Sequence[Any]) -> None:
        def keep(uow: UnitOfWork) -> None:
            found = _loaded(NotesIn, {"notes": sent})["notes"]
            notes.keep_notes(uow, self.actor, self.id, found, self.file.manifest["device"])

        def all_here(uow: UnitOfWork, _: Problem) -> bool:
            """The visit is closed, with these very notes."""
            held = {str(note.revision_id) for note in notes.notes_of(uow.session, self.id)}
            return all(_revision(note) in held for note in sent)

        if sent:
            self._step("Notes", keep, all_here)

    def _photo(self, photo: dict[str, Any]) -> None:
        def receive(uow: UnitOfWork) -> None:
            about = _loaded(PhotoQuery, photo["query"])
            if about["visit_id"] != self.id:
                raise ValidationError("of another visit")
            data = self.file.photo(photo["file"])
            found = photos.receive_photo(uow, self.actor, photo["id"], about, data, photo["sha256"])
            self.outcome.photos_new += found.created
            self.outcome.photos_known += not found.created

        # Deleted on another phone meanwhile: then it stays so.
        self._step(f"Photo {photo['id']}", receive, lambda _, problem: problem.status == 410)

    def _detail(self, detail: dict[str, Any]) -> None:
        def change(uow: UnitOfWork) -> None:
            photos.change_photo(uow, self.actor, detail["id"], _loaded(PhotoPatch, detail["changes"]))

        def same(uow: UnitOfWork, problem: Problem) -> bool:
            photo = uow.session.get(Photo, detail["id"])
            wanted = _loaded(PhotoPatch, detail["changes"])
            return problem.status == 410 or all(getattr(photo, name, None) == value for name, value in wanted.items())

        self._step(f"Caption of photo {detail['id']}", change, same)

    def _delete(self, photo_id: uuid.UUID) -> None:
        def gone(uow: UnitOfWork, _: Problem) -> bool:
            photo = uow.session.get(Photo, photo_id)
            return photo is None or photo.deleted_at is not None

        def delete(uow: UnitOfWork) -> None:
            photos.delete_photo(uow, self.actor, photo_id, self.id)

        self.outcome.photos_deleted += self._step(f"Deleting photo {photo_id}", delete, gone)

    def _submit(self, waiting: dict[str, Any] | None) -> None:
        if waiting is None:
            return

        def submit(uow: UnitOfWork) -> None:
            body = _loaded(SubmissionIn, waiting["body"])
            submission.submit_visit(uow, self.actor, self.id, waiting["key"], body)

        self.outcome.submitted = self._step("Submission", submit)

    def _note(self) -> None:
        details = {
            "code": self.file.manifest["code"],
            "made_at": self.file.manifest["made_at"].isoformat(),
            "contents_sha256": self.file.sha256.hexdigest(),
            "answers": self.outcome.answers_new,
            "photos": self.outcome.photos_new,
        }
        with unit_of_work(self.engine) as uow:
            record(uow, SYSTEM, "visit.rescued", "visit", self.id, details=details)


def _loaded(schema: type[In], given: Any) -> dict[str, Any]:
    loaded: dict[str, Any] = schema().load(given)
    return loaded


def _revision(answer: Any) -> str | None:
    return answer.get("revision_id") if isinstance(answer, dict) else None


def _batches(items: Sequence[Any]) -> Iterable[Sequence[Any]]:
    return (items[at : at + BATCH] for at in range(0, len(items), BATCH))
