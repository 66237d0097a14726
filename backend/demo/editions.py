"""Which version of its checklist a visit is made with: half way through, the showroom visit gets its second one."""

import copy
import datetime as dt
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final

from backend.checklists.interchange.yaml_out import write_yaml
from backend.checklists.service import publish_checklist
from backend.checklists.source import load_yaml
from backend.demo.quarters import Quarter
from backend.demo.schedule import INTERNAL, PHONE, SHOWROOM
from backend.domain.continuity import placed_questions
from backend.domain.roles import SYSTEM
from backend.kernel.unit_of_work import UnitOfWork

Json = dict[str, Any]
AUDITS: Final = Path(__file__).parents[2] / "audits"
CHECKLISTS: Final = AUDITS / "automotive"
BEFORE: Final = dt.timedelta(days=30)

# The second version of the showroom visit: what goes, what is worth less than before, and what is new after what.
DROPPED: Final = "washroom"
STRICTER: Final = ("benefits", {"partly": 1, "features": 0})
AFTER: Final = "assistance_shown"
ADDED: Final[Json] = {
    "id": "charging_worked_out",
    "type": "yes_no",
    "text": {
        "en": "Was it worked out with you where and how you would charge or refuel in a usual week?",
        "de": "Wurde mit Ihnen durchgerechnet, wo und wie Sie in einer üblichen Woche laden oder tanken?",
    },
    "weight": 2,
    "comment": {"when": {"op": "eq", "v": "no"}},
}


@dataclass(frozen=True)
class Edition:
    """A version (its id and its form), and the questions its answers are drawn from."""

    version_id: uuid.UUID
    definition: Json
    lived: Mapping[str, Any]


class Editions:
    """Every version in use, by checklist and quarter; those of internal audits stand apart."""

    def __init__(
        self, first: Mapping[str, Edition], later: Mapping[str, Edition], since: int, internal: Mapping[str, Edition]
    ) -> None:
        self.first, self.later, self.since, self.internal = first, later, since, internal

    def of(self, checklist: str, column: int) -> Edition:
        if checklist in self.internal:
            return self.internal[checklist]
        found = self.later if column >= self.since and checklist in self.later else self.first
        return found[checklist]

    def sections(self) -> list[str]:
        """Ids of all sections that customers meet, each once."""
        editions = [*self.first.values(), *self.later.values()]
        return list(dict.fromkeys(one["id"] for edition in editions for one in edition.lived["sections"]))


def publish_editions(uow: UnitOfWork, quarters: Sequence[Quarter], at: dt.datetime) -> Editions:
    """The checklists of this repository as they are; of the showroom visit a second version for the later half."""
    sources = {slug: (CHECKLISTS / f"{slug}.yaml").read_text(encoding="utf-8") for slug in (SHOWROOM, PHONE)}
    first = {slug: _publish(uow, source, at) for slug, source in sources.items()}
    since = max(1, len(quarters) // 2)
    later = {}
    if since < len(quarters):
        changed_at = dt.datetime.combine(quarters[since].starts_on, dt.time(8), dt.UTC) - BEFORE
        second = _publish(uow, second_showroom_visit(sources[SHOWROOM]), changed_at)
        later[SHOWROOM] = replace(second, lived=_as_lived(first[SHOWROOM].lived, second.lived))
    chain = AUDITS / "internal-chain"
    internal = {slug: _publish(uow, (chain / f"{slug}.yaml").read_text(encoding="utf-8"), at) for slug in INTERNAL}
    uow.session.flush()
    return Editions(first, later, since, internal)


def second_showroom_visit(source: str) -> str:
    """The YAML of the second version, made from that of the first."""
    data, _ = load_yaml(source, SHOWROOM)
    name, points = STRICTER
    for section in data["sections"]:
        kept = [question for question in section["questions"] if question["id"] != DROPPED]
        for question in kept:
            if question["id"] == name:
                for option in question["options"]:
                    option["points"] = points.get(option["id"], option["points"])
        at = next((index for index, question in enumerate(kept, 1) if question["id"] == AFTER), None)
        section["questions"] = kept if at is None else [*kept[:at], copy.deepcopy(ADDED), *kept[at:]]
    return write_yaml(data)


def _as_lived(first: Mapping[str, Any], second: Mapping[str, Any]) -> Mapping[str, Any]:
    """The second version with the first one's measure: nobody serves worse because the same is judged more strictly."""
    before = {name: question for name, (_, question) in placed_questions(first).items()}
    sections = [
        section | {"questions": [before.get(one["id"], one) for one in section["questions"]]}
        for section in second["sections"]
    ]
    return {**second, "sections": sections}


def _publish(uow: UnitOfWork, source: str, at: dt.datetime) -> Edition:
    version = publish_checklist(uow, SYSTEM, source).version
    version.published_at = at
    if version.number == 1:
        version.checklist.created_at = at
    return Edition(version.id, version.definition, version.definition)
