"""Large chains, each made once a run and shared by the groups that need one: `demo load --fast` into a cache folder."""

import atexit
import json
import os
import tempfile
import time
from contextlib import ExitStack
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from backend.demo.chain import MAIL, PASSWORD
from tests.bench.world import database
from tests.live.api import Client
from tests.live.server import Server

# Sizes in centres, with four visits each a quarter: 10,000, 40,000 and 80,000 visits. A machine in a hurry says
# CENTRES=101,125 QUARTERS=2.
QUARTERS = int(os.environ.get("QUARTERS", "20"))
SIZES = tuple(int(size) for size in os.environ.get("CENTRES", "125,500,1000").split(","))
_kept = ExitStack()
atexit.register(_kept.close)


@dataclass(frozen=True)
class LargeChain:
    """A server that is not running, with a chain in its database. `seconds` went by while it was made."""

    server: Server
    centres: int
    visits: int
    answers: int
    seconds: float

    def sign_in(self, box: str = "office") -> Client:
        return Client(self.server.address, self.server.origin).sign_in(f"{box}@{MAIL}", PASSWORD)


@cache
def _folder() -> Path:
    return Path(_kept.enter_context(tempfile.TemporaryDirectory()))


@cache
def large_chain(kind: str, centres: int) -> LargeChain:
    """On SQLite or PostgreSQL; the same chain on both."""
    server = Server(
        _folder() / f"{kind}-{centres}", database_url=_kept.enter_context(database(kind)), with_worker=False
    )
    server.command("db", "upgrade")
    began = time.perf_counter()
    words = ("demo", "load", "--fast", "--centres", str(centres), "--quarters", str(QUARTERS), "--json")
    made = json.loads(server.command(*words))
    return LargeChain(server, centres, made["visits"], made["answers"], time.perf_counter() - began)
