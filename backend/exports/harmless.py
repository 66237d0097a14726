"""Text that a spreadsheet would take for a formula. OWASP: CSV injection."""

import re
import unicodedata
from functools import lru_cache
from typing import Final

# What begins a formula; the wide, small and raised forms are the same to a spreadsheet in Japanese (NFKC).
BEGINS: Final = frozenset("=+-@−")  # noqa: RUF001
# What nobody sees before it. A tab or a line break begins a cell anew, whatever comes behind it.
UNSEEN: Final = " \u00a0\u00ad\u200b\u200c\u200d\u2060\ufeff"
BREAKS: Final = frozenset("\t\r\n")
# Where the list separator is a semicolon, as in Germany, a CSV falls apart there, and a line break ends its row. Behind
# them "=" and "@" are kept from beginning anything; "+" and "-" only before a call or a command: lists begin so too.
INSIDE: Final = re.compile(
    r"(?<=[;\t\r\n])(?=[\s\u00a0\u200b\ufeff]*(?:[=@＝＠﹦﹫]|[+\-−＋－﹢﹣][^;\t\r\n]*(?:\w\s*\(|\|)))"  # noqa: RUF001
)


@lru_cache(maxsize=4096)
def harmless(text: str | None) -> str | None:
    """The same text, with an apostrophe wherever a spreadsheet could begin to read a formula in it."""
    if not text:
        return text
    if not text[0].isalnum() and _begins_a_formula(text):
        text = "'" + text
    return INSIDE.sub("'", text) if ";" in text or "\n" in text or "\r" in text or "\t" in text else text


def _begins_a_formula(text: str) -> bool:
    if text[0] in BREAKS:
        return True
    first = text.lstrip(UNSEEN)[:1]
    return first in BREAKS or unicodedata.normalize("NFKC", first) in BEGINS if first else False
