"""The body of the visit report: sections and their questions, each with answer, points, comment, notes and photos."""

import uuid
from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from backend.domain.continuity import placed_questions
from backend.reports.visit.facts import VisitFacts
from backend.reports.visit.texts import Reader, answer_text

# Above so many characters or photos a row may break over pages; below, it stays in one piece.
LONG_TEXT, MANY_PHOTOS = 700, 8

PhotoNumbers = Mapping[uuid.UUID, int]


def number_photos(facts: VisitFacts) -> dict[uuid.UUID, int]:
    """Photos are numbered in the order of the questions; those without a question come last."""
    order = [question["id"] for section in facts.definition["sections"] for question in section["questions"]]
    place = {question_id: index for index, question_id in enumerate(order)}
    ranked = sorted(
        facts.photos, key=lambda photo: (place.get(photo.question_id or "", len(order)), photo.created_at, photo.id)
    )
    return {photo.id: number for number, photo in enumerate(ranked, 1)}


def show_sections(facts: VisitFacts, reader: Reader, photos: PhotoNumbers, *, with_notes: bool) -> list[dict[str, Any]]:
    """The sections that were asked, numbered as they stand in the checklist."""
    scored = {section["id"]: section for section in facts.card["sections"]}
    details = _Details(facts, reader, photos, with_notes)
    shown = []
    for number, section in enumerate(facts.definition["sections"], 1):
        questions = details.questions(section, number)
        if questions:
            shown.append(_section(section, number, scored[section["id"]], questions, reader))
    return shown


def _section(
    section: Mapping[str, Any],
    number: int,
    scored: Mapping[str, Any],
    questions: list[dict[str, Any]],
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
        "questions": questions,
    }


class _Details:
    """Looks up what belongs to each question."""

    def __init__(self, facts: VisitFacts, reader: Reader, photos: PhotoNumbers, with_notes: bool) -> None:
        self.facts, self.reader = facts, reader
        self.scores = {question["id"]: question for question in facts.card["questions"]}
        self.photos: defaultdict[str, list[tuple[int, str]]] = defaultdict(list)
        for photo in sorted(facts.photos, key=lambda photo: photos[photo.id]):
            name = "" if photo.status == "unreadable" else f"photo/{photo.id}.jpg"
            self.photos[photo.question_id or ""].append((photos[photo.id], name))
        self.notes: defaultdict[str, list[str]] = defaultdict(list)
        for decision in facts.decisions if with_notes else ():
            for question_id, reason in decision.items:
                self.notes[question_id].append(reason)

    def questions(self, section: Mapping[str, Any], number: int) -> list[dict[str, Any]]:
        """Hidden ones keep their number, so that a number means the same question in every report."""
        asked = enumerate(section["questions"], 1)
        return [
            self._question(question, f"{number}.{place}")
            for place, question in asked
            if self.scores[question["id"]]["state"] != "hidden"
        ]

    def _question(self, question: Mapping[str, Any], number: str) -> dict[str, Any]:
        reader, score = self.reader, self.scores[question["id"]]
        answer = self.facts.answers.get(question["id"])
        comment = (answer.comment or "") if answer is not None else ""
        photos = self.photos[question["id"]]
        waiver = answer.waiver if answer is not None else None
        return {
            "id": question["id"],
            "number": number,
            "text": reader.text(question["text"]),
            "critical": question["critical"] is not None,
            "delight": question["kind"] == "delight",
            "answer": self._answer(question, answer, len(photos)),
            "points": _points(score, reader),
            # Delight is a gift: not giving one is no failing.
            "missed": question["kind"] == "basic" and score["points"] is not None and score["points"] <= 0,
            "state": score["state"],
            "comment": comment,
            "waiver": reader.say["waiver"].format(text=waiver) if waiver else "",
            "notes": self.notes[question["id"]],
            "photos": [{"image": name, "title": reader.say["photo"].format(n=n)} for n, name in photos if name],
            "flows": len(comment) > LONG_TEXT or len(photos) > MANY_PHOTOS,
        }

    def _answer(self, question: Mapping[str, Any], answer: Any, photos: int) -> str:
        say = self.reader.say
        if answer is not None and answer.state in ("not_applicable", "not_observed"):
            return say[answer.state]
        if question["type"] in ("photo", "signature"):
            return answer_text(self.reader, question, None, photos) if photos else say["unanswered"]
        if answer is None or answer.value is None:
            return say["unanswered"]
        return answer_text(self.reader, question, answer.value, photos)


def show_left_behind(facts: VisitFacts, reader: Reader) -> list[dict[str, str]]:
    """Answers whose question is not in the visit's version: no answer is lost, whatever became of its question."""
    asked = placed_questions(facts.definition)
    return show_answers([name for name in facts.answers if name not in asked], facts, reader)


def show_answers(names: Iterable[str], facts: VisitFacts, reader: Reader) -> list[dict[str, str]]:
    """Single answers with the wording of their question, or with its id where no wording is known."""
    asked, shown = placed_questions(facts.definition), []
    for name in names:
        answer = facts.answers[name]
        question = asked[name][1] if name in asked else None
        left_out = answer.state in ("not_applicable", "not_observed")
        if left_out:
            said = reader.say[answer.state]
        elif question is not None:
            said = answer_text(reader, question, answer.value, 0)
        else:
            # Of an unknown kind it may be a time or a place, which a centre is not told.
            said = "–" if reader.coarse else _plain(answer.value)
        text = name if question is None else reader.text(question["text"])
        shown.append({"text": text, "answer": said, "comment": answer.comment or ""})
    return shown


def _plain(value: Any) -> str:
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)


def _points(score: Mapping[str, Any], reader: Reader) -> dict[str, str]:
    """Reached and reachable; both empty where the question does not count."""
    if score["points"] is None or score["max"] is None:
        return {"reached": "", "max": ""}
    return {"reached": reader.number(score["points"]), "max": reader.number(score["max"])}
