"""The background work of exports: making one, and forgetting those that are old."""

import tempfile
import time
import uuid
from typing import Final

from sqlalchemy import Engine, select, update

from backend.accounts.queries import acting
from backend.domain.problems import Forbidden, Problem
from backend.domain.roles import Permission
from backend.exports import service
from backend.exports.making import start
from backend.exports.models import DataExport
from backend.exports.schemas import ExportQuery
from backend.kernel import files
from backend.kernel.clock import now
from backend.kernel.jobs import JobRefused, JobRun, ended_by
from backend.kernel.unit_of_work import unit_of_work

# How often, in seconds, it says how far it is.
TELL_EVERY_S: Final = 1.0
AT_MOST: Final = 100
NO_ROOM: Final = (
    "There is no room to keep this file just now. Tell whoever looks after the server, and ask for it again later."
)


def make_export(run: JobRun) -> None:
    """Write the file aside, then into the store. It holds what its owner may see at this moment."""
    export_id = uuid.UUID(run.payload["export_id"])
    with unit_of_work(run.engine, write=False) as uow:
        export = uow.session.get(DataExport, export_id)
        actor = acting(uow.session, export.requested_by_id) if export is not None else None
    if export is None or actor is None or not actor.may(Permission.EXPORT_READ):
        raise JobRefused(Forbidden("export.not_allowed", "Whoever asked for this export may not have it any more."))
    with tempfile.TemporaryFile() as file:
        try:
            wanted = ExportQuery().load(export.wanted)
            order = service.read_order(actor, export.table_name, wanted)
            made = start(run.engine, actor, order, export.form, watch=_Telling(run))
            for piece in made.pieces:
                file.write(piece)
        except Problem as problem:
            raise ended_by(problem) from None
        size = file.tell()
        file.seek(0)
        run.keep_lease()
        try:
            files.put_file(service.file_key(export), file)
        except files.StoreAway as away:
            raise Problem("export.no_room", NO_ROOM, status=503) from away
    with unit_of_work(run.engine) as uow:
        uow.session.execute(update(DataExport).where(DataExport.id == export_id).values(size=size))


def forget_old_exports(engine: Engine) -> int:
    """Files whose time is over; how many were found. The row stays and says that it expired."""
    at = now()
    old = (DataExport.expires_at < at, DataExport.removed_at.is_(None), DataExport.size.is_not(None))
    with unit_of_work(engine, write=False) as uow:
        found = uow.session.scalars(select(DataExport).where(*old).limit(AT_MOST)).all()
    for export in found:
        files.delete(service.file_key(export))
        with unit_of_work(engine) as uow:
            uow.session.execute(update(DataExport).where(DataExport.id == export.id).values(removed_at=at))
    return len(found)


class _Telling:
    """Says how far the job is, once a second; stops it where it was cancelled."""

    def __init__(self, run: JobRun) -> None:
        self._run, self._told = run, 0.0

    def __call__(self, done: int, total: int) -> None:
        moment = time.monotonic()
        if moment - self._told >= TELL_EVERY_S:
            self._told = moment
            self._run.progress(done, total, "rows")
