"""Two published versions, or two files, side by side: their differences in the words of whoever asks."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy.orm import Session

from backend.checklists import queries
from backend.checklists.models import ChecklistVersion
from backend.domain.continuity import Definition, placed_questions
from backend.domain.difference_words import tell
from backend.domain.differences import Difference, differences, effects
from backend.domain.problems import FieldError, Invalid


@dataclass(frozen=True)
class Told:
    """One difference; `name` is the question or the title of the section, `text` the sentence, both per language."""

    difference: Difference
    name: Mapping[str, str]
    text: Mapping[str, str]


@dataclass(frozen=True)
class Compared:
    """Two versions with all that differs; `effects` counts questions."""

    before: ChecklistVersion
    after: ChecklistVersion
    items: list[Told]
    effects: Mapping[str, int]


def compare_versions(session: Session, version_id: uuid.UUID, from_id: uuid.UUID) -> Compared:
    """What became of `from_id` in `version_id`; both must be of one checklist."""
    after, before = queries.load_version(session, version_id), queries.load_version(session, from_id)
    if before.checklist_id != after.checklist_id:
        error = FieldError("/from", "other_checklist", "Choose a version of the same checklist.")
        raise Invalid("invalid", "These are versions of two checklists.", errors=[error])
    told = tell_differences(before.definition, after.definition)
    return Compared(before, after, told, effects(before.definition, after.definition))


def tell_differences(before: Definition, after: Definition) -> list[Told]:
    names = {**_names(before), **_names(after)}
    return [
        Told(one, names.get((one.place, one.id)) or after["title"], {name: tell(one, name) for name in ("en", "de")})
        for one in differences(before, after)
    ]


def _names(definition: Definition) -> dict[tuple[str, str], Mapping[str, str]]:
    sections: dict[tuple[str, str], Mapping[str, str]]
    sections = {("section", section["id"]): section["title"] for section in definition["sections"]}
    return sections | {("question", name): held[1]["text"] for name, held in placed_questions(definition).items()}
