"""XLSForm workbooks become checklists: what has a counterpart is carried over, the rest is told by row and column."""

from pathlib import Path
from typing import Any

import pytest

from backend.checklists.interchange.logic import Target, condition_of, expression_of
from backend.checklists.interchange.reading import Imported, Wishes, import_file
from backend.checklists.interchange.xpath import NotCarried
from backend.checklists.service import read_checklist
from backend.domain.checklist import content_hash
from tests.factories.workbooks import showroom, survey

YES_NO = [["list_name", "name", "label"], ["yn", "yes", "Yes"], ["yn", "no", "No"]]
LOGIC = ["type", "name", "label", "relevant"]


def brought(path: Path, **wishes: str) -> Imported:
    return import_file(path, Wishes(**wishes))


def questions(made: Imported) -> dict[str, dict[str, Any]]:
    return {question["id"]: question for section in made.definition["sections"] for question in section["questions"]}


def told(made: Imported, kind: str) -> list[tuple[str, int | None, str | None]]:
    return [(f.sheet, f.row, f.column) for f in made.report.in_order() if f.kind == kind]


@pytest.fixture
def made(tmp_path: Path) -> Imported:
    return brought(showroom(tmp_path / "form.xlsx"))


def test_the_result_is_a_checklist_that_can_be_published(made: Imported) -> None:
    definition = read_checklist(made.text, "made")
    assert content_hash(dict(definition)) == made.content_hash
    assert definition["id"] == "showroom-2"
    assert definition["languages"] == ["en", "de"]
    assert [section["id"] for section in definition["sections"]] == ["arrival", "cars"]


def test_texts_notes_and_hints_keep_their_languages(made: Imported) -> None:
    arrival = made.definition["sections"][0]
    assert arrival["intro"] == {"en": "Take your time.", "de": "Nehmen Sie sich Zeit."}
    assert questions(made)["offered_drinks"]["guidance"] == {"en": "Without asking.", "de": "Ungefragt."}


def test_every_type_finds_its_own(made: Imported) -> None:
    assert {name: question["type"] for name, question in questions(made).items()} == {
        "greeted": "yes_no",
        "offered_drinks": "multiple_choice",
        "minutes": "number",
        "why": "text",
        "late": "text",
        "cars_number": "single_choice",
        "picture": "photo",
        "place": "place",
        "day": "timestamp",
        "sign": "signature",
        "rated": "scale",
    }
    assert questions(made)["late"]["multiline"]
    assert questions(made)["rated"]["scale"] == {"min": 1, "max": 5, "labels": {}}


def test_logic_limits_and_scores_are_carried_over(made: Imported) -> None:
    found = questions(made)
    assert found["offered_drinks"]["visible_if"] == {"q": "greeted", "op": "eq", "v": "yes"}
    assert found["minutes"]["visible_if"] == {
        "all": [{"q": "offered_drinks", "op": "contains", "v": "tea"}, {"not": {"q": "greeted", "op": "eq", "v": "no"}}]
    }
    assert found["why"]["visible_if"] == {"q": "minutes", "op": "answered", "v": True}
    assert (found["minutes"]["min"], found["minutes"]["max"], found["minutes"]["required"]) == (0, 60, True)
    assert (found["greeted"]["weight"], found["greeted"]["critical"]) == (2, {"pass_at": None})
    assert [option["exclusive"] for option in found["offered_drinks"]["options"]] == [False, False, True]
    assert found["offered_drinks"]["cap"] is None


def test_what_was_left_behind_is_told_by_sheet_row_and_column(made: Imported) -> None:
    assert told(made, "lost") == [
        ("survey", None, "constraint_message"),
        ("survey", 8, "type"),  # calculate
        ("survey", 10, "relevant"),  # asks for what was calculated
        ("survey", 18, "type"),  # video
    ]
    assert ("survey", 6, "name") in told(made, "assumed")  # Offered-Drinks is called otherwise
    lost = next(f for f in made.report.findings if f.column == "relevant")
    assert "always shown" in lost.message
    assert "${hours} > 2" in lost.message


@pytest.mark.parametrize(
    ("expression", "condition"),
    [
        ("${way} = 'car'", {"q": "way", "op": "eq", "v": "car"}),
        ("'car' = ${way}", {"q": "way", "op": "eq", "v": "car"}),
        ("selected(${way}, 'car')", {"q": "way", "op": "eq", "v": "car"}),
        ("selected(${seen}, 'a')", {"q": "seen", "op": "contains", "v": "a"}),
        ("${way} != 'car'", {"not": {"q": "way", "op": "eq", "v": "car"}}),
        ("${way} != '' and ${way} != 'car'", {"q": "way", "op": "ne", "v": "car"}),
        ("${way} = 'car' or ${way} = 'foot'", {"q": "way", "op": "in", "v": ["car", "foot"]}),
        ("${age} >= 18", {"q": "age", "op": "gte", "v": 18}),
        ("18 <= ${age}", {"q": "age", "op": "gte", "v": 18}),
        ("${age} < '3.5'", {"q": "age", "op": "lt", "v": 3.5}),
        ("${age} > -1", {"q": "age", "op": "gt", "v": -1}),
        ("string-length(${note}) > 0", {"q": "note", "op": "answered", "v": True}),
        ("count-selected(${seen}) >= 1", {"q": "seen", "op": "answered", "v": True}),
        ("${note} = ''", {"not": {"q": "note", "op": "answered", "v": True}}),
        ("not(${age} <= 2)", {"not": {"q": "age", "op": "lte", "v": 2}}),
        ("true()", None),
    ],
)
def test_an_expression_means_the_same_here(expression: str, condition: object) -> None:
    found = condition_of(expression, find)
    assert found == condition
    if found is not None:
        assert condition_of(expression_of(found), find) == found


@pytest.mark.parametrize(
    "expression",
    [
        *("${age} + 1 > 3", "${other} = 1", "${note} = 'x'", "${seen} = 'a'", "${way} > 3", "${way} = 'boat'"),
        *("regex(${note}, '^a')", "today() > 3", "false()", "${age} > ${age}", "string-length(${note}) > 3"),
        *("${age} >", "((${age} > 1)", "${age} = 1 ${age}", "'", "", "not(" * 60, "${age} = 'many'", ". > 1", "1"),
        *("selected(${note}, 'a')", "${age} > 1 and pulldata('a','b','c','d') = 1", "ünïcode", "x" * 5000),
    ],
)
def test_an_expression_without_a_counterpart_is_refused_with_a_reason(expression: str) -> None:
    with pytest.raises(NotCarried, match=r"\w{2}"):
        condition_of(expression, find)


def find(name: str | None) -> Target:
    kinds = {"way": "single_choice", "seen": "multiple_choice", "age": "number", "note": "text"}
    if name not in kinds:
        raise NotCarried("There is no such question.")
    options = {"way": {"car": "car", "foot": "foot"}, "seen": {"a": "a"}}.get(name, {})
    return Target({"id": name, "type": kinds[name]}, options)


def test_inner_groups_hand_their_condition_to_their_questions(tmp_path: Path) -> None:
    rows = [
        ["begin group", "outer", "Outer"],
        ["select_one yn", "a", "A"],
        ["begin group", "inner", None, "${a} = 'yes'"],
        ["text", "b", "B", "${a} != ''"],
        ["end group"],
        ["end group"],
        ["text", "c", "C"],
    ]
    made = brought(survey(tmp_path / "f.xlsx", *rows, head=LOGIC, choices=YES_NO))
    assert [section["id"] for section in made.definition["sections"]] == ["outer", "part"]
    first = {"q": "a", "op": "eq", "v": "yes"}
    assert questions(made)["b"]["visible_if"] == {"all": [first, {"q": "a", "op": "answered", "v": True}]}


def test_a_folder_of_groups_gives_its_condition_to_the_sections(tmp_path: Path) -> None:
    rows = [
        ["select_one yn", "a", "A"],
        ["begin_group", "all", "All", "${a} = 'yes'"],
        ["begin_group", "one", "One"],
        ["text", "b", "B"],
        ["end_group"],
        ["end_group"],
    ]
    made = brought(survey(tmp_path / "f.xlsx", *rows, head=LOGIC, choices=YES_NO))
    assert made.definition["sections"][1]["visible_if"] == {"q": "a", "op": "eq", "v": "yes"}


def test_without_points_nothing_is_scored_and_that_is_said(tmp_path: Path) -> None:
    rows = [["select_one yn", "a", "A"], ["range", "b", "B"]]
    made = brought(survey(tmp_path / "f.xlsx", *rows, choices=YES_NO))
    assert [question["scored"] for question in questions(made).values()] == [False, False]
    assert ("choices", None, "points") in told(made, "assumed")


def test_other_answers_become_an_option_with_a_comment(tmp_path: Path) -> None:
    made = brought(survey(tmp_path / "f.xlsx", ["select_one yn or_other", "a", "A"], choices=YES_NO))
    question = questions(made)["a"]
    assert [option["id"] for option in question["options"]] == ["yes", "no", "other"]
    assert question["comment"] == {"when": {"op": "eq", "v": "other"}}


def test_a_language_without_built_in_words_brings_its_own(tmp_path: Path) -> None:
    head = ["type", "name", "label::Français (fr)", "label::Klingon"]
    made = brought(survey(tmp_path / "f.xlsx", ["range", "a", "Note ?", "x"], head=head))
    assert made.definition["languages"] == ["fr"]
    assert len(made.definition["scoring"]["bands"]) == 4
    assert ("survey", None, "label::Klingon") in told(made, "lost")


def test_wishes_of_the_person_come_first(tmp_path: Path) -> None:
    made = brought(showroom(tmp_path / "form.xlsx"), slug="my-list", title="My list")
    assert (made.definition["id"], made.definition["title"]["de"]) == ("my-list", "My list")


def test_a_contradiction_costs_only_the_part_that_has_it(tmp_path: Path) -> None:
    head = ["type", "name", "label", "constraint", "critical", "kind", "photo_when", "comment_when", "weight"]
    rows = [
        ["integer", "a", "A", ". >= 9 and . <= 3"],
        ["select_one yn", "b", "B", None, "yes", "delight"],
        ["select_one yn", "c", "C", None, None, None, ". = 'perhaps'", ". = 'no'", "heavy"],
        ["integer", "a", "A again"],
    ]
    made = brought(survey(tmp_path / "f.xlsx", *rows, head=head, choices=YES_NO))
    assert list(questions(made)) == ["a", "b", "c", "a_2"]
    assert questions(made)["c"]["comment"] == {"when": {"op": "eq", "v": "no"}}
    lost = told(made, "lost")
    assert {("survey", 2, "max"), ("survey", 3, "critical")} <= set(lost)
    assert {("survey", 4, "photo_when"), ("survey", 4, "weight")} <= set(lost)
