"""Background work of the figures: making the tallies anew, and noticing that they were never made."""

from functools import partial

from sqlalchemy import Engine

from backend.insights.tallies import ask_for_rebuild
from backend.insights.tallies_making import holds_nothing_yet, make_all
from backend.insights.tallies_state import being_made
from backend.kernel.jobs import JobRun
from backend.kernel.unit_of_work import unit_of_work


def rebuild(run: JobRun) -> None:
    """Everything anew, period by period."""
    make_all(partial(unit_of_work, run.engine), progress=run.progress)


def look_after_figures(engine: Engine) -> None:
    """A database that had approved visits before it had tallies gets them."""
    with unit_of_work(engine, write=False) as uow:
        wanted = holds_nothing_yet(uow.session) and being_made(uow.session) is None
    if wanted:
        with unit_of_work(engine) as uow:
            ask_for_rebuild(uow)
