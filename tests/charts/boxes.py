"""The boxes of a picture's texts, measured with the fonts that are shipped: nothing is estimated here."""

import xml.etree.ElementTree as ET
from functools import cache
from pathlib import Path
from typing import NamedTuple

from fontTools.ttLib import TTFont

import backend

SVG = "{http://www.w3.org/2000/svg}"
FONTS = [TTFont(path) for path in sorted((Path(backend.__file__).parent / "reports" / "fonts").glob("*.woff2"))]
ASCENT, DESCENT = 0.75, 0.2


class Box(NamedTuple):
    text: str
    left: float
    top: float
    right: float
    bottom: float


@cache
def advance(letter: str, weight: int) -> float:
    """In parts of the size; a letter no font has raises KeyError."""
    found = [font for font in FONTS if ord(letter) in font.getBestCmap()]
    if not found:
        raise KeyError(letter)
    # A variable font has every weight; among others the one that comes nearest.
    font = min(found, key=lambda one: 0 if "fvar" in one else abs(one["OS/2"].usWeightClass - weight))
    glyphs = font.getGlyphSet(location={"wght": weight} if "fvar" in font else None)
    return float(glyphs[font.getBestCmap()[ord(letter)]].width / font["head"].unitsPerEm)


def width_of(text: str, size: float, weight: int = 400) -> float:
    return sum(advance(letter, weight) for letter in text) * size


def boxes_of(svg: str) -> list[Box]:
    return [_box(text) for text in ET.fromstring(svg).iter(f"{SVG}text")]


def _box(element: ET.Element) -> Box:
    text, size, weight = element.text or "", float(element.get("font-size", "")), int(element.get("font-weight", ""))
    width = width_of(text, size, weight)
    x, y = float(element.get("x", "")), float(element.get("y", ""))
    left = x - {"start": 0.0, "middle": width / 2, "end": width}[element.get("text-anchor", "")]
    return Box(text, left, y - size * ASCENT, left + width, y + size * DESCENT)


def overlaps(boxes: list[Box]) -> list[tuple[str, str]]:
    """Pairs of texts that touch; sorted by their tops, so that far ones are not compared."""
    found, ordered = [], sorted(boxes, key=lambda box: box.top)
    for index, box in enumerate(ordered):
        for other in ordered[index + 1 :]:
            if other.top >= box.bottom:
                break
            if box.left < other.right and other.left < box.right:
                found.append((box.text, other.text))
    return found


def outside(boxes: list[Box], width: float, height: float) -> list[str]:
    return [b.text for b in boxes if b.left < -1 or b.right > width + 1 or b.top < -1 or b.bottom > height + 1]
