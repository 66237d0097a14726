"""Every checklist in audits/ can be published, and scores its own cases as written down."""

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
