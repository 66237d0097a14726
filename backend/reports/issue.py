"""The mark each document carries: a code, as text and as a QR picture, that leads to the page which verifies it.

A file cannot hold its own hash; so the code names the row of the report, and the hash of the file stands there.
"""

import datetime as dt
import re
import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from backend.kernel.clock import now
from backend.settings import Settings

# Without 0 O 1 I L U: nothing to mistake when it is typed from paper. Twelve of them are 58 random bits.
ALPHABET: Final = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
LENGTH: Final = 12
QUIET: Final = 2


@dataclass(frozen=True)
class Issue:
    """`code` as stored; `origin` is where it is verified; for `days` its file is kept, 0 for ever."""

    code: str
    origin: str
    days: int = 0

    @property
    def shown(self) -> str:
        return "-".join(self.code[i : i + 4] for i in range(0, len(self.code), 4))

    @property
    def url(self) -> str:
        return f"{self.origin}/verify/{self.shown}"

    @property
    def until(self) -> dt.datetime | None:
        """Until when a file made now is kept; None: for ever."""
        return now() + dt.timedelta(days=self.days) if self.days else None

    def another(self) -> "Issue":
        """The mark of one more document of the same server."""
        return Issue(_new_code(), self.origin, self.days)

    def context(self) -> dict[str, str]:
        """`address` is without its scheme, as people type it."""
        address = self.url.partition("://")[2]
        return {"code": self.shown, "address": address, "qr": qr_picture(self.url, f"{self.shown}: {address}")}


def new_issue(settings: Settings) -> Issue:
    """A fresh code on this server's address."""
    return Issue(_new_code(), settings.origin, int(settings.report_days))


def issue_with(code: str, origin: str) -> Issue:
    return Issue(normal_code(code), origin)


def _new_code() -> str:
    return "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))


def normal_code(typed: str) -> str:
    """As it is stored: capitals, without what stands between the groups."""
    return re.sub(r"[^0-9A-Z]", "", typed.upper())[:16]


@lru_cache(maxsize=8)
def qr_picture(text: str, title: str) -> str:
    """An SVG with one path: a QR code of this text, with a quiet zone. All visits of a pack show the same."""
    import segno

    rows = [list(row) for row in segno.make(text, error="m", micro=False).matrix]
    size = len(rows) + 2 * QUIET
    path = "".join(_bars(y, row) for y, row in enumerate(rows, QUIET))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size} {size}" width="96" height="96">'
        f'<title>{title}</title><rect width="{size}" height="{size}" fill="#fff"/>'
        f'<path d="{path}" fill="none" stroke="#15181B" stroke-width="1"/></svg>'
    )


def _bars(y: int, row: Iterable[int]) -> str:
    """Runs of dark modules as one stroke each: no hairlines between them, and a tenth of the text."""
    bars, start = [], None
    for x, dark in enumerate([*row, 0], QUIET):
        if dark and start is None:
            start = x
        elif not dark and start is not None:
            bars.append(f"M{start} {y}.5h{x - start}")
            start = None
    return "".join(bars)
