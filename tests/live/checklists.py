"""Checklists made for measuring, and answers that fit a definition."""

import datetime as dt
import json
from typing import Any
from uuid import uuid4

QUESTIONS_A_SECTION = 10


def plain_checklist(slug: str, questions: int, sections: int | None = None) -> str:
    """Source (JSON is YAML) of `questions` yes/no, scale and choice questions without required photos."""
    count = sections or max(1, questions // QUESTIONS_A_SECTION)
    numbers = list(range(1, questions + 1))
    return json.dumps(
        {
            "id": slug,
            "title": f"{questions} questions",
            "language": "en",
            "scoring": {"mode": "sections"},
            "sections": [
                {
                    "id": f"part_{part}",
                    "title": f"Part {part}",
                    "touchpoint": "arrival",
                    "questions": [_question(number) for number in numbers[(part - 1) :: count]],
                }
                for part in range(1, count + 1)
            ],
        }
    )


def answers_for(definition: dict[str, Any]) -> list[dict[str, Any]]:
    """One answer a question, each the first that the question offers."""
    questions = [question for section in definition["sections"] for question in section["questions"]]
    return [answer(question["id"], _value(question)) for question in questions]


def _question(number: int) -> dict[str, Any]:
    common = {"id": f"q{number}", "text": f"Was point {number} of the service as promised to every customer?"}
    if number % 3 == 0:
        return common | {"type": "scale", "scale": {"min": 0, "max": 4, "labels": {"0": "Never", "4": "Always"}}}
    if number % 3 == 1:
        return common | {"type": "yes_no"}
    options = [{"id": f"o{points}", "label": f"After {points} minutes", "points": 3 - points} for points in range(4)]
    return common | {"type": "single_choice", "options": options}


def _value(question: dict[str, Any]) -> Any:
    kind = question["type"]
    if kind == "scale":
        return question["scale"]["max"]
    if kind in ("yes_no", "single_choice"):
        return question["options"][0]["id"]
    if kind == "multiple_choice":
        return [question["options"][0]["id"]]
    if kind == "timestamp":
        return _now()
    return {"number": 1, "duration": 60, "text": "Seen", "place": {"refused": True, "reason": "test"}}.get(kind)


def answer(question_id: str, value: Any) -> dict[str, Any]:
    """As a phone sends it, given just now."""
    return {
        "question_id": question_id,
        "revision_id": str(uuid4()),
        "state": "answered",
        "value": value,
        "comment": None,
        "waiver": None,
        "updated_at": _now(),
    }


def _now() -> str:
    return dt.datetime.now(dt.UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
