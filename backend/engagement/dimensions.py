"""What a staff survey asks about: names of the dimensions of the starter questions, and of the whole."""

from collections.abc import Iterable
from typing import Final

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from backend.engagement.models import Dimension
from backend.engagement.published import WHOLE

NAMES: Final[dict[str, dict[str, str]]] = {
    WHOLE: {"en": "Engagement as a whole", "de": "Engagement insgesamt"},
    "purpose": {"en": "Purpose", "de": "Sinn"},
    "tools": {"en": "Tools", "de": "Arbeitsmittel"},
    "voice": {"en": "Voice", "de": "Mitsprache"},
    "recognition": {"en": "Recognition", "de": "Anerkennung"},
    "leader_support": {"en": "Leader support", "de": "Rückhalt durch die Leitung"},
    "learning": {"en": "Learning", "de": "Lernen"},
    "next_person": {"en": "Next person", "de": "Die nächste Person"},
    "pride": {"en": "Pride", "de": "Stolz"},
    "recommend": {"en": "Recommend", "de": "Weiterempfehlung"},
}


def add_dimensions(session: Session, codes: Iterable[str]) -> None:
    """Those not known yet: with the names above, else named by their code until somebody writes a better one."""
    known = set(session.scalars(select(Dimension.code)))
    position = session.scalar(select(func.max(Dimension.position)))
    position = -1 if position is None else position
    for code in dict.fromkeys(codes):
        if code not in known:
            position += 1
            known.add(code)
            session.add(Dimension(code=code, name=name_of(code), position=position))
    session.flush()


def known_dimensions(session: Session) -> dict[str, dict[str, str]]:
    """{code: {language: name}} in their order, those of the starter questions also before anybody used them."""
    rows = session.execute(select(Dimension.code, Dimension.name).order_by(Dimension.position))
    stored = {code: dict(name) for code, name in rows}
    return stored | {code: dict(name) for code, name in NAMES.items() if code not in stored}


def name_of(code: str) -> dict[str, str]:
    """{language: text}: as above, else made of the code."""
    return dict(NAMES.get(code, {"en": code.replace("_", " ").capitalize()}))
