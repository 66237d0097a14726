"""The server in trouble: killed in the middle of its work, without room on its disk, with a database others hold.

Whatever happens, what it has acknowledged is there afterwards, and what it has not can be sent again.
"""

import hashlib
import resource
import sqlite3
import threading
import time
from collections.abc import Callable, Iterator
from http.client import HTTPException
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest

from tests.live.api import Client, Refused
from tests.live.chain import Chain, make_chain
from tests.live.checklists import answers_for, plain_checklist
from tests.live.pictures import make_photo
from tests.live.server import Server, running

QUESTIONS, PHOTOS = 12, 24
SMALL, MEGABYTE = (320, 240), 1024 * 1024


def until(true: Callable[[], bool], seconds: float = 15) -> None:
    """Look again until it is so."""
    last = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < last
        threading.Event().wait(0.05)


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with running(Server(tmp_path_factory.mktemp("disasters"))) as found:
        yield found


@pytest.fixture(scope="module")
def chain(server: Server) -> Chain:
    return make_chain(server)


@pytest.fixture(scope="module")
def version(chain: Chain) -> dict[str, Any]:
    return chain.publish("disasters", plain_checklist("disasters", QUESTIONS, 1))


@pytest.fixture
def visit(chain: Chain, version: dict[str, Any]) -> str:
    found = chain.plan_visit(chain.centres[0], version["id"])
    chain.accept_visit(found)
    return found


def put_photo(client: Client, visit: str, photo: str, data: bytes) -> Any:
    headers = {"Content-Type": "image/jpeg", "X-Content-SHA256": hashlib.sha256(data).hexdigest()}
    return client.raw("PUT", f"/photos/{photo}?visit_id={visit}", data, headers)


def give(client: Client, visit: str, answers: list[dict[str, Any]]) -> Any:
    return client.call("PATCH", f"/visits/{visit}/answers", {"answers": answers})


def in_parallel(work: Callable[[int], None], count: int) -> list[threading.Thread]:
    threads = [threading.Thread(target=work, args=(number,)) for number in range(count)]
    for thread in threads:
        thread.start()
    return threads


@pytest.mark.parametrize("acknowledged", [1, 9])
def test_a_server_killed_while_it_takes_in_keeps_what_it_has_acknowledged(
    server: Server, chain: Chain, version: dict[str, Any], visit: str, acknowledged: int
) -> None:
    pictures = {str(uuid4()): make_photo(number, SMALL) for number in range(PHOTOS)}
    answers = answers_for(version["definition"])
    done: set[str] = set()
    enough = threading.Event()

    def send(number: int) -> None:
        """One of three connections of the phone: its share of everything, until the line is dead."""
        client = chain.phone()
        try:
            for answer in answers[number::3]:
                give(client, visit, [answer])
                done.add(answer["revision_id"])
            for photo in list(pictures)[number::3]:
                put_photo(client, visit, photo, pictures[photo])
                done.add(photo)
                if sum(name in pictures for name in done) >= acknowledged:
                    enough.set()
        except (OSError, HTTPException, Refused):
            return

    threads = in_parallel(send, 3)
    assert enough.wait(60)
    server.kill()
    for thread in threads:
        thread.join(30)
    server.start()

    stored = chain.auditor.get(f"/visits/{visit}")
    there = {row["revision_id"] for row in stored["answers"]} | {photo["id"] for photo in stored["photos"]}
    assert done <= there
    for photo in stored["photos"]:
        assert chain.auditor.raw("GET", f"/photos/{photo['id']}/image?size=320")
    give(chain.auditor, visit, answers)
    for photo, data in pictures.items():
        put_photo(chain.auditor, visit, photo, data)
    stored = chain.auditor.get(f"/visits/{visit}")
    assert {row["revision_id"] for row in stored["answers"]} == {answer["revision_id"] for answer in answers}
    assert {photo["id"]: photo["sha256"] for photo in stored["photos"]} == {
        photo: hashlib.sha256(data).hexdigest() for photo, data in pictures.items()
    }


def test_a_full_disk_is_told_and_nothing_is_acknowledged_that_is_not_stored(
    server: Server, chain: Chain, version: dict[str, Any], visit: str
) -> None:
    """No file may grow any more: photos do not fit, and soon the database's journal does not either."""
    small, large = (str(uuid4()), make_photo(1, SMALL)), (str(uuid4()), make_photo(2, (1600, 1200)))
    journal = Path(server.data_dir / "insideout.sqlite-wal")
    server.stop()
    server.start()
    put_photo(chain.auditor, visit, *small)
    limit_files(server, max(journal.stat().st_size + 64 * 1024, 128 * 1024))
    refusal = refused(lambda: put_photo(chain.auditor, visit, *large))
    assert (refusal.status, refusal.problem["code"]) == (503, "unavailable")

    told: list[Any] = []
    last = {}
    for number in range(400):
        last = fresh_answers(version)
        try:
            told.append(give(chain.auditor, visit, last)["row_version"])
        except Refused as found:
            assert (found.status, found.problem["code"]) == (503, "unavailable"), number
            break
    else:
        pytest.fail("the disk never became full")
    limit_files(server, resource.RLIM_INFINITY)
    stored = chain.auditor.get(f"/visits/{visit}")
    assert stored["row_version"] == (told[-1] if told else stored["row_version"])
    assert not {row["revision_id"] for row in stored["answers"]} & {row["revision_id"] for row in last}
    assert [photo["id"] for photo in stored["photos"]] == [small[0]]
    put_photo(chain.auditor, visit, *large)
    give(chain.auditor, visit, last)
    stored = chain.auditor.get(f"/visits/{visit}")
    assert {row["revision_id"] for row in stored["answers"]} == {row["revision_id"] for row in last}
    assert len(stored["photos"]) == 2
    # The worker may be writing its smaller copies at this very moment.
    until(lambda: not list((server.data_dir / "files").rglob("*.part")))


def test_a_database_held_by_somebody_else_is_told_and_the_next_try_succeeds(
    server: Server, chain: Chain, version: dict[str, Any], visit: str
) -> None:
    """Longer than the server waits for it; whoever only reads is served meanwhile."""
    answers = answers_for(version["definition"])
    holder = sqlite3.connect(server.data_dir / "insideout.sqlite", isolation_level=None)
    holder.execute("BEGIN EXCLUSIVE")
    try:
        refusal = refused(lambda: give(chain.auditor, visit, answers))
        assert (refusal.status, refusal.problem["code"]) == (503, "unavailable")
        assert chain.auditor.get(f"/visits/{visit}")["answers"] == []
    finally:
        holder.execute("ROLLBACK")
        holder.close()
    assert {kept["kept"] for kept in give(chain.auditor, visit, answers)["answers"]} == {"sent"}


def refused(work: Callable[[], Any]) -> Refused:
    with pytest.raises(Refused) as caught:
        work()
    return caught.value


def fresh_answers(version: dict[str, Any]) -> list[dict[str, Any]]:
    """With words of some length, so that the journal grows."""
    return [answer | {"comment": "seen " * 700} for answer in answers_for(version["definition"])]


def limit_files(server: Server, size: int) -> None:
    """What the server's processes may write to one file from now on."""
    for pid in server.pids():
        resource.prlimit(pid, resource.RLIMIT_FSIZE, (size, resource.RLIM_INFINITY))
