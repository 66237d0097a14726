"""The mark each document carries: a code, as text and as a QR picture, that leads to the page which verifies it.

A file cannot hold its own hash; so the code names the row of the report, and the hash of the file stands there.
"""

import re
import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

# Without 0 O 1 I L U: nothing to mistake when it is typed from paper. Twelve of them are 58 random bits.
ALPHABET: Final = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
LENGTH: Final = 12
QUIET: Final = 2


@dataclass(frozen=True)
class Issue:
    """`code` as stored; `address` without its scheme, as people type it."""

    code: str
    origin: str

    @property
    def shown(self) -> str:
        return "-".join(self.code[i : i + 4] for i in range(0, len(self.code), 4))

    @property
    def url(self) -> str:
        return f"{self.origin}/verify/{self.shown}"

    def context(self) -> dict[str, str]:
        address = self.url.partition("://")[2]
        return {"code": self.shown, "address": address, "qr": qr_picture(self.url, f"{self.shown}: {address}")}


def new_issue() -> Issue:
    """A fresh code on this server's address."""
    from backend.settings import get_settings

    return issue_with("".join(secrets.choice(ALPHABET) for _ in range(LENGTH)), get_settings().origin)


def issue_with(code: str, origin: str) -> Issue:
    return Issue(normal_code(code), origin)


def normal_code(typed: str) -> str:
    """As it is stored: capitals, without what stands between the groups."""
    return re.sub(r"[^0-9A-Z]", "", typed.upper())[:16]


def qr_picture(text: str, title: str) -> str:
    """An SVG with one path: a QR code of this text, with a quiet zone."""
    import segno

    rows = [list(row) for row in segno.make(text, error="m", micro=False).matrix]
    size = len(rows) + 2 * QUIET
    path = "".join(_bars(y, row) for y, row in enumerate(rows, QUIET))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size} {size}" width="96" height="96">'
        f'<title>{title}</title><rect width="{size}" height="{size}" fill="#fff"/>'
        f'<path d="{path}" fill="#15181B"/></svg>'
    )


def _bars(y: int, row: Iterable[int]) -> str:
    """Runs of dark modules as one bar each: no hairlines between them, and a fifth of the text."""
    bars, start = [], None
    for x, dark in enumerate([*row, 0], QUIET):
        if dark and start is None:
            start = x
        elif not dark and start is not None:
            bars.append(f"M{start} {y}h{x - start}v1h{start - x}z")
            start = None
    return "".join(bars)
