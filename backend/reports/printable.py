"""A document that can be printed: a character no shipped font has would vanish from a PDF without a word.

Symbols (emoji) are spelled out, marks and joiners go, letters of a script no font here has become a question mark.
"""

import re
import unicodedata
from functools import cache
from html import escape
from pathlib import Path

FONTS = Path(__file__).parent / "fonts"
# Templates are XML, in which these cannot even be escaped; no keyboard gives them.
NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def printable(text: str) -> str:
    """The same HTML in characters that our fonts have. What is spelled out stays text: a wide “＜” opens no tag."""
    text = NOT_IN_XML.sub("", text)
    if text.isascii():
        return text
    foreign = {character for character in set(text) if ord(character) > 126 and ord(character) not in _glyphs()}
    if not foreign:
        return text
    return re.sub("[" + re.escape("".join(foreign)) + "]", lambda found: escape(_spelled(found[0])), text)


def _spelled(character: str) -> str:
    kind = unicodedata.category(character)
    if kind[0] in "MC" or kind == "Sk":
        return ""
    plain = "".join(c for c in unicodedata.normalize("NFKD", character) if ord(c) in _glyphs() or c.isascii())
    if plain:
        return plain
    if kind[0] == "S":
        return f"[{unicodedata.name(character, 'sign').lower()}]"
    return " " if kind[0] == "Z" else "?"


@cache
def _glyphs() -> frozenset[int]:
    from fontTools.ttLib import TTFont

    return frozenset(code for path in FONTS.glob("*.woff2") for code in TTFont(path).getBestCmap())
