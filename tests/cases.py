"""Cases: answers in, score out, written by hand in YAML. The audits' own cases and the vectors share this form."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from backend.domain.answers import open_items, walk
from backend.domain.scoring import score_visit

Json = dict[str, Any]


@dataclass(frozen=True)
class Case:
    """One visit's answers and what must come out; only what `expect` names is compared."""

    name: str
    answers: dict[str, Json]
    photos: dict[str, int]
    expect: Json


def read_cases(items: list[Json]) -> Iterator[Case]:
    """`like: <case>` starts from an earlier case's answers and photos; its own ones come on top."""
    read: dict[str, Case] = {}
    for item in items:
        answers = {question: full_answer(short) for question, short in item.get("answers", {}).items()}
        photos = dict(item.get("photos", {}))
        if "like" in item:
            earlier = read[item["like"]]
            answers, photos = earlier.answers | answers, earlier.photos | photos
        expect = {key: _in_tenths(key, value) for key, value in item["expect"].items()}
        case = read[item["case"]] = Case(item["case"], answers, photos, expect)
        yield case


def full_answer(short: Any) -> Json:
    """`yes`, `[a, b]`, `n/a`, `not observed` and `no contact` are short for answers; a map with `state` is one."""
    if isinstance(short, dict) and "state" in short:
        return {"value": None, **short}
    if isinstance(short, dict) and "answer" in short:
        return {"state": "answered", "value": short["answer"], **{k: v for k, v in short.items() if k != "answer"}}
    words = {"n/a": "not_applicable", "not observed": "not_observed", "no contact": "no_contact"}
    if isinstance(short, str) and short in words:
        return {"state": words[short], "value": None}
    return {"state": "answered", "value": short}


def _in_tenths(key: str, value: Any) -> Any:
    """People write 84.5 and n/a; the engines speak tenths and null."""
    if key in ("overall", "delight"):
        return None if value == "n/a" else round(value * 10)
    if key == "sections":
        return {name: _in_tenths("overall", score) for name, score in value.items()}
    return value


def facts(definition: Json, answers: Mapping[str, Json], photos: Mapping[str, int]) -> Json:
    """Everything a case may expect, from the real engine. pwa/src/engine/vectors.test.ts has the same function."""
    card = score_visit(definition, answers, photos).as_json()
    return {
        "overall": card["overall"]["tenths"],
        "exact": f"{card['overall']['num']}/{card['overall']['den']}",
        "outcome": card["outcome"] or "n/a",
        "band": card["band"] or "n/a",
        "delight": card["delight"]["tenths"],
        "renormalised": card["renormalised"],
        "reasons": [f"{reason['code']} {reason['id']}" for reason in card["reasons"]],
        "sections": {section["id"]: section["score"]["tenths"] for section in card["sections"]},
        "counts": card["counts"],
        "points": {question["id"]: question["points"] for question in card["questions"]},
        "hidden": [item.key for item in walk(definition, answers, photos) if item.state == "hidden"],
        "open": [f"{item.question_id} {item.code}" for item in open_items(definition, answers, photos)],
    }


def differences(case: Case, found: Json) -> list[str]:
    """What a case expects and did not get, in words."""
    return [
        f"{case.name}: {key} is {found[key]!r}, expected {wanted!r}"
        for key, wanted in case.expect.items()
        if not _fits(found[key], wanted)
    ]


def _fits(found: Any, wanted: Any) -> bool:
    if isinstance(wanted, dict):
        return all(found[key] == value for key, value in wanted.items())
    return bool(found == wanted)
