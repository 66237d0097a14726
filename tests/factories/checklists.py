"""Checklists of the tests."""

from backend.checklists import service
from backend.checklists.models import ChecklistVersion
from backend.domain.roles import SYSTEM
from backend.kernel.unit_of_work import UnitOfWork

SHORT = """\
id: short
title: {en: A short visit, de: Ein kurzer Besuch}
language: en
languages: [en, de]
scoring:
  mode: sections
sections:
  - id: arrival
    title: {en: Arrival, de: Ankunft}
    touchpoint: arrival
    questions:
      - id: greeted
        type: yes_no
        text: {en: "Were you greeted?", de: "Wurden Sie begrüßt?"}
        photo: {min: 1, when: {op: eq, v: "no"}}
      - id: came_at
        type: timestamp
        text: {en: "When did you come?", de: "Wann kamen Sie?"}
        required: false
  - id: talk
    title: {en: The talk, de: Das Gespräch}
    touchpoint: needs
    questions:
      - id: interest
        type: scale
        text: {en: "How interested were they?", de: "Wie interessiert war man?"}
        scale: {min: 0, max: 4}
        allow_na: true
      - id: waited
        type: number
        text: {en: Minutes waited, de: Minuten gewartet}
        required: false
        unit: {en: min, de: Min.}
        min: 0
        max: 600
"""


def make_version(uow: UnitOfWork, source: str = SHORT) -> ChecklistVersion:
    return service.publish_checklist(uow, SYSTEM, source).version


def wide_checklist(questions: int) -> str:
    """`questions` scales in sections of ten."""
    sections = []
    for first in range(0, questions, 10):
        rows = [
            f"      - {{id: q{n}, type: scale, text: 'Question {n}', scale: {{min: 0, max: 4}}}}"
            for n in range(first, min(first + 10, questions))
        ]
        head = f"  - id: s{first}\n    title: Section {first}\n    touchpoint: arrival\n    questions:\n"
        sections.append(head + "\n".join(rows))
    body = "\n".join(sections)
    return f"id: wide\ntitle: Wide\nlanguage: en\nscoring: {{mode: sections}}\nsections:\n{body}\n"
