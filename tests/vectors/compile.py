"""Vectors are written as <name>.yaml; this writes the <name>.json that pytest and vitest read.

Run: python -m tests.vectors.compile
"""

import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

from backend.checklists.source import load_yaml
from backend.domain.checklist import parse_checklist
from tests.cases import read_cases

HERE = Path(__file__).parent


def compile_vector(source: Path) -> str:
    data, lines = load_yaml(source.read_text(), source.name)
    inner = {path.removeprefix("/checklist"): line for path, line in lines.items() if path.startswith("/checklist")}
    definition = parse_checklist(_with_defaults(data["checklist"]), inner)
    vector = {
        "about": data["about"],
        "definition": definition,
        "cases": [asdict(case) for case in read_cases(data["cases"])],
    }
    return json.dumps(vector, indent=1, ensure_ascii=False) + "\n"


def _with_defaults(checklist: dict[str, Any]) -> dict[str, Any]:
    """Titles and texts say nothing about scoring, so vectors may leave them out."""
    for section in checklist["sections"]:
        section.setdefault("title", section["id"])
        section.setdefault("touchpoint", "any")
        for question in section["questions"]:
            question.setdefault("text", question["id"])
            for option in question.get("options", []):
                option.setdefault("label", option["id"])
    return {"id": "vector", "title": "Vector", "language": "en", **checklist}


def sources() -> list[Path]:
    return sorted(HERE.glob("*.yaml"))


if __name__ == "__main__":
    for path in sources():
        path.with_suffix(".json").write_text(compile_vector(path))
