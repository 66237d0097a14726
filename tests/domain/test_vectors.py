"""The hand-written vectors hold in Python; pwa/src/engine/vectors.test.ts holds them in TypeScript."""

import json
from pathlib import Path

import pytest

from tests.cases import Case, differences, facts
from tests.vectors.compile import compile_vector, sources


@pytest.mark.parametrize("source", sources(), ids=lambda path: path.stem)
def test_every_case_of_the_vector_holds(source: Path):
    vector = json.loads(source.with_suffix(".json").read_text())
    cases = [Case(**case) for case in vector["cases"]]
    found = [differences(case, facts(vector["definition"], case.answers, case.photos)) for case in cases]
    assert [line for lines in found for line in lines] == []


@pytest.mark.parametrize("source", sources(), ids=lambda path: path.stem)
def test_the_compiled_vector_is_fresh(source: Path):
    assert source.with_suffix(".json").read_text() == compile_vector(source), "run: python -m tests.vectors.compile"
