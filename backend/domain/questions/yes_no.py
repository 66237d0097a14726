"""Yes or no. Without options of its own: yes 1 point, no 0, in English or German."""

from typing import Any, Final

from backend.domain.questions.base import QuestionType
from backend.domain.questions.options import (
    OPTIONS_SCHEMA,
    check_one,
    highest_option,
    parse_options,
    points_of_one,
)
from backend.domain.reading import Node

LABELS: Final = {"yes": {"en": "Yes", "de": "Ja"}, "no": {"en": "No", "de": "Nein"}}


def _parse(node: Node) -> dict[str, Any]:
    options = node.child("options")
    if options.present:
        parsed = parse_options(options, ("id", "label", "points"))
        if [option["id"] for option in parsed] != ["yes", "no"]:
            options.fail("not_yes_no", "A yes/no question has exactly the options “yes” and “no”, in this order.")
        return {"options": parsed}
    if not set(node.log.languages) <= {"en", "de"}:
        options.fail("missing", "Write the options with their labels: only English and German are built in.", "labels")
    return {"options": [_standard(node, "yes", 1), _standard(node, "no", 0)]}


def _standard(node: Node, option: str, points: int) -> dict[str, Any]:
    label = {language: LABELS[option].get(language, option) for language in node.log.languages}
    return {"id": option, "label": label, "points": points}


YES_NO = QuestionType(
    name="yes_no",
    about="A fact: it happened or it did not. Answer “yes” or “no”.",
    parse=_parse,
    check=check_one,
    keys={"options": OPTIONS_SCHEMA},
    compares="option",
    points=points_of_one,
    maximum=highest_option,
)
