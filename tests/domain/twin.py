"""Both engines behind one question: what do you make of this checklist and these answers?"""

import datetime as dt
import json
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from backend.domain.answer import check_answer
from backend.domain.answers import open_items, walk
from backend.domain.clocks import clocks
from backend.domain.continuity import placed_questions
from backend.domain.entries import question_of, repeated_ids
from backend.domain.scoring import score_visit

ENGINE = Path(__file__).with_name("engine_process.mjs")
Json = dict[str, Any]


class PhoneEngine:
    """The TypeScript engine in its own process."""

    def __init__(self, process: "subprocess.Popen[str]") -> None:
        self.process = process

    def ask(self, request: Any) -> Any:
        self.send(request)
        return self.receive()

    def send(self, request: Any) -> None:
        """It works on this while we do; `receive` waits for its reply."""
        assert self.process.stdin
        self.process.stdin.write(json.dumps(request) + "\n")
        self.process.stdin.flush()

    def receive(self) -> Any:
        assert self.process.stdout
        return json.loads(self.process.stdout.readline())


@contextmanager
def phone_engine() -> Iterator[PhoneEngine]:
    pipe = subprocess.PIPE
    with subprocess.Popen(["node", str(ENGINE)], stdin=pipe, stdout=pipe, text=True) as process:
        yield PhoneEngine(process)
        assert process.stdin
        process.stdin.close()


def visit_of(answers: Mapping[str, Json], photos: Mapping[str, int], moment: str = "2026-11-20T09:31:00Z") -> Json:
    return {"answers": answers, "photos": photos, "moment": moment}


def server_engine(definition: Json, visit: Json) -> Json:
    """The phone's reply, from Python."""
    answers, photos = visit["answers"], visit["photos"]
    questions = {name: question for name, (_, question) in placed_questions(definition).items()}
    asked = [(questions[question_of(key)], answers[key]) for key in answers if question_of(key) in questions]
    checked = [check_answer(question, answer) for question, answer in asked]
    items = list(walk(definition, answers, photos))
    return {
        "card": score_visit(definition, answers, photos).as_json(),
        "open": [[item.question_id, item.code] for item in open_items(definition, answers, photos)],
        "items": [[item.key, item.entry, item.state, item.problem] for item in items],
        "clocks": [clock.as_json() for clock in clocks(items, dt.datetime.fromisoformat(visit["moment"]))],
        "checks": [errors[0].code if errors else None for errors in checked],
        "repeated": sorted(repeated_ids(definition)),
    }
