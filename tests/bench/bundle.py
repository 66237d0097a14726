"""Weight of the built pages over the wire, gzip -9: what the first visit loads, and each kind of file in all."""

import gzip
import re
from collections.abc import Iterator
from pathlib import Path

from tests.bench.figures import Figure

DIST = Path(__file__).parents[2] / "pwa" / "dist"


def measure() -> Iterator[Figure]:
    files = [path for path in DIST.rglob("*") if path.is_file()]
    for kind, goal in ((".js", "<= 60"), (".css", ""), (".woff2", "")):
        of_kind = [path for path in files if path.suffix == kind]
        yield Figure(f"bundle.all{kind}", sum(map(_gz_kb, of_kind)), "kB gz", len(of_kind), goal=goal)
    first = _loaded_first()
    yield Figure("bundle.first-load.js", sum(map(_gz_kb, first)), "kB gz", len(first), goal="<= 60")


def _loaded_first() -> list[Path]:
    """Scripts that index.html names, and those they import at once."""
    waiting = re.findall(r'(?:src|href)="/([^"]+\.js)"', (DIST / "index.html").read_text())
    found: list[Path] = []
    while waiting:
        path = DIST / waiting.pop()
        if path in found or not path.is_file():
            continue
        found.append(path)
        imported = re.findall(r'(?:from|import)\s*"\./([^"]+\.js)"', path.read_text())
        waiting += [str((path.parent / name).relative_to(DIST)) for name in imported]
    return found


def _gz_kb(path: Path) -> float:
    data = path.read_bytes()
    return len(data if path.suffix == ".woff2" else gzip.compress(data, 9)) / 1000
