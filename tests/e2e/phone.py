"""A phone: Chromium at 390x844 with a profile that stays: killed and started again, it is found as it was."""

import os
import signal
import time
from pathlib import Path

from playwright.sync_api import BrowserContext, Page, Playwright, ViewportSize

PHONE: ViewportSize = {"width": 390, "height": 844}
DESKTOP: ViewportSize = {"width": 1280, "height": 860}

# The pages need nothing from outside: a browser that calls home only slows a machine without a way out.
QUIET = [
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-quic",
    "--disable-gpu",
    "--no-first-run",
    "--no-default-browser-check",
]


def chromium_path() -> str:
    for name in ("chromium", "chromium-browser", "google-chrome"):
        for folder in os.environ["PATH"].split(":"):
            if (Path(folder) / name).exists():
                return str(Path(folder) / name)
    raise LookupError("Chromium is missing: run `make setup`")


def chromium_flags() -> list[str]:
    """Root has no sandbox in Chromium."""
    return QUIET + (["--no-sandbox"] if os.geteuid() == 0 else [])


class Phone:
    """One device with its own profile folder. `open()` starts the browser, `kill()` ends it at once."""

    def __init__(self, playwright: Playwright, profile: Path, address: str, viewport: ViewportSize = PHONE) -> None:
        self.playwright, self.profile, self.address, self.viewport = playwright, profile, address, viewport
        self.context: BrowserContext | None = None
        self.errors: list[str] = []

    def open(self, *, online: bool = True) -> Page:
        self.context = self.playwright.chromium.launch_persistent_context(
            str(self.profile),
            executable_path=chromium_path(),
            args=chromium_flags(),
            headless=True,
            viewport=self.viewport,
            has_touch=self.viewport == PHONE,
            is_mobile=self.viewport == PHONE,
            device_scale_factor=2,
            locale="en-GB",
            reduced_motion="reduce",
        )
        self.context.set_offline(not online)
        page = self.context.pages[0]
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        return page

    def set_online(self, online: bool) -> None:
        assert self.context
        self.context.set_offline(not online)

    def kill(self) -> None:
        """SIGKILL to the whole browser: no handler of the page runs."""
        found = browser_processes(self.profile)
        assert found, "the browser to kill was not found"
        for pid in found:
            os.kill(pid, signal.SIGKILL)
        _wait_until_gone(found)
        self._forget()

    def close(self) -> None:
        if self.context:
            self.context.close()
            self.context = None

    def _forget(self) -> None:
        """Playwright notices by itself; the profile's lock of the dead process must not stop the next start."""
        self.context = None
        for lock in self.profile.glob("Singleton*"):
            lock.unlink()


def browser_processes(profile: Path) -> list[int]:
    """The processes of the browser that uses this profile."""
    wanted = f"--user-data-dir={profile}".encode()
    pids = [int(folder.name) for folder in Path("/proc").glob("[0-9]*")]
    return [pid for pid in pids if wanted in _command_line(pid).split(b"\0")]


def _wait_until_gone(pids: list[int]) -> None:
    deadline = time.monotonic() + 10
    while any(_command_line(pid) for pid in pids):
        assert time.monotonic() < deadline, "the killed browser is still there"
        time.sleep(0.05)


def _command_line(pid: int) -> bytes:
    """Empty for a process that is gone or only waits to be buried."""
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes()
    except OSError:
        return b""
