"""Asking for the analysis: what is kept is given at once, with a word if newer data came since."""

import hashlib
import json
import uuid
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import select

from backend.centres.models import Centre
from backend.domain.problems import NotFound
from backend.domain.statistics.link import sentences
from backend.kernel import jobs
from backend.kernel.jobs_models import Job
from backend.kernel.unit_of_work import UnitOfWork
from backend.links.models import LinkAnalysis
from backend.links.version import data_version

KIND: Final = "links.compute"
# Raised when the computation changes, so that no kept document of an older one is shown.
EDITION: Final = 2


@dataclass(frozen=True)
class Shown:
    """A document, or how far its making is. `fresh` is false while newer data are being analysed."""

    kept: LinkAnalysis | None
    job: Job | None
    fresh: bool
    names: dict[str, str]
    language: str

    @property
    def status(self) -> str:
        """ready; computing; failed (the last try); outdated or none: nobody has asked for a new one yet."""
        if self.fresh:
            return "ready"
        if self.job is not None and self.job.status in ("queued", "running"):
            return "computing"
        if self.job is not None and self.job.status == "failed":
            return "failed"
        return "none" if self.kept is None else "outdated"

    @property
    def document(self) -> dict[str, Any] | None:
        return None if self.kept is None else self.kept.document

    @property
    def told(self) -> dict[str, Any] | None:
        """The sentences of the page."""
        if self.kept is None:
            return None
        report = self.kept.document["report"]
        return {
            "headline": sentences.headline(report, self.language),
            "noise": sentences.noise_sentence(report, self.language),
            "chain": sentences.chain_sentence(report, self.language),
            "direction": sentences.direction_sentence(report, self.language),
            "says_not": sentences.says_not(report, self.language),
        }


def wish_of(lag: int, language: str) -> str:
    return hashlib.sha256(json.dumps([EDITION, lag, language]).encode()).hexdigest()


def show(uow: UnitOfWork, lag: int, language: str) -> Shown:
    """The kept document, and whether it is of these data."""
    session, wish = uow.session, wish_of(lag, language)
    kept = session.scalar(select(LinkAnalysis).where(LinkAnalysis.wish == wish))
    fresh = kept is not None and kept.data_version == data_version(session)
    return Shown(kept, None if fresh else _latest_job(uow, wish), fresh, _names(uow), language)


def run(uow: UnitOfWork, lag: int, language: str) -> Shown:
    """Have it computed, unless it is under way, or these data were analysed already."""
    shown = show(uow, lag, language)
    if shown.status in ("ready", "computing"):
        return shown
    payload = {"lag": lag, "language": language}
    job_id: uuid.UUID = jobs.enqueue_once(uow, KIND, payload, _key(wish_of(lag, language)))
    uow.session.flush()
    return Shown(shown.kept, uow.session.get(Job, job_id), False, shown.names, language)


def kept(uow: UnitOfWork, lag: int, language: str) -> Shown:
    """The kept document, whatever the data are now; 404 without one."""
    found = uow.session.scalar(select(LinkAnalysis).where(LinkAnalysis.wish == wish_of(lag, language)))
    if found is None:
        raise NotFound("links.not_ready", "This analysis is not ready yet.")
    return Shown(found, None, True, _names(uow), language)


def _latest_job(uow: UnitOfWork, wish: str) -> Job | None:
    mine = select(Job).where(Job.dedup_key == _key(wish)).order_by(Job.created_at.desc()).limit(1)
    return uow.session.scalar(mine)


def _key(wish: str) -> str:
    return f"{KIND}:{wish}"


def _names(uow: UnitOfWork) -> dict[str, str]:
    return {str(key): name for key, name in uow.session.execute(select(Centre.id, Centre.name))}
