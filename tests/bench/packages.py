"""Packages that only a benchmark needs: from the npm registry into a temporary folder, never into the product."""

import json
import subprocess
from pathlib import Path

ROOT = Path(__file__).parents[2]
WITH_NODE = str(ROOT / ".ci" / "with_node.sh")
LONGEST = 240
AWAY = "the npm registry did not give it"


class RegistryAway(Exception):
    """The packages did not come."""


class ProgramFailed(subprocess.SubprocessError):
    """With the end of what it said."""


def install(folder: Path, packages: dict[str, str], overrides: dict[str, str] | None = None) -> None:
    wanted = {"private": True, "dependencies": packages, "overrides": overrides or {}}
    (folder / "package.json").write_text(json.dumps(wanted))
    npm = ["npm", "--prefix", str(folder), "install", "--ignore-scripts", "--no-audit", "--no-fund", "--silent"]
    try:
        run(*npm, "--fetch-retries", "1")
    except subprocess.SubprocessError as error:
        raise RegistryAway(AWAY) from error


def run(*words: str) -> str:
    """What a program of Node's printed."""
    done = subprocess.run([WITH_NODE, *words], cwd=ROOT, capture_output=True, text=True, timeout=LONGEST)
    if done.returncode:
        raise ProgramFailed(f"{' '.join(words)}:\n{(done.stderr or done.stdout)[-2000:].strip()}")
    return done.stdout
