"""`make bench`: every group in turn, one JSON line a figure, a table at the end. BENCH=name runs one."""

import sys
from collections.abc import Iterator

from tests.bench import (
    bundle,
    camera,
    exports,
    first_load,
    ingest,
    large,
    lighthouse,
    link,
    lists,
    packs,
    pdf,
    phone,
    photos,
    scale,
    scoring,
    start,
)
from tests.bench.figures import Figure, table

GROUPS = {
    "bundle": bundle.measure,
    "scoring": scoring.measure,
    "photos": photos.measure,
    "pdf": pdf.measure,
    "start": start.measure,
    "ingest": ingest.measure,
    "lists": lists.measure,
    "phone": phone.measure,
    "first-load": first_load.measure,
    "camera": camera.measure,
    "lighthouse": lighthouse.measure,
    "large": large.measure,
    "scale": scale.measure,
    "exports": exports.measure,
    "packs": packs.measure,
    "link": link.measure,
}


def chosen(names: list[str]) -> list[str]:
    unknown = set(names) - set(GROUPS)
    if unknown:
        sys.exit(f"No such group: {', '.join(sorted(unknown))}. There are: {', '.join(GROUPS)}")
    return names or list(GROUPS)


def run(names: list[str]) -> Iterator[Figure]:
    for name in names:
        for figure in GROUPS[name]():
            print(figure.as_json(), flush=True)
            yield figure


if __name__ == "__main__":
    print("\n" + table(list(run(chosen(sys.argv[1:])))))
