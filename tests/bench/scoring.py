"""Scoring on one core: ten thousand visits of eighty questions, in turn with reading the same answers as plain JSON."""

import json
import random
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, TypeVar

from backend.checklists.service import read_checklist
from backend.domain.scoring import score_visit
from tests.bench.figures import Figure
from tests.live.checklists import plain_checklist

QUESTIONS, VISITS, BATCH = 80, 10_000, 500
SEED, LEFT_OUT = 7, 0.1
Json = dict[str, Any]
T = TypeVar("T")


def measure() -> Iterator[Figure]:
    definition = checklist()
    chance = random.Random(SEED)  # noqa: S311 (the same visits in every run)
    ours = theirs = 0.0
    for _ in range(VISITS // BATCH):
        visits = [_answers(definition, chance) for _ in range(BATCH)]
        texts = [json.dumps(answers) for answers in visits]
        ours += _cpu(lambda answers: score_visit(definition, answers, {}), visits)
        theirs += _cpu(json.loads, texts)
    remark = f"{ours / VISITS * 1000:.2f} ms a visit of {QUESTIONS} questions, every fourth with a condition"
    yield Figure(
        "scoring.10000-visits", ours, "CPU-s", VISITS, "<= 5", "json.loads of the same answers", ours / theirs, remark
    )


def checklist() -> Mapping[str, Any]:
    """Every fourth question is asked only if the one before it was answered."""
    source = json.loads(plain_checklist("bench-scoring", QUESTIONS))
    for section in source["sections"]:
        for before, question in zip(section["questions"][2::4], section["questions"][3::4], strict=False):
            question["visible_if"] = {"q": before["id"], "op": "answered", "v": True}
    return read_checklist(json.dumps(source), "bench")


def _answers(definition: Mapping[str, Any], chance: random.Random) -> dict[str, Json]:
    questions = [question for section in definition["sections"] for question in section["questions"]]
    return {question["id"]: _answer(question, chance) for question in questions if chance.random() > LEFT_OUT}


def _answer(question: Mapping[str, Any], chance: random.Random) -> Json:
    scale = question.get("scale")
    values = range(scale["min"], scale["max"] + 1) if scale else [option["id"] for option in question["options"]]
    return {"state": "answered", "value": chance.choice(list(values)), "comment": None, "waiver": None}


def _cpu(work: Callable[[T], object], things: Sequence[T]) -> float:
    began = time.process_time()
    for thing in things:
        work(thing)
    return time.process_time() - began
