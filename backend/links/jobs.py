"""Background work: one analysis, kept under what was asked and the state of the data."""

from sqlalchemy import delete

from backend.kernel.clock import now
from backend.kernel.jobs import JobRun
from backend.kernel.unit_of_work import unit_of_work
from backend.links.models import LinkAnalysis
from backend.links.service import wish_of
from backend.links.version import data_version


def compute_link(run: JobRun) -> None:
    """Compute and keep it; the analyses of earlier data under the same wish go."""
    from backend.links.computing import compute

    lag, language = run.payload["lag"], run.payload["language"]
    with unit_of_work(run.engine, write=False) as uow:
        version = data_version(uow.session)
        document = compute(uow.session, lag, language, run.progress)
    wish = wish_of(lag, language)
    with unit_of_work(run.engine) as uow:
        uow.session.execute(delete(LinkAnalysis).where(LinkAnalysis.wish == wish))
        uow.session.add(
            LinkAnalysis(wish=wish, data_version=version, document=document, job_id=run.job_id, computed_at=now())
        )
    run.progress(3, 3, "ready")
