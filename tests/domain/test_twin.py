"""The server's engine and the phone's engine agree on everything, digit for digit."""

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from backend.checklists.source import load_yaml
from backend.domain.checklist import parse_checklist
from backend.domain.questions import QUESTION_TYPES
from tests.audits.test_checklists import CHECKLISTS, read
from tests.cases import read_cases
from tests.domain.bulk import compare
from tests.domain.generated import checklist
from tests.domain.generated_answers import answers, moment
from tests.domain.twin import PhoneEngine, phone_engine, server_engine, visit_of

EVERYTHING = (
    "nothing assessed",
    "failed",
    "sections without a score",
    "hidden questions",
    "questions in entries",
    "open items",
    "answers refused",
    "clocks early",
    "clocks running",
    "clocks over",
    "clocks stopped",
    "clocks no_contact",
)


@pytest.fixture(scope="module")
def phone() -> Iterator[PhoneEngine]:
    assert shutil.which("node"), "Node is needed to run the phone's engine"
    with phone_engine() as engine:
        yield engine


def test_both_engines_know_the_same_question_types(phone: PhoneEngine):
    assert phone.ask("types") == list(QUESTION_TYPES)


@settings(max_examples=300, deadline=None, suppress_health_check=list(HealthCheck))
@given(chance=st.randoms(use_true_random=False))
def test_both_engines_agree_on_generated_visits(phone: PhoneEngine, chance: Random):
    definition = parse_checklist(checklist(chance), {})
    visit = visit_of(*answers(chance, definition), moment(chance))
    assert phone.ask({"definition": definition, "visits": [visit]}) == [server_engine(definition, visit)]


def test_both_engines_agree_on_thousands_of_visits(phone: PhoneEngine):
    met = compare(phone, cases=4000, seed=2026)
    assert met["visits"] == 4000
    assert all(met[name] > 50 for name in EVERYTHING), met


@pytest.mark.parametrize("path", CHECKLISTS, ids=lambda path: path.stem)
def test_both_engines_agree_on_the_audits_cases(phone: PhoneEngine, path: Path):
    definition = read(path)
    cases = path.with_suffix(".cases.yaml")
    visits = [visit_of(case.answers, case.photos) for case in read_cases(load_yaml(cases.read_text(), cases.name)[0])]
    ours = [server_engine(definition, visit) for visit in visits]
    assert phone.ask({"definition": definition, "visits": visits}) == json.loads(json.dumps(ours))
