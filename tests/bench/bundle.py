"""Weight of the built pages, gzip -9: each kind of file in all, what every page loads, what an auditor's screens load.

Beside it two other clients that fill in forms, each as its npm package bundled with all that it imports at once.
"""

import gzip
import json
import re
import tempfile
from collections.abc import Iterator
from pathlib import Path

from tests.bench.figures import Figure
from tests.bench.packages import ROOT, RegistryAway, install, run

DIST = ROOT / "pwa" / "dist"
PEERS = {"@getodk/web-forms": "0.22.0", "enketo-core": "5.18.1"}
# The second one asks for a copy on GitHub of what the registry has too.
OVERRIDES = {"leaflet-draw": "1.0.4"}


def measure() -> Iterator[Figure]:
    files = [path for path in DIST.rglob("*") if path.is_file()]
    for kind in (".js", ".css", ".woff2"):
        of_kind = [path for path in files if path.suffix == kind]
        yield Figure(f"bundle.all{kind}", _sum_kb(of_kind), "kB gz", len(of_kind))
    entry = re.findall(r'(?:src|href)="/([^"]+\.js)"', (DIST / "index.html").read_text())
    first = _loaded([DIST / name for name in entry])
    yield Figure("bundle.every-page.js", _sum_kb(first), "kB gz", len(first))
    screens = [path for name in ("entrance", "visit") for path in DIST.glob(f"assets/{name}-*.js")]
    auditor = _loaded(first + screens)
    yield Figure(
        "bundle.auditor.js", _sum_kb(auditor), "kB gz", len(auditor), "<= 60", remark="with all auditor screens"
    )
    yield from _peers(_sum_kb(auditor))


def _peers(ours: float) -> Iterator[Figure]:
    with tempfile.TemporaryDirectory() as folder:
        try:
            install(Path(folder), PEERS, OVERRIDES)
        except RegistryAway as away:
            yield from (Figure(f"bundle.peer.{name}", None, "kB gz", 0, remark=str(away)) for name in PEERS)
            return
        for name, version in PEERS.items():
            found = json.loads(run("node", "tests/bench/bundle_peer.mjs", folder, name))
            kb, remark = found["bytes"] / 1000, f"version {version}, its scripts alone, no screens around it"
            yield Figure(f"bundle.peer.{name}", kb, "kB gz", found["scripts"], "", "our auditor.js", kb / ours, remark)


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
