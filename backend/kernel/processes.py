"""Work that fills every processor: functions of plain values in processes of their own, results in their order."""

import gc
import os
import threading
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing import get_context
from typing import Any

# Starting processes costs more than it saves below.
FEW = 4
WATCH_EVERY_S = 1.0
SELDOM = 10_000


def collect_seldom() -> None:
    """What stands now stays for good, and circles are looked for once in SELDOM new things instead of in 700.

    A page of a thousand rows, or a batch of an export, is made and gone before anybody looks.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(SELDOM, 20, 20)


@contextmanager
def without_collector() -> Iterator[None]:
    """For work that makes a million things that stay until its end, or point at each other in no circle.

    Looking for garbage meanwhile finds none. It is the whole process's: for workers and commands.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


@dataclass(frozen=True)
class Ready:
    """An item whose result is there already."""

    result: Any


Item = tuple[Any, ...] | Ready


def each_in_turn(work: Callable[..., Any], items: Iterable[Item], count: int) -> Iterator[Any]:
    """`work(*item)` for each of the `count` items, which are made only as they are needed."""
    processors = len(os.sched_getaffinity(0))
    if count < FEW or processors == 1:
        for item in items:
            yield item.result if isinstance(item, Ready) else work(*item)
        return
    pool = ProcessPoolExecutor(
        max_workers=min(processors, count),
        mp_context=get_context("spawn"),
        initializer=_end_with,
        initargs=(os.getpid(),),
    )
    try:
        yield from _windowed(pool, work, items, 2 * processors)
    finally:
        pool.shutdown(cancel_futures=True)


def _windowed(pool: ProcessPoolExecutor, work: Callable[..., Any], items: Iterable[Item], window: int) -> Iterator[Any]:
    """Never more under way than keeps everybody busy: an item may hold many photos."""
    under_way: deque[Future[Any] | Ready] = deque()
    for item in items:
        under_way.append(item if isinstance(item, Ready) else pool.submit(work, *item))
        if len(under_way) >= window:
            yield _end_of(under_way.popleft())
    while under_way:
        yield _end_of(under_way.popleft())


def _end_of(one: Future[Any] | Ready) -> Any:
    return one.result if isinstance(one, Ready) else one.result()


def _end_with(parent: int) -> None:
    """A process whose parent was killed would wait for work for ever."""

    def watch() -> None:
        while os.getppid() == parent:
            time.sleep(WATCH_EVERY_S)
        os._exit(1)

    threading.Thread(target=watch, daemon=True).start()
