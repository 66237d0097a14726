"""Weight of the built pages over the wire, gzip -9: what the first visit loads, and each kind of file in all."""

import gzip
import re
from collections.abc import Iterator
from pathlib import Path

from tests.bench.figures import Figure

DIST = Path(__file__).parents[2] / "pwa" / "dist"


def measure() -> Iterator[Figure]:
    files = [path for path in DIST.rglob("*") if path.is_file()]
    for kind in (".js", ".css", ".woff2"):
        of_kind = [path for path in files if path.suffix == kind]
        yield Figure(f"bundle.all{kind}", _sum_kb(of_kind), "kB gz", len(of_kind))
    entry = re.findall(r'(?:src|href)="/([^"]+\.js)"', (DIST / "index.html").read_text())
    first = _loaded([DIST / name for name in entry])
    yield Figure("bundle.first-load.js", _sum_kb(first), "kB gz", len(first), "<= 60")
    screens = [path for name in ("sign-in", "visit") for path in DIST.glob(f"assets/{name}-*.js")]
    auditor = _loaded(first + screens)
    yield Figure(
        "bundle.auditor.js", _sum_kb(auditor), "kB gz", len(auditor), "<= 60", remark="with all auditor screens"
    )


def _loaded(waiting: list[Path]) -> list[Path]:
    """These scripts and all that they import at once."""
    found: list[Path] = []
    waiting = list(waiting)
    while waiting:
        path = waiting.pop()
        if path in found or not path.is_file():
            continue
        found.append(path)
        waiting += [path.parent / name for name in re.findall(r'(?:from|import)\s*"\./([^"]+\.js)"', path.read_text())]
    return found


def _sum_kb(paths: list[Path]) -> float:
    return sum(map(_gz_kb, paths))


def _gz_kb(path: Path) -> float:
    data = path.read_bytes()
    return len(data if path.suffix == ".woff2" else gzip.compress(data, 9)) / 1000
