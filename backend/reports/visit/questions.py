"""The body of the visit report: sections and their questions, each with answer, points, comment, notes and photos."""

import uuid
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from backend.domain.entries import entry_of, question_of
from backend.reports.visit.answers import answer_words
from backend.reports.visit.entries import Names
from backend.reports.visit.facts import VisitFacts
from backend.reports.visit.texts import Reader

# Above so many characters or photos a row may break over pages; below, it stays in one piece.
LONG_TEXT, MANY_PHOTOS = 700, 8

PhotoNumbers = Mapping[uuid.UUID, int]


def number_photos(facts: VisitFacts, names: Names) -> dict[uuid.UUID, int]:
    """Photos are numbered in the order of the questions, then in the auditor's; those without a question come last."""
    place = {key: index for index, key in enumerate(names.keys)}
    ranked = sorted(facts.photos, key=lambda photo: place.get(photo.question_id or "", len(place)))
    return {photo.id: number for number, photo in enumerate(ranked, 1)}


def show_sections(
    facts: VisitFacts, reader: Reader, names: Names, photos: PhotoNumbers, *, with_notes: bool
) -> list[dict[str, Any]]:
    """The sections that were asked, numbered as they stand in the checklist."""
    scored = {section["id"]: section for section in facts.card["sections"]}
    details = _Details(facts, reader, names, photos, with_notes)
    shown = []
    for number, section in enumerate(facts.definition["sections"], 1):
        groups = details.groups(section)
        nobody = _nobody(section, reader) if not groups else ""
        if groups or nobody:
            shown.append(_section(section, number, scored[section["id"]], groups, reader) | {"nobody": nobody})
    return shown


def _nobody(section: Mapping[str, Any], reader: Reader) -> str:
    """A section that is asked for each of several may have found none; that is a finding too."""
    if "repeat" not in section or section["visible_if"] is not None:
        return ""
    return reader.say["nobody"].format(label=reader.text(section["repeat"]["label"]))


def _section(
    section: Mapping[str, Any],
    number: int,
    scored: Mapping[str, Any],
    groups: Sequence[Mapping[str, Any]],
    reader: Reader,
) -> dict[str, Any]:
    say, counts, tenths = reader.say, scored["counts"], scored["score"]["tenths"]
    counted = counts["scored"] + counts["unanswered"]
    left_out = counts["not_applicable"] + counts["not_observed"]
    base = say["base_text"].format(counted=counted)
    gate = "" if section["gate"] is None else reader.number(section["gate"])
    missed = scored["gate_passed"] is False
    return {
        "id": section["id"],
        "number": str(number),
        "title": reader.text(section["title"]),
        "score": reader.tenths(tenths),
        "percent": None if tenths is None else max(0.0, min(100.0, tenths / 10)),
        "base": base + (say["base_excluded"].format(n=left_out) if left_out else ""),
        "gate": gate,
        "gate_text": say["gate_missed" if missed else "gate"].format(gate=gate) if gate else "",
        "gate_missed": missed,
        "groups": groups,
    }


class _Details:
    """Looks up what belongs to each question."""

    def __init__(self, facts: VisitFacts, reader: Reader, names: Names, photos: PhotoNumbers, with_notes: bool) -> None:
        self.facts, self.reader, self.names = facts, reader, names
        self.scores: defaultdict[str, list[Mapping[str, Any]]] = defaultdict(list)
        for score in facts.card["questions"]:
            self.scores[names.section(score["id"])["id"]].append(score)
        self.photos: defaultdict[str, list[tuple[int, str]]] = defaultdict(list)
        for photo in sorted(facts.photos, key=lambda photo: photos[photo.id]):
            name = "" if photo.status == "unreadable" else f"photo/{photo.id}.jpg"
            self.photos[photo.question_id or ""].append((photos[photo.id], name))
        self.notes: defaultdict[str, list[str]] = defaultdict(list)
        for decision in facts.decisions if with_notes else ():
            for key, reason in decision.items:
                self.notes[key].append(reason)

    def groups(self, section: Mapping[str, Any]) -> list[dict[str, Any]]:
        """The questions together, or each entry of a repeated section by itself; hidden ones are left out."""
        found: defaultdict[str, list[dict[str, Any]]] = defaultdict(list)
        for score in self.scores[section["id"]]:
            if score["state"] != "hidden":
                found[entry_of(score["id"]) or ""].append(self._question(score))
        return [
            {"heading": self.names.heading(section, entry) if entry else "", "questions": questions}
            for entry, questions in found.items()
        ]

    def _question(self, score: Mapping[str, Any]) -> dict[str, Any]:
        reader, key = self.reader, score["id"]
        question = self.names.asked[question_of(key)]
        answer = self.facts.answers.get(key)
        comment = (answer.comment or "") if answer is not None else ""
        photos = self.photos[key]
        waiver = answer.waiver if answer is not None else None
        return {
            "id": key,
            # Hidden ones keep their number, so that a number means the same question in every report.
            "number": self.names.number(key),
            "reference": self.names.reference(key),
            "text": reader.text(question["text"]),
            "critical": question["critical"] is not None,
            "delight": question["kind"] == "delight",
            "answer": answer_words(self.facts, reader, question, key, len(photos)),
            "points": _points(score, reader),
            # Delight is a gift: not giving one is no failing.
            "missed": question["kind"] == "basic" and score["points"] is not None and score["points"] <= 0,
            "state": score["state"],
            "comment": comment,
            "waiver": reader.say["waiver"].format(text=waiver) if waiver else "",
            "notes": self.notes[key],
            "photos": [{"image": name, "title": reader.say["photo"].format(n=n)} for n, name in photos if name],
            "flows": len(comment) > LONG_TEXT or len(photos) > MANY_PHOTOS,
        }


def _points(score: Mapping[str, Any], reader: Reader) -> dict[str, str]:
    """Reached and reachable; both empty where the question does not count."""
    if score["points"] is None or score["max"] is None:
        return {"reached": "", "max": ""}
    return {"reached": reader.number(score["points"]), "max": reader.number(score["max"])}
