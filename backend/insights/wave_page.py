"""One wave: how far it has got, centre by centre, and what it says."""

import uuid
from dataclasses import dataclass
from typing import Final

from sqlalchemy import select

from backend.domain.problems import NotFound
from backend.domain.roles import Actor, Permission
from backend.insights import league
from backend.insights.overview import Overview, overlook
from backend.insights.wave_page_coverage import Coverage, coverage_of
from backend.kernel.unit_of_work import UnitOfWork
from backend.programmes.models import Wave

WORDS: Final = {
    "en": {
        "none": "No visit of this wave is planned here yet.",
        "covered": "{approved} of {planned} planned visits are approved, {waiting} more are in review.",
        "all_seen": "{approved} of {planned} planned visits are approved.",
        "unseen": " {n} of {all} centres have no approved visit yet.",
    },
    "de": {
        "none": "In dieser Welle ist hier noch kein Besuch geplant.",
        "covered": "{approved} von {planned} geplanten Besuchen sind freigegeben, {waiting} weitere sind in der"
        " Prüfung.",
        "all_seen": "{approved} von {planned} geplanten Besuchen sind freigegeben.",
        "unseen": " {n} von {all} Betrieben haben noch keinen freigegebenen Besuch.",
    },
}


@dataclass(frozen=True)
class WavePage:
    """A wave in one person's sight; `coverage` by name, and what it adds up to in words."""

    wave: Wave
    overview: Overview
    league: league.League
    coverage: list[Coverage]
    coverage_sentence: str


def show_wave(
    uow: UnitOfWork, actor: Actor, code: str, area_id: uuid.UUID | None, language: str, *, limit: int | None = None
) -> WavePage:
    """404 where there is no such wave, or the area is not one this person answers for. `limit`: rows of its league."""
    session, person = uow.session, actor.only(Permission.WAVE_REPORT_READ)
    wave = session.scalar(select(Wave).where(Wave.code == code))
    if wave is None:
        raise NotFound()
    overview = overlook(uow, person, area_id, "wave", language, until=code)
    place = overview.scope.id
    coverage = coverage_of(session, person, wave.id, place)
    question = league.Question(period="wave", at=code, area_id=place, language=language, limit=limit)
    return WavePage(
        wave=wave,
        overview=overview,
        league=league.rank_centres(uow, person, question),
        coverage=coverage,
        coverage_sentence=_sentence(coverage, language),
    )


def _sentence(coverage: list[Coverage], language: str) -> str:
    say = WORDS.get(language, WORDS["en"])
    planned, visited, approved = (sum(getattr(one, n) for one in coverage) for n in ("planned", "visited", "approved"))
    if not planned:
        return say["none"]
    unseen = sum(not one.approved for one in coverage)
    rest = say["unseen"].format(n=unseen, all=len(coverage)) if unseen else ""
    waiting = visited - approved
    kind = "covered" if waiting else "all_seen"
    return say[kind].format(approved=approved, planned=planned, waiting=waiting) + rest
