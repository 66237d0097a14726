"""Visits arriving: eight phones send answers, photos and submission to the real server, on SQLite and PostgreSQL.

The web process runs alone for the rates (derivatives are the worker's, after the acknowledgement); one figure has both.
"""

import hashlib
import os
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from uuid import uuid4

from tests.bench.figures import Figure, cpu_seconds, family, percentile
from tests.bench.world import World, worlds
from tests.live.api import Client
from tests.live.checklists import answers_for
from tests.live.pictures import make_photo

PHONES, PHOTOS_A_VISIT, PHOTO_BYTES = 8, 10, 250_000
WITH_PHOTOS, WITHOUT_PHOTOS = 160, 400
FLOOR_FILES = 1200


def measure() -> Iterator[Figure]:
    photo = make_photo(1, (1536, 1152))[:-2]
    photo += b"\0" * max(0, PHOTO_BYTES - len(photo) - 2) + b"\xff\xd9"
    for kind, world in worlds(with_worker=False):
        yield from _with_photos(kind, world, photo, WITH_PHOTOS)
        yield from _without_photos(kind, world)
    for kind, world in worlds(with_worker=True, kinds=("sqlite",)):
        yield _beside_worker(kind, world, photo)


@dataclass
class Run:
    """One load: how many, how long, how long each, and the CPU time of the server's processes."""

    count: int
    seconds: float = 0
    cpu: float = 0
    each: list[float] = field(default_factory=list)

    @property
    def rate(self) -> float:
        return self.count / self.seconds


def _with_photos(kind: str, world: World, photo: bytes, count: int) -> Iterator[Figure]:
    floor = _commit_floor(world.server.data_dir, len(photo))
    run = _run(world, count, lambda phone, visit: _send(phone, world, visit, photo, PHOTOS_A_VISIT))
    name, to = f"ingest.{kind}.10-photos", f"{floor:.0f} fsynced files/s"
    yield Figure(name, run.rate, "visits/s", count, ">= 50", to, run.rate * PHOTOS_A_VISIT / floor)
    yield Figure(f"{name}.cpu", run.cpu / count * 1000, "CPU-ms", count, "<= 40")
    yield Figure(f"{name}.p95", percentile(run.each, 95) * 1000, "ms a visit", count, "<= 300")


def _beside_worker(kind: str, world: World, photo: bytes) -> Figure:
    run = _run(world, WITH_PHOTOS // 2, lambda phone, visit: _send(phone, world, visit, photo, PHOTOS_A_VISIT))
    remark = "the worker makes derivatives on the same two cores meanwhile"
    return Figure(f"ingest.{kind}.10-photos.with-worker", run.rate, "visits/s", run.count, remark=remark)


def _without_photos(kind: str, world: World) -> Iterator[Figure]:
    run = _run(world, WITHOUT_PHOTOS, lambda phone, visit: _send(phone, world, visit, b"", 0))
    name = f"ingest.{kind}.no-photo"
    remark = "answers and submission: two requests"
    yield Figure(name, run.rate, "visits/s", run.count, ">= 340", remark=remark)
    yield Figure(f"{name}.cpu", run.cpu / run.count * 1000, "CPU-ms", run.count, "<= 6")
    yield Figure(f"{name}.p95", percentile(run.each, 95) * 1000, "ms a visit", run.count, "<= 60")


def _run(world: World, count: int, send: Callable[[Client, str], None]) -> Run:
    """Plan and accept the visits first; then PHONES threads take them one by one."""
    visits = world.accepted_visits(count)
    local, run = threading.local(), Run(count)

    def one(visit: str) -> None:
        if not hasattr(local, "phone"):
            local.phone = world.chain.phone()
        began = time.perf_counter()
        send(local.phone, visit)
        run.each.append(time.perf_counter() - began)

    assert world.server.process
    pids = family(world.server.process.pid)
    used, began = sum(map(cpu_seconds, pids)), time.perf_counter()
    with ThreadPoolExecutor(PHONES) as pool:
        list(pool.map(one, visits))
    run.seconds = time.perf_counter() - began
    run.cpu = sum(map(cpu_seconds, pids)) - used
    return run


def _send(phone: Client, world: World, visit: str, photo: bytes, photos: int) -> None:
    answers = answers_for(world.definition)
    phone.call("PATCH", f"/visits/{visit}/answers", {"answers": answers})
    manifest = [_send_photo(phone, visit, photo) for _ in range(photos)]
    body = {
        "answer_count": len(answers),
        "photos": manifest,
        "client_score": {"tenths": 1000, "outcome": "pass", "rule_version": "1"},
        "attested": True,
        "submitted_at": answers[0]["updated_at"],
    }
    phone.call("POST", f"/visits/{visit}/submission", body, {"Idempotency-Key": str(uuid4())})


def _send_photo(phone: Client, visit: str, photo: bytes) -> dict[str, Any]:
    """Every photo differs in a comment of 16 bytes after its first marker, so that no store can save one."""
    data = photo[:2] + b"\xff\xfe\x00\x12" + os.urandom(16) + photo[2:]
    photo_id, sha256 = str(uuid4()), hashlib.sha256(data).hexdigest()
    headers = {"Content-Type": "image/jpeg", "X-Content-SHA256": sha256}
    phone.raw("PUT", f"/photos/{photo_id}?visit_id={visit}", data, headers)
    return {"id": photo_id, "sha256": sha256}


def _commit_floor(folder: Path, size: int) -> float:
    """Files of this size that the disk takes a second, each with fsync, from as many threads as there are phones."""
    content = os.urandom(size)
    with tempfile.TemporaryDirectory(dir=folder) as name, ThreadPoolExecutor(PHONES) as pool:
        began = time.perf_counter()
        list(pool.map(lambda number: _write_durably(Path(name) / str(number), content), range(FLOOR_FILES)))
        return FLOOR_FILES / (time.perf_counter() - began)


def _write_durably(path: Path, content: bytes) -> None:
    with path.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
