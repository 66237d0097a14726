"""Keys of entries, entries in order, and the observation clocks of a visit."""

import datetime as dt

import pytest

from backend.checklists.source import load_yaml
from backend.domain.answers import walk
from backend.domain.checklist import parse_checklist
from backend.domain.clocks import clocks, elapsed
from backend.domain.continuity import kept_questions, like_for_like, placed_questions
from backend.domain.difference_words import tell
from backend.domain.differences import differences, effects
from backend.domain.entries import entries_of, entry_of, find_question, key_of, question_of, repeated_ids
from backend.domain.rescoring import rescore
from backend.domain.scoring import score_visit
from backend.domain.statistics.items import item_statistics
from backend.domain.statistics.shares import Share

REPEAT = "    repeat: {by: role, min: 1, max: 3, label: {en: Person, de: Person}}\n"
CLOCK = ", clock: {start: sent, contact: person, opens: 60, closes: 86400}"
BANDS = "[{up_to: 60, points: 2}, {points: 0}]"
STAFF = f"""\
id: staff
title: {{en: Staff, de: Team}}
language: en
languages: [en, de]
scoring: {{mode: sections}}
sections:
  - id: lead
    title: {{en: Lead, de: Anfrage}}
    touchpoint: web
    questions:
      - {{id: sent, type: timestamp, text: {{en: Sent, de: Gesendet}}}}
      - {{id: reply, type: duration, text: {{en: Reply, de: Antwort}}, bands: {BANDS}{CLOCK}}}
  - id: people
    title: {{en: People, de: Menschen}}
    touchpoint: arrival
{REPEAT}    questions:
      - id: role
        type: single_choice
        scored: false
        text: {{en: Role, de: Rolle}}
        options: [{{id: sales, label: {{en: Sales, de: Verkauf}}}}, {{id: desk, label: {{en: Desk, de: Empfang}}}}]
      - {{id: warm, type: scale, text: {{en: Warm, de: Herzlich}}, scale: {{max: 4}}}}
  - id: close
    title: {{en: Close, de: Abschied}}
    touchpoint: close
    questions:
      - {{id: thanked, type: yes_no, text: {{en: Thanked, de: Bedankt}}}}
"""
ANSWERS = {
    "sent": {"state": "answered", "value": "2026-11-20T09:30:00Z"},
    "reply": {"state": "no_contact"},
    "role@1": {"state": "answered", "value": "sales"},
    "warm@1": {"state": "answered", "value": 4},
    "role@2k3": {"state": "answered", "value": "desk"},
    "warm@2k3": {"state": "answered", "value": 1},
    "thanked": {"state": "answered", "value": "yes"},
}
PEOPLE = 1


def parsed(*changes: tuple[str, str]) -> dict:
    source = STAFF
    for old, new in changes:
        assert old in source
        source = source.replace(old, new, 1)
    return parse_checklist(*load_yaml(source, "staff.yaml"))


def told(*changes: tuple[str, str], language: str = "en") -> list[tuple[str, str, str]]:
    return [(one.id, tell(one, language), one.effect) for one in differences(parsed(), parsed(*changes))]


def test_a_key_is_a_question_and_maybe_an_entry() -> None:
    assert (question_of("warm@2k3"), entry_of("warm@2k3"), key_of("warm", "2k3")) == ("warm", "2k3", "warm@2k3")
    assert (question_of("sent"), entry_of("sent"), key_of("sent", None)) == ("sent", None, "sent")


@pytest.mark.parametrize(
    ("key", "found"),
    [
        ("sent", "sent"),
        ("warm@1", "warm"),
        ("warm@99zzzzzz", "warm"),
        ("warm", None),
        ("sent@1", None),
        ("warm@0", None),
    ]
    + [("warm@", None), ("warm@1@2", None), ("warm@1A", None), ("warm@1zzzzzzzz", None), ("cold@1", None)],
)
def test_a_key_means_a_question_only_in_its_own_form(key: str, found: str | None) -> None:
    questions = {name: question for name, (_, question) in placed_questions(parsed()).items()}
    question = find_question(questions, repeated_ids(parsed()), key)
    assert (question["id"] if question else None) == found


def test_entries_stand_in_order_of_their_number_then_letters() -> None:
    people = parsed()["sections"][PEOPLE]
    keys = ("10", "2b", "9", "1", "2", "2a", "19z", "1z")
    answers = {f"role@{entry}": {"state": "answered", "value": "desk"} for entry in keys}
    assert entries_of(people, answers) == ["1", "1z", "2", "2a", "2b", "9", "10", "19z"]


def test_keys_that_are_not_declared_are_not_there() -> None:
    definition = parsed((REPEAT, ""), (CLOCK, ""))
    assert not any("repeat" in section for section in definition["sections"])
    assert not any("clock" in question for section in definition["sections"] for question in section["questions"])


SENT = dt.datetime(2026, 11, 20, 9, 30, tzinfo=dt.UTC)


@pytest.mark.parametrize(
    ("seconds", "state"), [(0, "early"), (59.9, "early"), (60, "running"), (86400.9, "running"), (86401, "over")]
)
def test_a_clock_opens_and_closes_to_the_second(seconds: float, state: str) -> None:
    answers = {name: answer for name, answer in ANSWERS.items() if name != "reply"}
    (clock,) = clocks(walk(parsed(), answers, {}), SENT + dt.timedelta(seconds=seconds))
    assert (clock.key, clock.contact, clock.state) == ("reply", "person", state)
    times = (clock.started_at, clock.opens_at, clock.closes_at)
    assert times == ("2026-11-20T09:30:00Z", "2026-11-20T09:31:00Z", "2026-11-21T09:30:00Z")


@pytest.mark.parametrize(
    ("reply", "states"),
    [
        ({"state": "no_contact"}, ["no_contact"]),
        ({"state": "answered", "value": 90}, ["stopped"]),
        ({"state": "answered", "value": 5}, ["over"]),
        ({"state": "cleared"}, ["over"]),
    ],
)
def test_a_clock_ends_by_an_answer_that_fits(reply: dict, states: list[str]) -> None:
    found = clocks(walk(parsed(), ANSWERS | {"reply": reply}, {}), SENT + dt.timedelta(days=9))
    assert [clock.state for clock in found] == states
    assert clocks(walk(parsed(), {"reply": reply}, {}), SENT) == []


def test_a_contact_before_the_start_came_at_once() -> None:
    assert elapsed("2026-11-20T09:30:00.9Z", SENT + dt.timedelta(seconds=75)) == 75
    assert elapsed("2026-11-20T10:30:00+00:30", SENT) == 0


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (REPEAT, "", ("people", "no longer asked several times (“Person”)", "changed")),
        ("max: 3", "max: 5", ("people", "most entries 3 → 5", "unchanged")),
        ("min: 1", "min: 0", ("people", "fewest entries 1 → 0", "unchanged")),
        ("en: Person", "en: One", ("people", "name of an entry (en) now “One” (was “Person”)", "unchanged")),
        (CLOCK, "", ("reply", "clock removed", "changed")),
        ("closes: 86400", "closes: 518400", ("reply", "clock ends after 24 h → 6 days", "changed")),
        ("opens: 60", "opens: 0", ("reply", "clock counts from 1 min → 0 s", "changed")),
        ("person, opens", "automatic, opens", ("reply", "clock waits for a person → an automatic reply", "changed")),
    ],
)  # fmt: skip
def test_each_difference_is_told_with_its_effect(old: str, new: str, expected: tuple[str, str, str]) -> None:
    assert told((old, new)) == [expected]


def test_what_is_added_is_told_in_both_languages() -> None:
    before = parsed((REPEAT, ""), (CLOCK, ""))
    assert [[tell(one, language) for one in differences(before, parsed())] for language in ("en", "de")] == [
        [
            "now asked several times: “Person”, 1 to 3 times, told apart by role",
            "clock added: starts at sent, waits for a person, counts from 1 min to 24 h after",
        ],
        [
            "jetzt mehrmals gefragt: „Person“, 1- bis 3-mal, unterschieden nach role",
            "Uhr ergänzt: beginnt mit sent, wartet auf einen Menschen, zählt von 1 min bis 24 h danach",
        ],
    ]


def test_asked_of_each_is_another_meaning_than_asked_once() -> None:
    assert kept_questions([parsed(), parsed((REPEAT, ""))]) == {"sent", "reply", "thanked"}
    assert kept_questions([parsed(), parsed((CLOCK, ""))]) == {"sent", "role", "warm", "thanked"}
    assert kept_questions([parsed(), parsed(("min: 1, max: 3", "min: 0, max: 9"))]) == set(placed_questions(parsed()))
    thanked = "      - {id: thanked, type: yes_no, text: {en: Thanked, de: Bedankt}}\n"
    asked = "      - {id: bowed, type: yes_no, text: {en: Bowed, de: Verbeugt}}\n"
    moved = parsed((thanked, asked), ("  - id: close", thanked + "  - id: close"))
    (change,) = (one for one in differences(parsed(), moved) if one.id == "thanked")
    assert (change.aspect, change.effect) == ("section", "changed")
    assert effects(parsed(), moved) == {"unchanged": 4, "changed": 1, "gone": 0, "new": 1}


def test_like_for_like_counts_every_entry() -> None:
    definition = parsed()
    card = score_visit(definition, ANSWERS, {})
    assert like_for_like(definition, kept_questions([definition]), card.as_json()["questions"]) == card.overall.percent


def test_another_version_asks_no_entry_in_vain() -> None:
    found = rescore(parsed(("min: 1", "min: 3")), ANSWERS, {})
    assert (found.not_asked, found.no_longer_asked) == (["role@2", "warm@2"], [])
    assert found.card.overall == score_visit(parsed(), ANSWERS, {}).overall
    once = rescore(parsed((REPEAT, "")), ANSWERS, {})
    assert once.not_asked == ["role", "warm"]
    assert once.no_longer_asked == ["role@1", "warm@1", "role@2k3", "warm@2k3"]


def test_each_entry_is_an_item_and_a_clock_tells_how_often_it_ran_out() -> None:
    card = score_visit(parsed(), ANSWERS, {}).as_json()
    found = {item.question_id: item for item in item_statistics(parsed(), [card] * 3, [], {"reply": {"no_contact": 2}})}
    assert (found["warm"].shown, found["warm"].passed) == (6, Share(3, 6))
    assert (found["reply"].no_contact, found["warm"].no_contact) == (Share(2, 3), None)
