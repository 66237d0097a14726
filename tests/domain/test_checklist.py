"""Reading checklists: every error of one run with its path and line, one canonical form, one hash."""

import copy

import pytest

from backend.checklists.source import load_yaml
from backend.domain.checklist import ChecklistInvalid, content_hash, parse_checklist

GOOD = """\
id: small
title: {en: Small, de: Klein}
language: en
languages: [en, de]
scoring: {mode: sections}
sections:
  - id: start
    title: {en: Start, de: Anfang}
    touchpoint: arrival
    questions:
      - {id: greeted, type: yes_no, text: {en: Greeted, de: Begrüßt}, comment: {when: {op: eq, v: no}}}
      - {id: warmth, type: scale, text: {en: W, de: W}, scale: {max: 3}, visible_if: {q: greeted, op: eq, v: yes}}
"""


def errors_of(source: str) -> set[tuple[str, int | None, str]]:
    with pytest.raises(ChecklistInvalid) as raised:
        parse_checklist(*load_yaml(source, "small.yaml"))
    return {(error.pointer, error.line, error.code) for error in raised.value.errors}


def test_a_good_checklist_gets_its_defaults():
    definition = parse_checklist(*load_yaml(GOOD, "small.yaml"))
    greeted = definition["sections"][0]["questions"][0]
    assert [option["id"] for option in greeted["options"]] == ["yes", "no"]
    assert greeted["required"] and greeted["scored"] and greeted["weight"] == 1
    assert [band["id"] for band in definition["scoring"]["bands"]] == ["amazing", "good", "fair", "poor"]


def test_every_error_of_one_run_is_told_with_path_and_line():
    bad = GOOD.replace("mode: sections", "mode: best").replace("de: Anfang", "fr: Début").replace("max: 3", "max: 0")
    first = "/sections/0"
    assert errors_of(bad) == {
        ("/scoring/mode", 5, "bad_value"),
        (f"{first}/title/fr", 8, "unknown_language"),
        (f"{first}/title", 8, "missing_language"),
        (f"{first}/questions/1/scale", 12, "scale_is_empty"),
    }


@pytest.mark.parametrize(
    ("old", "new", "pointer", "code"),
    [
        ("id: small", "id: Small One", "/id", "bad_value"),
        ("sections:", "parts:", "/parts", "unknown_key"),
        ("touchpoint: arrival", "touchpoint:", "/sections/0/touchpoint", "missing"),
        ("id: warmth", "id: greeted", "/sections/0/questions/1/id", "repeated_id"),
        ("q: greeted", "q: warmth", "/sections/0/questions/1/visible_if/q", "not_an_earlier_question"),
        ("op: eq, v: yes", "op: gt, v: 1", "/sections/0/questions/1/visible_if/op", "bad_value"),
        ("op: eq, v: yes", "op: eq, v: maybe", "/sections/0/questions/1/visible_if/v", "unknown_option"),
        ("scale: {max: 3}", "scale: {max: 3}, weight: 0.0001", "/sections/0/questions/1/weight", "bad_value"),
        ("scale: {max: 3}", "scale: {max: 3}, weight: -1", "/sections/0/questions/1/weight", "bad_value"),
        ("scale: {max: 3}", "scale: {max: 3}, bonus: true", "/scoring/bonus_cap", "missing"),
        (
            "scale: {max: 3}",
            "scale: {max: 3}, critical: true, kind: delight",
            "/sections/0/questions/1/critical",
            "bad_combination",
        ),
        ("type: yes_no", "type: guess", "/sections/0/questions/0/type", "bad_value"),
    ],
)
def test_a_mistake_is_found_where_it_is(old: str, new: str, pointer: str, code: str):
    assert (pointer, code) in {(path, kind) for path, _, kind in errors_of(GOOD.replace(old, new, 1))}


@pytest.mark.parametrize(
    ("own", "code"),
    [
        ("type: text, scored: true", "cannot_be_scored"),
        ("type: duration, bands: [{up_to: 60, points: 1}]", "bands_not_closed"),
        ("type: duration, bands: [{up_to: 60, points: 1}, {up_to: 30, points: 1}, {points: 0}]", "bands_not_ascending"),
        ("type: multiple_choice, options: [{id: a, label: A, points: 1}, {id: b, label: B}]", "missing"),
        (
            "type: multiple_choice, cap: 9, options: [{id: a, label: A, points: 1}, {id: b, label: B}]",
            "cap_out_of_reach",
        ),
        ("type: single_choice, options: [{id: a, label: A}]", "too_few_options"),
        ("type: yes_no, options: [{id: no, label: N}, {id: yes, label: Y}]", "not_yes_no"),
        ("type: photo, photo: {min: 3, max: 2}", "range_is_empty"),
    ],
)
def test_each_type_checks_its_own_part(own: str, code: str):
    source = f"id: one\ntitle: One\nlanguage: en\nscoring: {{mode: pooled}}\nsections:\n  - id: s\n    title: S\n    \
touchpoint: t\n    questions: [{{id: q, text: Q, {own}}}]\n"
    assert code in {kind for _, _, kind in errors_of(source)}


def test_the_hash_is_of_the_meaning_not_of_the_spelling():
    data, lines = load_yaml(GOOD, "small.yaml")
    spelt = copy.deepcopy(data)
    spelt["sections"][0]["questions"][1]["weight"] = 1.0
    spelt["sections"][0]["questions"][0]["required"] = True
    first, second = parse_checklist(data, lines), parse_checklist(dict(reversed(list(spelt.items()))), lines)
    assert content_hash(first) == content_hash(second)
    spelt["sections"][0]["questions"][1]["weight"] = 2
    assert content_hash(parse_checklist(spelt, lines)) != content_hash(first)


def test_a_checklist_in_another_language_brings_its_own_words():
    source = (
        GOOD.replace("language: en", "language: fr")
        .replace("[en, de]", "[fr]")
        .replace("{en: Small, de: Klein}", "Petit")
    )
    codes = {(pointer, code) for pointer, _, code in errors_of(source)}
    assert ("/sections/0/questions/0/options", "missing") in codes
    assert ("/scoring/bands", "missing") in codes


@pytest.mark.parametrize(
    ("source", "line", "code"),
    [
        ("a: 1\nb: 2\na: 3", 3, "repeated_key"),
        ("a: [1,\n2", 2, "yaml_syntax"),
        ("# nothing", 1, "empty"),
        ("a: &x 1\nb: *x", 1, "alias"),
        ("a: !!python/name:os.system x", 1, "bad_tag"),
        ("? [a, b]\n: 1", 1, "bad_key"),
        ("[" * 5000, 1, "too_deep"),
    ],
)
def test_yaml_that_is_not_plain_is_refused_with_its_line(source: str, line: int | None, code: str):
    with pytest.raises(ChecklistInvalid) as raised:
        load_yaml(source, "a.yaml")
    assert [(error.line, error.code) for error in raised.value.errors] == [(line, code)]


def test_words_that_other_readers_would_turn_into_something_else_stay_words():
    data, lines = load_yaml("a: no\nb: 10:30\nc: 2026-01-02\nd: 010\ne: true\nf: 1.5\ng: -3\nh:\n", "a.yaml")
    assert data == {"a": "no", "b": "10:30", "c": "2026-01-02", "d": "010", "e": True, "f": 1.5, "g": -3, "h": None}
    assert lines["/c"] == 3
