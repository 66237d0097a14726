"""Two versions side by side: every difference is told once, in both languages, with what it does to the trend."""

import copy
from fractions import Fraction
from typing import Any

import pytest

from backend.checklists.source import load_yaml
from backend.domain.checklist import parse_checklist
from backend.domain.continuity import kept_questions, like_for_like
from backend.domain.difference_texts import ENGLISH, GERMAN
from backend.domain.difference_words import tell, tell_effect
from backend.domain.differences import EFFECTS, differences, effects
from backend.domain.scoring import score_visit

FIRST = """\
id: coffee
title: {en: Coffee, de: Kaffee}
language: en
languages: [en, de]
scoring: {mode: sections}
sections:
  - id: start
    title: {en: Start, de: Anfang}
    touchpoint: arrival
    weight: 2
    questions:
      - {id: greeting, type: yes_no, text: {en: Greeted, de: Begrüßt}, weight: 2}
      - {id: coffee, type: yes_no, text: {en: "Coffee", de: "Kaffee"}}
      - id: tea
        type: single_choice
        text: {en: "When came the tea?", de: "Wann kam der Tee?"}
        options:
          - {id: soon, label: {en: Soon, de: Bald}, points: 4}
          - {id: late, label: {en: Late, de: Spät}, points: 2}
  - id: end
    title: {en: End, de: Ende}
    touchpoint: close
    gate: 50
    questions:
      - {id: warmth, type: scale, text: {en: Warm, de: Herzlich}, scale: {max: 4}}
      - {id: waited, type: duration, text: {en: Waited, de: Gewartet}, bands: [{up_to: 60, points: 1}, {points: 0}]}
"""


def parsed(*changes: tuple[str, str]) -> dict[str, Any]:
    source = FIRST
    for old, new in changes:
        assert old in source
        source = source.replace(old, new, 1)
    return parse_checklist(*load_yaml(source, "coffee.yaml"))


def told(*changes: tuple[str, str], language: str = "en") -> list[tuple[str, str, str]]:
    return [(one.id, tell(one, language), one.effect) for one in differences(parsed(), parsed(*changes))]


COFFEE = '      - {id: coffee, type: yes_no, text: {en: "Coffee", de: "Kaffee"}}\n'


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("weight: 2}", "weight: 3}", ("greeting", "weight 2 → 3", "unchanged")),
        (COFFEE, "", ("coffee", "removed: “Coffee”", "gone")),
        (COFFEE, COFFEE + COFFEE.replace("id: coffee", "id: cake"), ("cake", "new: “Coffee”", "new")),
        ("points: 2}", "points: 1}", ("tea", "option “late” now 1 point (was 2)", "changed")),
        ("points: 2}", "points: 2}\n          - {id: never, label: {en: Never, de: Nie}}",
         ("tea", "new option “never” with 0 points", "changed")),
        ("scale: {max: 4}", "scale: {max: 5}", ("warmth", "scale 0, 4 → 0, 5", "changed")),
        ("up_to: 60", "up_to: 90", ("waited", "bands up_to 60, points 1, up_to none, points 0 → up_to 90, points 1, "
                                    "up_to none, points 0", "changed")),
        ("en: Greeted", "en: Greeted at once", ("greeting", "wording (en) now “Greeted at once” (was “Greeted”)",
                                                 "unchanged")),
        ("{en: Greeted, de: Begrüßt}", "{en: Waved at, de: Gewinkt}",
         ("greeting", "wording (en) now “Waved at” (was “Greeted”)", "changed")),
        ("en: Greeted", "en: greeted", ("greeting", "wording (en) now “greeted” (was “Greeted”)", "unchanged")),
        ("weight: 2}", "weight: 2, guidance: {en: Look, de: Schau}}", ("greeting", "guidance (en) added: “Look”",
                                                                      "unchanged")),
        ("weight: 2}", "weight: 2, critical: true}", ("greeting", "critical none → pass_at none", "unchanged")),
        ("weight: 2}", "weight: 2, kind: delight}", ("greeting", "kind basic → delight", "changed")),
        ("weight: 2}", "weight: 2, allow_na: true}", ("greeting", "“not applicable” offered no → yes", "changed")),
        ("weight: 2}", "weight: 2, photo: {when: {op: eq, v: no}}}",
         ("greeting", "photo rule min 0, max 4, when none → min 1, max 4, when = no", "unchanged")),
        ("scale: {max: 4}", "scale: {max: 4}, visible_if: {q: greeting, op: eq, v: yes}",
         ("warmth", "condition none → greeting = yes", "changed")),
        ("mode: sections", "mode: pooled", ("", "scoring mode sections → pooled", "unchanged")),
        ("mode: sections", "mode: sections, floor_at_zero: true", ("", "not below 0 no → yes", "unchanged")),
        ("mode: sections}", "mode: sections, bands: [{id: good, from: 80, label: {en: Good, de: Gut}}, {id: poor, "
         "label: {en: Poor, de: Schwach}}]}", ("", "band good: from 80 (was 75)", "unchanged")),
        ("gate: 50", "gate: 60", ("end", "gate 50 → 60", "unchanged")),
        ("touchpoint: close", "touchpoint: offer", ("end", "touchpoint close → offer", "unchanged")),
        ("{en: End, de: Ende}", "{en: Bye, de: Ende}", ("end", "title (en) now “Bye” (was “End”)", "unchanged")),
        ("gate: 50", "visible_if: {q: greeting, op: answered}",
         ("end", "condition none → greeting answered", "changed")),
    ],
)  # fmt: skip
def test_each_difference_is_told_with_its_effect(old: str, new: str, expected: tuple[str, str, str]) -> None:
    assert expected in told((old, new))


def test_what_moved_is_told_alone() -> None:
    assert told((COFFEE, ""), ("  - id: end", "  - id: end")) == [("coffee", "removed: “Coffee”", "gone")]
    first = parsed()
    later = copy.deepcopy(first)
    later["sections"][0]["questions"].append(later["sections"][0]["questions"].pop(0))
    assert [(one.id, one.aspect) for one in differences(first, later)] == [("greeting", "moved")]
    across = copy.deepcopy(first)
    across["sections"][1]["questions"].append(across["sections"][0]["questions"].pop(1))
    assert [tell(one, "en") for one in differences(first, across)] == ["moved from section start to end"]
    across["sections"].reverse()
    assert ("section", "moved") in {(one.place, one.aspect) for one in differences(first, across)}


def test_the_same_version_has_no_difference() -> None:
    assert differences(parsed(), parsed()) == []
    assert effects(parsed(), parsed()) == {"unchanged": 5, "changed": 0, "gone": 0, "new": 0}


def test_german_says_the_same_things() -> None:
    assert ENGLISH.keys() == GERMAN.keys()
    assert told(("weight: 2}", "weight: 3}"), language="de") == [("greeting", "Gewicht 2 → 3", "unchanged")]
    assert told((COFFEE, ""), language="de") == [("coffee", "entfernt: „Kaffee“", "gone")]
    assert all(tell_effect(effect, "de") for effect in EFFECTS)


def test_effects_count_questions() -> None:
    changes = ((COFFEE, COFFEE.replace("id: coffee", "id: cake")), ("points: 2}", "points: 1}"))
    assert effects(parsed(), parsed(*changes)) == {"unchanged": 3, "changed": 1, "gone": 1, "new": 1}


def test_meaning_is_kept_in_every_pair_of_versions() -> None:
    english, german = ("en: Greeted", "en: Welcomed"), ("de: Begrüßt", "de: Willkommen")
    first, second, third = parsed(), parsed(english), parsed(english, german)
    assert "greeting" in kept_questions([first, second]) & kept_questions([second, third])
    assert "greeting" not in kept_questions([first, second, third])
    assert kept_questions([]) == frozenset()
    assert kept_questions([first]) == {"greeting", "coffee", "tea", "warmth", "waited"}
    assert "warmth" not in kept_questions([first, parsed(("gate: 50", "visible_if: {q: greeting, op: answered}"))])


ANSWERS = {
    "greeting": {"state": "answered", "value": "yes"},
    "coffee": {"state": "answered", "value": "no"},
    "tea": {"state": "answered", "value": "late"},
    "warmth": {"state": "answered", "value": 3},
    "waited": {"state": "answered", "value": 10},
}


@pytest.mark.parametrize("mode", ["sections", "pooled"])
def test_over_all_questions_like_for_like_is_the_score(mode: str) -> None:
    definition = parsed(("mode: sections", f"mode: {mode}"))
    card = score_visit(definition, ANSWERS, {})
    questions = card.as_json()["questions"]
    assert like_for_like(definition, kept_questions([definition]), questions) == card.overall.percent


def test_like_for_like_weighs_old_visits_as_the_newest_version_does() -> None:
    first, second = parsed(), parsed(("weight: 2}", "weight: 5}"), (COFFEE, ""), ("points: 2}", "points: 1}"))
    kept = kept_questions([first, second])
    assert kept == {"greeting", "warmth", "waited"}
    old = score_visit(first, ANSWERS, {}).as_json()["questions"]
    new = score_visit(second, ANSWERS, {}).as_json()["questions"]
    assert like_for_like(second, kept, old) == like_for_like(second, kept, new)
    # start: 100 % of greeting, weight 2; end: (3 + 1) of (4 + 1) points, weight 1.
    assert like_for_like(second, kept, old) == Fraction(2 * 100 + 80, 3)
    assert like_for_like(second, frozenset(), old) is None
