"""A process of our own beside this one, that is started again when something kills it."""

import logging
import subprocess
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Final

log = logging.getLogger(__name__)

FIRST_PAUSE_S: Final = 1.0
LONGEST_PAUSE_S: Final = 60.0


@contextmanager
def kept_running(command: Sequence[str], patience_s: float) -> Iterator[None]:
    """It runs until the end of this block, then has `patience_s` to stop. Where it ends by itself without an error,
    somebody stopped it, and it stays so."""
    child = _Child(command)
    threading.Thread(target=child.watch, daemon=True).start()
    try:
        yield
    finally:
        child.stop(patience_s)


class _Child:
    """The process, whichever one it is now."""

    def __init__(self, command: Sequence[str]) -> None:
        self._command = command
        self._guard, self._stopped = threading.Lock(), threading.Event()
        self._process = self._start()

    def watch(self) -> None:
        """Start it again, later and later while it does not live for long."""
        pause = FIRST_PAUSE_S
        while True:
            began = time.monotonic()
            code = self._process.wait()
            if code == 0 or self._stopped.is_set():
                return
            pause = FIRST_PAUSE_S if time.monotonic() - began > LONGEST_PAUSE_S else min(2 * pause, LONGEST_PAUSE_S)
            log.error("%s ended with %s and is started again in %.0f s", " ".join(self._command), code, pause)
            if self._stopped.wait(pause):
                return
            with self._guard:
                if self._stopped.is_set():
                    return
                self._process = self._start()

    def stop(self, patience_s: float) -> None:
        with self._guard:
            self._stopped.set()
        self._process.terminate()
        try:
            self._process.wait(patience_s)
        except subprocess.TimeoutExpired:
            self._process.kill()

    def _start(self) -> subprocess.Popen[bytes]:
        return subprocess.Popen(self._command)  # noqa: S603 (our own program)
