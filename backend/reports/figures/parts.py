"""Every section and question of the checklists in use, and the whole scores, of a place and of the chain beside it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from backend.domain.measures import WHOLE, code_of
from backend.domain.roles import SYSTEM
from backend.insights import queries
from backend.insights.comparison import Line, Value
from backend.insights.measures import text_in
from backend.insights.measures_asked import Version, codes_of
from backend.insights.measures_series import Made, series_of
from backend.insights.periods import Period
from backend.insights.service import area_line, centre_line, chain_line
from backend.reports.subjects import Order


@dataclass(frozen=True)
class Beside:
    """One measure of the place in the period, and the chain's; both None where nobody was asked."""

    measure: str
    name: str
    own: Value | None
    chain: Value | None


@dataclass(frozen=True)
class PartOf:
    """A section with its scored questions, in the order and the words of the newest version seen."""

    checklist: str
    section: Beside
    questions: Sequence[Beside]


@dataclass(frozen=True)
class Parts:
    """`whole`: overall, delight and compliance by their codes."""

    whole: Mapping[str, Beside]
    sections: Sequence[PartOf]


def read_parts(session: Session, order: Order, period: Period) -> Parts:
    """What was asked in the place in this period, each figure made as the comparison makes it."""
    reader = _Reader(session, order, period)
    versions = {version.slug: version for version in reader.made([reader.own("overall")]).versions}
    names = {code: code for code in WHOLE}
    for version in versions.values():
        names |= _names(version, order.language)
    told = reader.beside(names)
    parts = [part for version in versions.values() for part in _sections(version, told)]
    return Parts({code: told[code] for code in WHOLE}, parts)


class _Reader:
    def __init__(self, session: Session, order: Order, period: Period) -> None:
        self.session, self.order, self.period = session, order, period
        subject = order.subject
        centre = subject.centre_id
        self.place = queries.places(session, SYSTEM, None, [centre])[0] if centre is not None else None

    def own(self, measure: str) -> Line:
        area_id = self.order.subject.area_id
        if self.place is not None:
            return centre_line(self.place, measure)
        return area_line(area_id, "", measure) if area_id else self.chain(measure)

    def chain(self, measure: str) -> Line:
        return chain_line(measure, self.order.language)

    def made(self, lines: Sequence[Line]) -> Made:
        return series_of(self.session, self.order.subject.period_kind or "quarter", [self.period], lines)

    def beside(self, names: Mapping[str, str]) -> dict[str, Beside]:
        lines = [self.own(code) for code in names] + [self.chain(code) for code in names]
        values = [one.values[-1] if one.values else None for one in self.made([*lines, self.chain("overall")]).series]
        pairs = zip(names.items(), values, values[len(names) :], strict=False)
        return {code: Beside(code, name, own, chain) for (code, name), own, chain in pairs}


def _names(version: Version, language: str) -> dict[str, str]:
    asked = codes_of(version, {})
    return {code: text_in(text, language) for code, text in _texts(version) if code in asked}


def _texts(version: Version) -> Iterator[tuple[str, Mapping[str, str]]]:
    for section in version.definition["sections"]:
        yield code_of("section", version.slug, section["id"]), section["title"]
        for question in section["questions"]:
            yield code_of("question", version.slug, question["id"]), question["text"]


def _sections(version: Version, told: Mapping[str, Beside]) -> Iterator[PartOf]:
    """Those with a figure."""
    for section in version.definition["sections"]:
        found = told.get(code_of("section", version.slug, section["id"]))
        if found is not None and found.own is not None:
            codes = [code_of("question", version.slug, question["id"]) for question in section["questions"]]
            questions = [told[code] for code in codes if code in told and told[code].own is not None]
            yield PartOf(version.slug, found, questions)
