"""The pages' types of the API are those of the server's own description: `make api-types` after a change of the API."""

import json
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PWA = ROOT / "pwa"
TYPES = "src/api/schema.d.ts"


@pytest.mark.skipif(not (PWA / "node_modules").exists(), reason="the pages' packages are not installed: `make setup`")
def test_generated_types_are_fresh(tmp_path: Path) -> None:
    script = json.loads((PWA / "package.json").read_text())["scripts"]["gen:api"]
    assert TYPES in script
    fresh = tmp_path / "schema.d.ts"
    command = f'PATH="$PWD/node_modules/.bin:$PATH"; {script.replace(TYPES, str(fresh))}'
    run = subprocess.run([ROOT / ".ci" / "with_node.sh", "bash", "-c", f"cd pwa && {command}"], capture_output=True)
    assert run.returncode == 0, run.stderr.decode()
    assert fresh.read_text() == (PWA / TYPES).read_text(), "the API has changed: run `make api-types`"
