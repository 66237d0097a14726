"""Repeats and clocks come in from workbooks and lists, and leave again as the same checklist."""

from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from backend.checklists.interchange.compact import compact
from backend.checklists.interchange.reading import Imported, Wishes, import_file
from backend.checklists.interchange.xlsform_out import write_xlsform
from backend.checklists.interchange.yaml_out import write_yaml
from backend.checklists.service import read_checklist
from backend.domain.checklist import content_hash
from tests.factories.workbooks import survey

CHOICES = [
    ["list_name", "name", "label", "points"],
    *(["yn", "yes", "Yes", 1], ["yn", "no", "No", 0]),
    *(["roles", "sales", "Sales", None], ["roles", "host", "Host", None], ["roles", "other", "Other", None]),
]
HEAD = ["type", "name", "label", "relevant", "repeat_count"]
STAFF = """
id: lead
title: {en: A lead, de: Eine Anfrage}
language: en
languages: [en, de]
scoring: {mode: sections}
sections:
  - id: lead
    title: {en: The lead, de: Die Anfrage}
    touchpoint: web_lead
    questions:
      - {id: sent_at, type: timestamp, text: {en: Sent at, de: Gesendet um}}
      - id: first_reply
        type: duration
        text: {en: First reply, de: Erste Antwort}
        clock: {start: sent_at, contact: automatic, closes: 3600}
        bands: [{up_to: 300, points: 2}, {up_to: 3600, points: 1}, {points: 0}]
      - id: second_reply
        type: duration
        text: {en: Personal reply, de: Antwort von jemandem}
        clock: {start: sent_at, contact: person, opens: 60, closes: 518400}
        bands: [{up_to: 86400, points: 2}, {points: 0}]
  - id: staff
    title: {en: People, de: Menschen}
    intro: {en: One after the other., de: Nacheinander.}
    touchpoint: greeting
    visible_if: {q: first_reply, op: answered}
    repeat: {by: staff_role, min: LOW, max: HIGH, label: {en: Person, de: Person}}
    questions:
      - id: staff_role
        type: single_choice
        text: {en: "Who?", de: "Wer?"}
        scored: false
        options: [{id: sales, points: 0, label: {en: Sales, de: Verkauf}}, {id: host, points: 0, label: {en: H, de: E}}]
      - id: staff_warm
        type: yes_no
        text: {en: "Warm?", de: "Warm?"}
        visible_if: {q: staff_role, op: eq, v: sales}
"""


def brought(path: Path) -> Imported:
    return import_file(path, Wishes())


def told(made: Imported, kind: str) -> list[tuple[int | None, str | None]]:
    return [(f.row, f.column) for f in made.report.in_order() if f.kind == kind and f.sheet == "survey"]


def form(path: Path, *rows: list[Any]) -> Imported:
    return brought(survey(path / "form.xlsx", *rows, head=HEAD, choices=CHOICES))


@pytest.mark.parametrize(("low", "high"), [("1", "10"), ("0", "1"), ("12", "20"), ("3", "3")])
def test_what_leaves_comes_back_as_the_same_checklist(low: str, high: str, tmp_path: Path) -> None:
    definition = dict(read_checklist(STAFF.replace("LOW", low).replace("HIGH", high), "lead"))
    path = tmp_path / "form.xlsx"
    path.write_bytes(write_xlsform(definition, content_hash(definition)))
    made = brought(path)
    assert [found.column for found in made.report.findings] == ["version"]
    assert made.definition == definition
    assert read_checklist(write_yaml(compact(definition)), "again") == definition


def test_other_tools_find_a_repeat_and_the_window_as_a_limit(tmp_path: Path) -> None:
    definition = dict(read_checklist(STAFF.replace("LOW", "2").replace("HIGH", "2"), "lead"))
    path = tmp_path / "form.xlsx"
    path.write_bytes(write_xlsform(definition, content_hash(definition)))
    head, *lines = list(load_workbook(path)["survey"].values)
    rows = {row[head.index("name")]: dict(zip(head, row, strict=True)) for row in lines}
    assert (rows["staff"]["type"], rows["staff"]["repeat_count"]) == ("begin_repeat", 2)
    assert [row[0] for row in lines].count("end_repeat") == 1
    assert rows["second_reply"]["constraint"] == ". >= 60 and . <= 518400"
    assert rows["second_reply"]["clock_start"] == "${sent_at}"


def test_a_repeat_that_begins_with_a_choice_is_told_apart_by_it(tmp_path: Path) -> None:
    made = form(
        tmp_path,
        ["begin_repeat", "staff", "Person met", None, None],
        ["note", "say", "One after the other."],
        ["select_one roles", "role", "Who was it?"],
        ["select_one yn", "warm", "Was it warm?", "${role} = 'sales'"],
        ["end_repeat"],
    )
    section = made.definition["sections"][0]
    assert section["repeat"] == {"by": "role", "min": 0, "max": 10, "label": {"en": "Person met"}}
    assert section["intro"] == {"en": "One after the other."}
    assert section["questions"][1]["visible_if"] == {"q": "role", "op": "eq", "v": "sales"}
    assert told(made, "lost") == []
    assert "repeat: {by: role, min: 0, label: Person met}" in made.text


@pytest.mark.parametrize("first", [["text", "name", "Name"], ["select_one roles", "name", "Role", "${ask} = 'yes'"]])
def test_a_repeat_that_begins_otherwise_gets_a_number_to_tell_its_times_apart(first: list[Any], tmp_path: Path) -> None:
    made = form(
        tmp_path,
        *(["select_one yn", "ask", "Ask?"], ["begin repeat", "cars", "Car", None, 3], first, ["end repeat"]),
    )
    section = made.definition["sections"][1]
    assert section["repeat"] == {"by": "cars_number", "min": 3, "max": 3, "label": {"en": "Car"}}
    assert [question["id"] for question in section["questions"]] == ["cars_number", "name"]
    assert [option["id"] for option in section["questions"][0]["options"]] == ["1", "2", "3"]
    assert not section["questions"][0]["scored"]
    assert (3, "type") in told(made, "assumed")


@pytest.mark.parametrize("count", ["${ask}", "0", "21", "2.5", "many", "²"])
def test_a_count_that_is_not_fixed_is_lost(count: str, tmp_path: Path) -> None:
    made = form(
        tmp_path,
        *(["integer", "ask", "How many?"], ["begin repeat", "cars", "Car", None, count]),
        *(["select_one roles", "role", "Role"], ["end repeat"]),
    )
    assert told(made, "lost") == [(3, "repeat_count")]
    assert made.definition["sections"][1]["repeat"]["max"] == 10


def test_from_outside_nobody_can_look_into_a_repeat(tmp_path: Path) -> None:
    made = form(
        tmp_path,
        ["begin repeat", "staff", "Person"],
        *(["select_one roles", "role", "Role"], ["select_one yn", "warm", "Warm?"], ["end repeat"]),
        ["text", "why", "Why?", "${warm} = 'no'"],
        ["begin group", "end", "The end", "${role} = 'host'"],
        *(["text", "more", "More?"], ["end group"]),
    )
    assert told(made, "lost") == [(6, "relevant"), (7, "relevant")]
    reason = next(f.message for f in made.report.findings if f.row == 6 and f.kind == "lost")
    assert reason.endswith("“warm” is asked several times: from outside nobody can tell which answer is meant.")
    assert [section["visible_if"] for section in made.definition["sections"]] == [None, None, None]


def test_a_repeat_inside_groups_is_a_section_and_the_group_goes_on_after_it(tmp_path: Path) -> None:
    made = form(
        tmp_path,
        *(["begin group", "house", "House"], ["select_one yn", "open", "Open?"]),
        ["begin group", "inner", None, "${open} = 'yes'"],
        *(["text", "before", "Before"], ["begin repeat", "rooms", "Room"], ["select_one roles", "role", "Whose?"]),
        *(["text", "colour", "Colour"], ["end repeat"], ["text", "after", "After"], ["end group"]),
        *(["text", "last", "Last"], ["end group"]),
    )
    assert told(made, "lost") == []
    sections = made.definition["sections"]
    assert [(section["id"], section["touchpoint"]) for section in sections] == [
        *(("house", "house"), ("rooms", "rooms"), ("house_2", "house")),
    ]
    opened = {"q": "open", "op": "eq", "v": "yes"}
    assert [section["visible_if"] for section in sections] == [None, opened, None]
    asked = {question["id"]: question["visible_if"] for section in sections for question in section["questions"]}
    assert asked == {
        "open": None,
        "before": opened,
        "role": None,
        "colour": None,
        "after": opened,
        "last": None,
    }


CLOCK_HEAD = [*HEAD, "audit_type", "clock_start", "clock_contact", "clock_opens", "clock_closes"]


def clocked(path: Path, *cells: Any, kind: str = "duration") -> Imported:
    rows = [
        ["dateTime", "Sent-At", "Sent"],
        ["text", "note", "Note"],
        ["integer", "reply", "Reply", None, None, kind, *cells],
    ]
    return brought(survey(path / "form.xlsx", *rows, head=CLOCK_HEAD, choices=CHOICES))


def test_a_clock_comes_in_columns(tmp_path: Path) -> None:
    made = clocked(tmp_path, "${Sent-At}", "Person", 10, 3600)
    assert told(made, "lost") == []
    assert made.definition["sections"][0]["questions"][2]["clock"] == {
        "start": "sent_at",
        "contact": "person",
        "opens": 10,
        "closes": 3600,
    }
    assert "clock: {start: sent_at, contact: person, opens: 10, closes: 3600}" in made.text


@pytest.mark.parametrize(
    ("cells", "kind", "columns"),
    [
        (["nothing", "person", None, 60], "duration", ["clock_start"]),
        ([None, "person", None, 60], "duration", ["clock_start"]),
        (["Sent-At", "person", None, 60], "", ["clock_start"]),
        (["note", "person", None, 60], "duration", ["clock"]),
        (["Sent-At", "robot", None, 60], "duration", ["clock"]),
        (["Sent-At", "person", 60, 60], "duration", ["clock"]),
        (["Sent-At", "person"], "duration", ["clock"]),
        (["Sent-At", "person", "soon", "later"], "duration", ["clock", "clock_closes", "clock_opens"]),
    ],
)
def test_a_clock_that_cannot_run_is_lost_and_the_question_stays(
    cells: list[Any], kind: str, columns: list[str], tmp_path: Path
) -> None:
    made = clocked(tmp_path, *cells, kind=kind)
    assert sorted({str(column) for row, column in told(made, "lost") if row == 4}) == columns
    assert "clock" not in made.definition["sections"][0]["questions"][2]


def test_a_list_has_both_in_columns_of_the_same_names(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text(
        "section;repeat_label;repeat_max;text;id;type;options;clock_start;clock_contact;clock_closes\n"
        "Lead;;;Sent at;sent_at;timestamp;;;;\n"
        ";;;Reply;reply;duration;;sent_at;automatic;60\n"
        "Staff;Person;4;Who?;role;;Sales|Host;;;\n"
        "Staff;;;Warm?;warm;;;;;\n"
    )
    made = brought(path)
    assert [f.message for f in made.report.findings if f.kind == "lost"] == []
    lead, staff = made.definition["sections"]
    assert lead["questions"][1]["clock"] == {"start": "sent_at", "contact": "automatic", "opens": 0, "closes": 60}
    assert staff["repeat"] == {"by": "role", "min": 1, "max": 4, "label": {"en": "Person"}}


def test_a_list_whose_section_begins_with_yes_or_no_is_asked_once(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text("section,repeat_label,text\nStaff,Person,Warm?\n")
    made = brought(path)
    assert "repeat" not in made.definition["sections"][0]
    assert [(f.row, f.column) for f in made.report.findings if f.kind == "lost"] == [(2, "repeat")]
