"""Random disasters: each schedule is a visit of 40 answers and 12 photos, while phone, line and server fail at once.

`make chaos` runs 200 of them, `make chaos SEED=.. ONLY=17` one of them again; every test run does a dozen.
"""

import os
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.e2e.chaos_schedule import ANSWERS, PHOTOS, make_schedule
from tests.e2e.chaos_visit import ChaosVisit
from tests.e2e.conftest import MakePhone
from tests.live.bad_line import BadLine
from tests.live.chain import Chain
from tests.live.checklists import plain_checklist
from tests.live.pictures import write_photos

SEED = int(os.environ.get("CHAOS_SEED") or random.SystemRandom().randrange(10**6))
ONLY = os.environ.get("CHAOS_ONLY")
NUMBERS = [int(ONLY)] if ONLY else range(1, 1 + int(os.environ.get("CHAOS_COUNT") or 12))


@pytest.fixture(scope="module")
def version(chain: Chain) -> dict[str, Any]:
    return chain.publish("chaos", plain_checklist("chaos", ANSWERS, 1))


@pytest.fixture(scope="module")
def camera(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    return write_photos(tmp_path_factory.mktemp("camera"), PHOTOS, (240, 180))


@pytest.fixture
def well(bad: BadLine) -> Iterator[BadLine]:
    bad.well()
    yield bad
    bad.well()


@pytest.mark.parametrize("number", NUMBERS)
def test_nothing_is_lost_doubled_or_stuck(
    number: int, chain: Chain, well: BadLine, new_phone: MakePhone, version: dict[str, Any], camera: list[Path]
) -> None:
    schedule = make_schedule(SEED, number)
    print(schedule)
    ChaosVisit(chain, well, new_phone(), version, schedule, camera).run()
