"""How far auditors lie apart where they saw the same centre in the same quarter with the same checklist.

For calibration, not for ranking.
"""

import datetime as dt
import uuid
from collections import defaultdict
from collections.abc import Hashable
from dataclasses import dataclass

from sqlalchemy import extract, func, select
from sqlalchemy.orm import Session

from backend.accounts.models import User
from backend.checklists.models import ChecklistVersion
from backend.domain.statistics.auditors import ENOUGH_VISITS, AuditorEffect, Cell, auditor_effects
from backend.domain.visit_flow import Status
from backend.insights.measures_asked import internal_versions
from backend.visits.models import Visit

USUAL_MONTHS = 12
OF_VERSION = ChecklistVersion.id == Visit.checklist_version_id

WORDS = {
    "en": {
        "few": "No auditor has {enough} visits yet in quarters and centres that others saw too: too little to compare.",
        "none": "No auditor scores clearly otherwise than others who saw the same centres in the same quarters with the"
        " same checklist.",
        "clear": "{clear} of {told} auditors score clearly otherwise than others who saw the same centres in the same"
        " quarters with the same checklist: a reason to score a visit together and to read the guidance again, not a"
        " judgement on a person.",
        "left_out": "{left_out} with fewer than {enough} such visits are not shown.",
    },
    "de": {
        "few": "Noch hat niemand {enough} Besuche in Quartalen und Betrieben, die auch andere sahen: zu wenig für einen"
        " Vergleich.",
        "none": "Niemand bewertet klar anders als andere, die dieselben Betriebe in denselben Quartalen mit derselben"
        " Checkliste sahen.",
        "clear": "{clear} von {told} Testkunden bewerten klar anders als andere, die dieselben Betriebe in denselben"
        " Quartalen mit derselben Checkliste sahen: ein Anlass, einen Besuch gemeinsam zu bewerten und die Hinweise neu"
        " zu lesen, kein Urteil über einen Menschen.",
        "left_out": "{left_out} mit weniger als {enough} solchen Besuchen werden nicht gezeigt.",
    },
}


@dataclass(frozen=True)
class NamedEffect:
    """An auditor's effect with the name; `difference` in points of the score."""

    id: uuid.UUID
    name: str
    visits: int
    centres: int
    difference: float
    low: float | None
    high: float | None
    q: float | None
    clear: bool


@dataclass(frozen=True)
class AuditorReport:
    """Auditors by name; `left_out` had too few visits where others were too."""

    from_: dt.date
    to: dt.date
    auditors: list[NamedEffect]
    left_out: int
    sentence: str


def report_auditors(session: Session, first: dt.date, last: dt.date, language: str) -> AuditorReport:
    """Every auditor's mean difference from others in the same cells: centre, quarter and checklist; approved visits."""
    cells = _cells(session, first, last)
    effects = auditor_effects(cells)
    names = dict(session.execute(select(User.id, User.name).where(User.id.in_([one.auditor for one in effects]))).all())
    named = sorted((_named(one, names[one.auditor]) for one in effects), key=lambda one: (one.name, one.id))
    left_out = len({cell.auditor for cell in cells}) - len(effects)
    return AuditorReport(first, last, named, left_out, _sentence(named, left_out, language))


def usual_first(last: dt.date) -> dt.date:
    """The first day of the quarter a year before."""
    month = (last.month - 1) // 3 * 3 + 1
    return dt.date(last.year - USUAL_MONTHS // 12, month, 1)


def _cells(session: Session, first: dt.date, last: dt.date) -> list[Cell[uuid.UUID]]:
    """Checklists apart: who only ever scored the harder one is not stricter for it. Internal audits are left out."""
    month = (extract("year", Visit.visited_on), extract("month", Visit.visited_on))
    group = (Visit.centre_id, Visit.auditor_id, ChecklistVersion.checklist_id, *month)
    scored = (Visit.status == Status.APPROVED, Visit.visited_on.between(first, last), Visit.score_percent.is_not(None))
    counted = (*scored, Visit.checklist_version_id.not_in(internal_versions(session)))
    rows = select(*group, func.count(), func.sum(Visit.score_percent)).join(ChecklistVersion, OF_VERSION)
    sums: defaultdict[tuple[uuid.UUID, uuid.UUID, Hashable], list[float]] = defaultdict(lambda: [0, 0.0])
    for centre_id, auditor_id, checklist_id, year, number, n, total in session.execute(
        rows.where(*counted).group_by(*group).order_by(*group)
    ):
        place = sums[auditor_id, centre_id, (int(year), (int(number) - 1) // 3, checklist_id)]
        place[0] += n
        place[1] += total or 0.0
    return [Cell(auditor, centre, which, int(n), total) for (auditor, centre, which), (n, total) in sums.items()]


def _named(effect: AuditorEffect[uuid.UUID], name: str) -> NamedEffect:
    base = (effect.visits, effect.centres, effect.difference, effect.low, effect.high)
    return NamedEffect(effect.auditor, name, *base, q=effect.q, clear=effect.clear)


def _sentence(named: list[NamedEffect], left_out: int, language: str) -> str:
    say = WORDS.get(language, WORDS["en"])
    clear = sum(one.clear for one in named)
    kind = "few" if not named else "clear" if clear else "none"
    parts = [say[kind].format(clear=clear, told=len(named), enough=ENOUGH_VISITS)]
    if left_out:
        parts.append(say["left_out"].format(left_out=left_out, enough=ENOUGH_VISITS))
    return " ".join(parts)
