"""From a canonical definition back to the shortest source that means the same."""

from collections.abc import Mapping
from typing import Any

from backend.domain.checklist_scoring import STANDARD_BANDS
from backend.domain.questions import type_of
from backend.domain.questions.yes_no import LABELS

Source = dict[str, Any]


def compact(definition: Mapping[str, Any]) -> Source:
    """What a person would have written: defaults left out, one-language texts as plain strings."""
    languages = definition["languages"]
    source: Source = {"id": definition["id"], "title": definition["title"]}
    source |= _present(definition, "description")
    source["language"] = definition["language"]
    if languages != [definition["language"]]:
        source["languages"] = languages
    source |= _present(definition, "customer")
    source["scoring"] = _scoring(definition)
    source["sections"] = [_section(section, languages) for section in definition["sections"]]
    shown: Source = _plain_texts(source, definition["language"]) if len(languages) == 1 else source
    return shown


def _present(thing: Mapping[str, Any], *keys: str) -> Source:
    return {key: thing[key] for key in keys if thing.get(key) is not None}


def _scoring(definition: Mapping[str, Any]) -> Source:
    scoring = definition["scoring"]
    source: Source = {"mode": scoring["mode"]}
    if scoring["floor_at_zero"]:
        source["floor_at_zero"] = True
    has_bonus = any(question["bonus"] for section in definition["sections"] for question in section["questions"])
    if scoring["bonus_cap"] is not None or has_bonus:
        source["bonus_cap"] = "none" if scoring["bonus_cap"] is None else scoring["bonus_cap"]
    if scoring["bands"] != standard_bands(definition["languages"]):
        source["bands"] = [_band(band) for band in scoring["bands"]]
    return source


def _band(band: Mapping[str, Any]) -> Source:
    return {"id": band["id"], **_present(band, "from"), "label": band["label"]}


def standard_bands(languages: list[str]) -> list[Source] | None:
    """None where the built-in words do not reach."""
    if not set(languages) <= {"en", "de"}:
        return None
    return [
        {"id": band, "from": start, "label": {language: label[language] for language in languages}}
        for band, start, label in STANDARD_BANDS
    ]


def _section(section: Mapping[str, Any], languages: list[str]) -> Source:
    source: Source = {"id": section["id"], "title": section["title"], **_present(section, "intro")}
    source |= {"touchpoint": section["touchpoint"], **_present(section, "team")}
    if section["weight"] != 1:
        source["weight"] = section["weight"]
    source |= _present(section, "gate")
    if section["visible_if"]:
        source["visible_if"] = condition_source(section["visible_if"])
    if "repeat" in section:
        source["repeat"] = _without(section["repeat"], {"min": 1, "max": max(10, section["repeat"]["min"])})
    return {**source, "questions": [_question(question, languages) for question in section["questions"]]}


def _without(thing: Mapping[str, Any], defaults: Mapping[str, Any]) -> Source:
    return {key: value for key, value in thing.items() if key not in defaults or value != defaults[key]}


def _question(question: Mapping[str, Any], languages: list[str]) -> Source:
    source: Source = {"id": question["id"], "type": question["type"], "text": question["text"]}
    source |= _present(question, "guidance", "good", "poor")
    if question["kind"] != "basic":
        source["kind"] = question["kind"]
    if not question["required"]:
        source["required"] = False
    source |= _counting(question)
    source |= {key: True for key in ("allow_na", "allow_not_observed") if question[key]}
    if question["visible_if"]:
        source["visible_if"] = condition_source(question["visible_if"])
    return {**source, **_own_keys(question, languages), **evidence_source(question)}


def _counting(question: Mapping[str, Any]) -> Source:
    source: Source = {} if question["weight"] == 1 else {"weight": question["weight"]}
    if question["critical"]:
        points = question["critical"]["pass_at"]
        source["critical"] = True if points is None else {"pass_at": points}
    if question["bonus"]:
        source["bonus"] = True
    if question["scored"] != (type_of(question).maximum(question) is not None):
        source["scored"] = question["scored"]
    return source


def _own_keys(question: Mapping[str, Any], languages: list[str]) -> Source:
    kind = question["type"]
    if kind in ("yes_no", "single_choice", "multiple_choice"):
        return _choice(question, languages)
    if kind == "scale":
        scale = question["scale"]
        source = {"min": scale["min"]} if scale["min"] else {}
        labels = {"labels": scale["labels"]} if scale["labels"] else {}
        return {"scale": {**source, "max": scale["max"], **labels}}
    if kind == "text":
        return ({"multiline": True} if question["multiline"] else {}) | (
            {"max_length": question["max_length"]} if question["max_length"] != 2000 else {}
        )
    source = _present(question, "unit", "min", "max") if kind == "number" else {}
    if question.get("decimals"):
        source["decimals"] = question["decimals"]
    if "clock" in question:
        source["clock"] = _without(question["clock"], {"opens": 0})
    if question.get("bands") is not None:
        source["bands"] = [{**_present(band, "up_to"), "points": band["points"]} for band in question["bands"]]
    return source


def _choice(question: Mapping[str, Any], languages: list[str]) -> Source:
    source: Source = {}
    if question["type"] == "multiple_choice" and type_of(question).maximum(question) is not None:
        source["cap"] = "sum" if question["cap"] is None else question["cap"]
    options = [
        {key: value for key, value in option.items() if key != "exclusive" or value} for option in question["options"]
    ]
    if question["type"] != "yes_no" or options != standard_options(languages):
        source["options"] = options
    return source


def standard_options(languages: list[str]) -> list[Source] | None:
    if not set(languages) <= {"en", "de"}:
        return None
    points = {"yes": 1, "no": 0}
    return [
        {"id": name, "label": {language: LABELS[name][language] for language in languages}, "points": points[name]}
        for name in LABELS
    ]


def evidence_source(question: Mapping[str, Any]) -> Source:
    photo, rule = question["photo"], question["photo"]["when"]
    fewest = 1 if rule or question["type"] in ("photo", "signature") else 0
    source: Source = {} if photo["min"] == fewest else {"min": photo["min"]}
    if photo["max"] != max(4, photo["min"]):
        source["max"] = photo["max"]
    if rule:
        source["when"] = condition_source(rule)
    evidence: Source = {"photo": source} if source else {}
    when = question["comment"]["when"]
    if when:
        evidence["comment"] = {"when": when if when == "always" else condition_source(when)}
    return evidence


def condition_source(condition: Mapping[str, Any]) -> Source:
    """`answered` takes no value in a source."""
    if "not" in condition:
        return {"not": condition_source(condition["not"])}
    for word in ("all", "any"):
        if word in condition:
            return {word: [condition_source(part) for part in condition[word]]}
    return {key: value for key, value in condition.items() if key != "v" or condition["op"] != "answered"}


def _plain_texts(value: Any, language: str) -> Any:
    if isinstance(value, list):
        return [_plain_texts(item, language) for item in value]
    if isinstance(value, dict):
        if set(value) == {language} and isinstance(value[language], str):
            return value[language]
        return {key: _plain_texts(item, language) for key, item in value.items()}
    return value
