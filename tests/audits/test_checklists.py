"""Every checklist in audits/ can be published, and scores its own cases as written down."""

import re
from pathlib import Path

import pytest

from backend.checklists.source import load_yaml
from backend.domain.checklist import Definition, parse_checklist
from backend.domain.questions import QUESTION_TYPES
from tests.cases import differences, facts, read_cases

AUDITS = Path(__file__).parents[2] / "audits"
CHECKLISTS = [path for path in sorted(AUDITS.rglob("*.yaml")) if not path.name.endswith(".cases.yaml")]


def read(path: Path) -> Definition:
    return parse_checklist(*load_yaml(path.read_text(), path.name))


@pytest.mark.parametrize("path", CHECKLISTS, ids=lambda path: path.stem)
def test_the_checklist_is_valid_and_named_like_its_file(path: Path):
    assert read(path)["id"] == path.stem


@pytest.mark.parametrize("path", CHECKLISTS, ids=lambda path: path.stem)
def test_the_checklist_scores_its_cases(path: Path):
    definition = read(path)
    cases = path.with_suffix(".cases.yaml")
    found = [
        line
        for case in read_cases(load_yaml(cases.read_text(), cases.name)[0])
        for line in differences(case, facts(definition, case.answers, case.photos))
    ]
    assert found == []


def test_the_checklists_show_every_question_type():
    used = {q["type"] for path in CHECKLISTS for section in read(path)["sections"] for q in section["questions"]}
    assert used == set(QUESTION_TYPES)


def test_the_checklists_show_repeats_and_clocks_of_both_kinds():
    sections = [section for path in CHECKLISTS for section in read(path)["sections"]]
    asked = [question["clock"] for section in sections for question in section["questions"] if "clock" in question]
    assert {clock["contact"] for clock in asked} == {"automatic", "person"}
    assert any(clock["opens"] for clock in asked)
    assert sum("repeat" in section for section in sections) >= 2


def test_the_table_of_the_checklists_counts_their_questions():
    rows = re.findall(
        r"^\| `([a-z-]+/[a-z-]+)` \|[^|]+\| ([0-9]+) \|", (AUDITS / "README.md").read_text(), re.MULTILINE
    )
    counts = {
        f"{path.parent.name}/{path.stem}": sum(len(section["questions"]) for section in read(path)["sections"])
        for path in CHECKLISTS
    }
    assert {name: int(count) for name, count in rows} == counts


@pytest.mark.parametrize("path", CHECKLISTS, ids=lambda path: path.stem)
def test_a_clock_is_tried_stopped_and_without_contact(path: Path):
    clocks = {q["id"] for section in read(path)["sections"] for q in section["questions"] if "clock" in q}
    cases = path.with_suffix(".cases.yaml")
    states: dict[str, set[str]] = {name: set() for name in clocks}
    for case in read_cases(load_yaml(cases.read_text(), cases.name)[0]):
        for name in clocks & set(case.answers):
            states[name].add(case.answers[name]["state"])
    assert {name for name, seen in states.items() if not {"answered", "no_contact"} <= seen} == set()
