"""Both engines behind one question: what do you make of this checklist and these answers?"""

import json
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from backend.domain.answer import check_answer
from backend.domain.answers import open_items, walk
from backend.domain.scoring import score_visit

ENGINE = Path(__file__).with_name("engine_process.mjs")
Json = dict[str, Any]


class PhoneEngine:
    """The TypeScript engine in its own process."""

    def __init__(self, process: "subprocess.Popen[str]") -> None:
        self.process = process

    def ask(self, request: Any) -> Any:
        assert self.process.stdin and self.process.stdout
        self.process.stdin.write(json.dumps(request) + "\n")
        self.process.stdin.flush()
        return json.loads(self.process.stdout.readline())


@contextmanager
def phone_engine() -> Iterator[PhoneEngine]:
    pipe = subprocess.PIPE
    with subprocess.Popen(["node", str(ENGINE)], stdin=pipe, stdout=pipe, text=True) as process:
        yield PhoneEngine(process)
        assert process.stdin
        process.stdin.close()


def server_engine(definition: Json, answers: Mapping[str, Json], photos: Mapping[str, int]) -> Json:
    """The same reply from Python, through JSON, so that both are compared as they would be sent."""
    questions = [question for section in definition["sections"] for question in section["questions"]]
    checked = [check_answer(question, answers[question["id"]]) for question in questions if question["id"] in answers]
    reply = {
        "card": score_visit(definition, answers, photos).as_json(),
        "open": [[item.question_id, item.code] for item in open_items(definition, answers, photos)],
        "shown": [item.question["id"] for item in walk(definition, answers, photos) if item.state != "hidden"],
        "checks": [errors[0].code if errors else None for errors in checked],
    }
    return dict(json.loads(json.dumps(reply)))
