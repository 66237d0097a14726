"""Which folder of the pages may import which other. Run by `make imports` and by the architecture tests."""

import re
import sys
from pathlib import Path

SOURCE = Path(__file__).parents[2] / "pwa" / "src"
EVERYTHING = frozenset({"*"})

# Folder (or file beside main.tsx) -> folders it may import besides itself. A new folder needs a line here.
ALLOWED: dict[str, frozenset[str]] = {
    "engine": frozenset(),
    "styles": frozenset(),
    "i18n": frozenset(),
    "router": frozenset(),
    "sw": frozenset({"store", "sync"}),
    "api": frozenset({"engine", "i18n"}),
    "ui": frozenset({"styles", "i18n", "router"}),
    "store": frozenset({"engine", "api"}),
    "photos": frozenset({"engine", "store", "i18n"}),
    "sync": frozenset({"engine", "api", "store", "photos", "i18n"}),
    "charts": frozenset({"ui", "engine", "i18n", "api", "styles"}),
    "questions": frozenset({"ui", "engine", "i18n", "photos", "store", "styles"}),
    "screens": EVERYTHING,
    "app": EVERYTHING,
    "main": EVERYTHING,
}

IMPORT = re.compile(r"""(?:\bfrom\s+|\bimport\s*\(?\s*|new URL\(\s*)["'](\.[^"']+)["']""")


def part_of(path: Path) -> str:
    """The top folder a source file lies in, or its own name when it lies beside main.tsx."""
    first = path.relative_to(SOURCE).parts[0]
    return first.split(".")[0]


def imported_parts(file: Path) -> set[str]:
    targets = ((file.parent / name).resolve() for name in IMPORT.findall(file.read_text()))
    return {part_of(target) for target in targets if target.is_relative_to(SOURCE)}


def violations() -> list[str]:
    found = []
    for file in sorted(SOURCE.rglob("*.ts*")):
        if ".test." in file.name or file.name.endswith(".d.ts"):
            continue
        part = part_of(file)
        allowed = ALLOWED.get(part)
        name = file.relative_to(SOURCE)
        if allowed is None:
            found.append(f"{name}: the folder {part!r} has no line in tests/architecture/pwa_layers.py")
        elif allowed is not EVERYTHING:
            extra = imported_parts(file) - allowed - {part}
            found += [f"{name}: {part} may not import {other}" for other in sorted(extra)]
    return found


if __name__ == "__main__":
    problems = violations()
    print("\n".join(problems) or "The pages' borders hold.")
    sys.exit(bool(problems))
