"""The server's engine and the phone's engine agree on everything, digit for digit."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from backend.checklists.source import load_yaml
from backend.domain.checklist import parse_checklist
from backend.domain.questions import QUESTION_TYPES
from tests.audits.test_checklists import CHECKLISTS, read
from tests.cases import read_cases
from tests.domain.generated import visits
from tests.domain.twin import PhoneEngine, phone_engine, server_engine


@pytest.fixture(scope="module")
def phone() -> Iterator[PhoneEngine]:
    assert shutil.which("node"), "Node is needed to run the phone's engine"
    with phone_engine() as engine:
        yield engine


def test_both_engines_know_the_same_question_types(phone: PhoneEngine):
    assert phone.ask("types") == list(QUESTION_TYPES)


@settings(max_examples=300, deadline=None, suppress_health_check=list(HealthCheck))
@given(visit=visits())
def test_both_engines_agree_on_generated_visits(phone: PhoneEngine, visit):
    source, answers, photos = visit
    definition = parse_checklist(source, {})
    reply = phone.ask({"definition": definition, "answers": answers, "photos": photos})
    assert reply == server_engine(definition, answers, photos)


@pytest.mark.parametrize("path", CHECKLISTS, ids=lambda path: path.stem)
def test_both_engines_agree_on_the_audits_cases(phone: PhoneEngine, path: Path):
    definition = read(path)
    cases = path.with_suffix(".cases.yaml")
    for case in read_cases(load_yaml(cases.read_text(), cases.name)[0]):
        reply = phone.ask({"definition": definition, "answers": case.answers, "photos": case.photos})
        assert reply == server_engine(definition, case.answers, case.photos)
