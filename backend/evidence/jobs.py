"""Background work on photos: the copies that are shown are made, and the bytes of deleted ones are removed."""

import uuid

from backend.evidence.queries import waiting_photos
from backend.evidence.service import make_copies
from backend.kernel import files
from backend.kernel.jobs import JobRun
from backend.kernel.unit_of_work import unit_of_work


def derive_photos(run: JobRun) -> None:
    """Make the copies of all waiting photos of a visit; those that arrive meanwhile are taken along."""
    visit_id, done = uuid.UUID(run.payload["visit_id"]), 0
    seen: set[uuid.UUID] = set()
    while waiting := _waiting(run, visit_id, seen):
        for photo_id in waiting:
            make_copies(run.engine, photo_id)
            seen.add(photo_id)
            done += 1
            run.progress(done, done + len(waiting) - 1, "photos")


def forget_files(run: JobRun) -> None:
    """Remove the bytes of a deleted photo; tried again while the store is away."""
    for key in run.payload["keys"]:
        files.delete(key)


def _waiting(run: JobRun, visit_id: uuid.UUID, seen: set[uuid.UUID]) -> list[uuid.UUID]:
    with unit_of_work(run.engine, write=False) as uow:
        return [photo_id for photo_id in waiting_photos(uow.session, visit_id) if photo_id not in seen]
