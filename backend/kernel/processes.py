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
# For each of the other processes: one in work, two that wait, for this one may be busy for as long as one takes.
AHEAD = 3
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
    """`work(*item)` for each of the `count` items, which are made only as they are needed.

    This process works too: what `work` needs is often loaded here already, and each other process has to load it.
    """
    others = min(len(os.sched_getaffinity(0)), count) - 1
    if count < FEW or not others:
        for item in items:
            yield item.result if isinstance(item, Ready) else work(*item)
        return
    pool = ProcessPoolExecutor(
        max_workers=others, mp_context=get_context("spawn"), initializer=_end_with, initargs=(os.getpid(),)
    )
    try:
        yield from _shared(pool, work, items, AHEAD * others)
    finally:
        pool.shutdown(cancel_futures=True)


def _shared(pool: ProcessPoolExecutor, work: Callable[..., Any], items: Iterable[Item], window: int) -> Iterator[Any]:
    """Others have a few items, no more: each may hold many photos. The next is done here."""
    under_way: deque[Future[Any] | Ready] = deque()
    for item in items:
        if isinstance(item, Ready):
            under_way.append(item)
        elif sum(not _is_there(one) for one in under_way) < window:
            under_way.append(pool.submit(work, *item))
        else:
            under_way.append(Ready(work(*item)))
        while under_way and _is_there(under_way[0]):
            yield _end_of(under_way.popleft())
    while under_way:
        yield _end_of(under_way.popleft())


def _is_there(one: Future[Any] | Ready) -> bool:
    return isinstance(one, Ready) or one.done()


def _end_of(one: Future[Any] | Ready) -> Any:
    return one.result if isinstance(one, Ready) else one.result()


def _end_with(parent: int) -> None:
    """A process whose parent was killed would wait for work for ever."""

    def watch() -> None:
        while os.getppid() == parent:
            time.sleep(WATCH_EVERY_S)
        os._exit(1)

    threading.Thread(target=watch, daemon=True).start()
