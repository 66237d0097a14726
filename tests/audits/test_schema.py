"""audits/schema.json says what the readers accept: `python -m tests.audits.test_schema` writes it anew."""

import json
from pathlib import Path

from backend.domain.checklist_schema import checklist_schema

SCHEMA = Path(__file__).parents[2] / "audits" / "schema.json"


def written() -> str:
    return json.dumps(checklist_schema(), indent=2, ensure_ascii=False) + "\n"


def test_the_schema_file_is_fresh():
    assert SCHEMA.read_text() == written(), "run: python -m tests.audits.test_schema"


if __name__ == "__main__":
    SCHEMA.write_text(written())
