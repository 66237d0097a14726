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
            name = NAMES.get(code, {"en": code.replace("_", " ").capitalize()})
            session.add(Dimension(code=code, name=dict(name), position=position))
    session.flush()
