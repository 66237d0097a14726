"""Reading approved visits for the tallies: a few statements for many visits, and what each adds to which periods."""

import datetime as dt
import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, Final, NamedTuple

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.orm import Session

from backend.centres.models import Area, Centre, Touchpoint
from backend.checklists.models import Checklist, ChecklistVersion
from backend.checklists.queries import load_form
from backend.domain.continuity import kept_questions
from backend.domain.entries import question_of
from backend.domain.statistics.tally import Tally
from backend.domain.visit_tallies import Line, Scored, SectionResult, tallies_of
from backend.insights.models import TallyLine
from backend.programmes.models import Wave
from backend.visits.models import Answer, SectionScore, Visit

COLUMNS: Final = (
    Visit.id,
    Visit.centre_id,
    Visit.checklist_version_id,
    Visit.visited_on,
    Visit.score_percent,
    Visit.delight_percent,
    Visit.excluded_items,
    Visit.score_card,
    Wave.code.label("wave"),
)


class Counted(NamedTuple):
    """One visit as it enters the tallies. `periods` are (kind, code)."""

    visit_id: uuid.UUID
    centre_id: str
    version_id: str
    periods: Sequence[tuple[str, str]]
    tallies: dict[str, Tally]


class _Version(NamedTuple):
    checklist_id: uuid.UUID
    slug: str
    durations: Sequence[str]
    repeated: bool


@dataclass
class Reader:
    """Reads visits; what it needs of checklists and touchpoints is read once."""

    session: Session
    _versions: dict[uuid.UUID, _Version] = field(default_factory=dict)
    _lines: dict[uuid.UUID, Line] = field(default_factory=dict)
    _teams: dict[str, str] | None = None

    def read(self, visit_ids: Sequence[uuid.UUID]) -> Iterator[Counted]:
        """These visits, whatever their status: whether they count is for the caller to know."""
        query = select(*COLUMNS).outerjoin(Wave, Wave.id == Visit.wave_id).where(Visit.id.in_(visit_ids))
        rows = self.session.execute(query.order_by(Visit.centre_id, Visit.id)).all()
        sections, durations = self._sections(visit_ids), self._durations(rows)
        for row in rows:
            scored = self._scored(row, sections.get(row.id, []), durations.get(row.id, {}))
            tallies = tallies_of(scored, self.line_of(self.version(row.checklist_version_id).checklist_id))
            periods = periods_of(row.visited_on, row.wave)
            yield Counted(row.id, str(row.centre_id), str(row.checklist_version_id), periods, tallies)

    def version(self, version_id: uuid.UUID) -> _Version:
        if version_id not in self._versions:
            query = select(Checklist.id, Checklist.slug).join(ChecklistVersion)
            checklist_id, slug = self.session.execute(query.where(ChecklistVersion.id == version_id)).one()
            form = load_form(self.session, version_id)
            names = [name for name, question in form.questions.items() if question["type"] == "duration"]
            self._versions[version_id] = _Version(checklist_id, slug, names, bool(form.repeated))
        return self._versions[version_id]

    def line_of(self, checklist_id: uuid.UUID) -> Line:
        """How visits of this checklist are compared like for like, by its row in `tally_line`."""
        if checklist_id not in self._lines:
            row = self.session.get(TallyLine, checklist_id)
            self._lines[checklist_id] = line_from(self.session, row.versions if row else [])
        return self._lines[checklist_id]

    def _scored(self, row: Any, sections: Sequence[SectionResult], durations: dict[str, tuple[str, Any]]) -> Scored:
        return Scored(
            slug=self.version(row.checklist_version_id).slug,
            definition=load_form(self.session, row.checklist_version_id).definition,
            percent=row.score_percent,
            delight=row.delight_percent,
            excluded=row.excluded_items,
            sections=sections,
            card=row.score_card,
            durations=durations,
            teams=self._team_codes(),
        )

    def _team_codes(self) -> dict[str, str]:
        if self._teams is None:
            named = select(Touchpoint.code, Touchpoint.team_code).where(Touchpoint.team_code.is_not(None))
            self._teams = {row.code: row.team_code for row in self.session.execute(named)}
        return self._teams

    def _sections(self, visit_ids: Sequence[uuid.UUID]) -> dict[uuid.UUID, list[SectionResult]]:
        parts = (SectionScore.section_id, SectionScore.touchpoint, SectionScore.percent, SectionScore.items)
        query = select(SectionScore.visit_id, *parts, SectionScore.excluded)
        found: dict[uuid.UUID, list[SectionResult]] = {}
        rows = self.session.execute(query.where(SectionScore.visit_id.in_(visit_ids)))
        for row in sorted(rows, key=lambda row: row.section_id):
            found.setdefault(row.visit_id, []).append(SectionResult._make(row[1:]))
        return found

    def _durations(self, rows: Sequence[Any]) -> dict[uuid.UUID, dict[str, tuple[str, Any]]]:
        versions = [self.version(id_) for id_ in {row.checklist_version_id for row in rows}]
        names = {name for version in versions for name in version.durations}
        if not names:
            return {}
        mine = Answer.visit_id.in_([row.id for row in rows if row.score_card])
        asked: ColumnElement[bool] = Answer.question_id.in_(names)
        if any(version.repeated for version in versions):
            asked = or_(asked, *(Answer.question_id.startswith(f"{name}@", autoescape=True) for name in names))
        found: dict[uuid.UUID, dict[str, tuple[str, Any]]] = {}
        query = select(Answer.visit_id, Answer.question_id, Answer.state, Answer.value)
        for visit_id, key, state, value in self.session.execute(query.where(mine, asked)):
            if question_of(key) in names:
                found.setdefault(visit_id, {})[key] = (state, value)
        return found


def line_from(session: Session, version_ids: Sequence[str]) -> Line:
    """The newest of these versions, and the questions that all of them ask alike."""
    if len(version_ids) < 2:
        return Line({}, None)
    ids = [uuid.UUID(id_) for id_ in version_ids]
    numbered = select(ChecklistVersion.id).where(ChecklistVersion.id.in_(ids)).order_by(ChecklistVersion.number)
    definitions = [load_form(session, id_).definition for id_ in session.scalars(numbered)]
    return Line(definitions[-1], kept_questions(definitions))


def periods_of(day: dt.date | None, wave: str | None) -> list[tuple[str, str]]:
    """The month, quarter and year of a day, and the wave."""
    found = [] if wave is None else [("wave", wave)]
    if day is None:
        return found
    year, month = f"{day.year:04}", f"{day.year:04}-{day.month:02}"
    return [("month", month), ("quarter", quarter_of(month)), ("year", year), *found]


def quarter_of(month: str) -> str:
    """Of "2026-11": "2026-Q4"."""
    year, _, number = month.partition("-")
    return f"{year}-Q{(int(number) - 1) // 3 + 1}"


def ancestors(session: Session, centre_ids: Sequence[uuid.UUID] | None = None) -> dict[str, list[str]]:
    """Of these centres (or all), by id as text: the areas they lie in, from the root."""
    query = select(Centre.id, Area.path).join(Area, Area.id == Centre.area_id)
    if centre_ids is not None:
        query = query.where(Centre.id.in_(centre_ids))
    return {str(id_): path.strip("/").split("/") for id_, path in session.execute(query)}
