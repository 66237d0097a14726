"""The list of what can be compared: every measure that a version in use says something about, by its name."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from backend.centres.models import Touchpoint
from backend.domain.measures import WHOLE, code_of, parse_measure
from backend.insights import queries
from backend.insights.measures_asked import Version, codes_of, team_codes, versions_named
from backend.insights.measures_teams import teams_behind
from backend.insights.models import TallyLine

NAMES = {
    "en": {"overall": "Overall score", "delight": "Delight", "compliance": "Visits meeting every must-do"},
    "de": {"overall": "Gesamtergebnis", "delight": "Begeisterung", "compliance": "Besuche mit allen Muss-Punkten"},
}


@dataclass(frozen=True)
class Named:
    """A measure as people choose it; `checklist` is a slug, where it belongs to one.

    `team`: the code of the one team that delivers all it is made of; None where none does, or several.
    """

    code: str
    name: str
    unit: str
    kind: str
    checklist: str | None
    team: str | None

    @property
    def by_team(self) -> bool:
        """Whether teams can be compared by it: the overall score is known for each."""
        return self.code == "overall" or self.team is not None


def list_measures(session: Session, language: str) -> list[Named]:
    """Whole scores first, then touchpoints in the customer's order, teams, and each checklist's parts in its order."""
    lines = session.scalars(select(TallyLine.versions)).all()
    versions = versions_named(session, {id_ for ids in lines for id_ in ids})
    names, teams = _names(session, versions, language), team_codes(session)
    asked = {code for version in versions for code in codes_of(version, teams)}
    delivered = teams_behind(versions, teams)
    return [_named(code, name, delivered.get(code, set())) for code, name in names.items() if code in asked]


def text_in(text: Mapping[str, str], language: str) -> str:
    """In this language, else in English, else in whichever there is."""
    return text.get(language) or text.get("en") or next(iter(text.values()), "")


def touchpoint_names(session: Session, language: str) -> dict[str, str]:
    """By code, in the customer's order."""
    rows = session.execute(select(Touchpoint.code, Touchpoint.name).order_by(Touchpoint.position, Touchpoint.code))
    return {code: text_in(name, language) for code, name in rows}


def _named(code: str, name: str, teams: set[str | None]) -> Named:
    measure = parse_measure(code)
    (team,) = teams if len(teams) == 1 else (None,)
    return Named(code, name, measure.unit, measure.kind, measure.checklist, team)


def _names(session: Session, versions: list[Version], language: str) -> dict[str, str]:
    whole = NAMES.get(language, NAMES["en"])
    names = {code: whole[code] for code in WHOLE}
    names |= {f"touchpoint:{code}": name for code, name in touchpoint_names(session, language).items()}
    touchpoints = {section["touchpoint"] for version in versions for section in version.definition["sections"]}
    names |= {f"touchpoint:{code}": code for code in sorted(touchpoints) if f"touchpoint:{code}" not in names}
    names |= {f"team:{code}": name for code, name in sorted(queries.team_names(session, language).items())}
    of_sections = {one.get("team") for version in versions for one in version.definition["sections"]}
    names |= {f"team:{code}": code for code in sorted(of_sections - {None}) if f"team:{code}" not in names}
    # The newest version is the last: its words stand.
    for version in versions:
        names |= dict(_of_version(version, language))
    return names


def _of_version(version: Version, language: str) -> Iterator[tuple[str, str]]:
    for section in version.definition["sections"]:
        yield code_of("section", version.slug, section["id"]), text_in(section["title"], language)
        for question in section["questions"]:
            for kind in ("question", "duration"):
                yield code_of(kind, version.slug, question["id"]), text_in(question["text"], language)
