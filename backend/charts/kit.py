"""What every chart is made of: colours, text that fits, axes, the SVG frame. Numbers in, strings out; nothing else.

Print colours are literal attributes, all that WeasyPrint reads inside SVG; each mark also has a class, and in a browser
any CSS rule beats an attribute: so the page recolours the same picture for the dark.
"""

import math
from collections.abc import Iterable, Sequence
from html import escape

INK, INK2, LINE, EDGE, PAPER = "#15181B", "#4B5157", "#DAD7D0", "#85898D", "#FFFFFF"
SERIES = ("#0B4A43", "#B0641E", "#3E5C99", "#5D532D")
DASHES = ("", "6 4", "2 3", "10 3 2 3")
# The page has Inter alone and falls back to the device's font; a report has Inter for other scripts too.
FONT = "Inter, Inter Latin Extended, Inter Latin More, Inter Greek, Inter Cyrillic, system-ui, sans-serif"
NARROW = 480
MINUS = "−"

# Advance widths of Inter in thousandths of the size, by group; measured a little wide, so that text is never cut.
_WIDTHS = dict.fromkeys("ijl.,:;|'!()[] ’‘Iftr", 330) | dict.fromkeys("mwMWÆæ@%…—", 920)
_CAPITAL, _OTHER, _BOLD = 730, 605, 1.05


def number(value: float, language: str, *, sign: bool = False) -> str:
    """One decimal, halves up, a real minus, and a comma where the language has one."""
    tenths = math.floor(abs(value) * 10 + 0.5)
    prefix = MINUS if value < 0 and tenths else "+" if sign else ""
    text = f"{prefix}{tenths // 10}.{tenths % 10}"
    return text.replace(".", ",") if language == "de" else text


def text_width(text: str, size: float, weight: int = 400) -> float:
    thousandths = sum(_WIDTHS.get(c, _CAPITAL if c.isupper() else _OTHER) for c in text)
    return thousandths / 1000 * size * (_BOLD if weight > 400 else 1)


def fit(text: str, room: float, size: float, weight: int = 400) -> str:
    """The text, or as much of it as there is room for and an ellipsis."""
    if text_width(text, size, weight) <= room:
        return text
    kept = text
    while kept and text_width(kept.rstrip() + "…", size, weight) > room:
        kept = kept[:-1]
    return kept.rstrip() + "…"


def wrap(text: str, room: float, size: float, lines: int, weight: int = 400) -> list[str]:
    """The text on at most so many lines, broken between words; the last one is cut where it must be."""
    words, done = text.split(), list[str]()
    while words and len(done) < lines - 1:
        count = len(words)
        while count > 1 and text_width(" ".join(words[:count]), size, weight) > room:
            count -= 1
        done.append(fit(" ".join(words[:count]), room, size, weight))
        words = words[count:]
    return [*done, fit(" ".join(words), room, size, weight)] if words else done


def spread(wanted: Sequence[float], gap: float, low: float, high: float) -> list[float]:
    """Places near the wanted ones, at least `gap` apart and inside [low, high] while they fit: no label overlaps."""
    order = sorted(range(len(wanted)), key=lambda i: wanted[i])
    placed = list(wanted)
    for place, index in enumerate(order):
        floor = low if place == 0 else placed[order[place - 1]] + gap
        placed[index] = max(placed[index], floor)
    ceiling = high
    for index in reversed(order):
        placed[index] = min(placed[index], ceiling)
        ceiling = placed[index] - gap
    return placed


def axis(values: Iterable[float], step: int = 10, least: int = 30) -> tuple[int, int]:
    """A range of whole steps within 0 to 100 that holds all values and is never so short that noise looks like news."""
    found = list(values) or [50.0, 100.0]
    low = max(0, math.floor(min(found) / step) * step)
    high = min(100, math.ceil(max(found) / step) * step)
    low, high = min(low, 100), max(high, 0)
    while high - low < least:
        low, high = max(0, low - step), min(100, high + step)
    return low, high


def label(
    x: float,
    y: float,
    content: str,
    *,
    size: float = 11,
    anchor: str = "start",
    weight: int = 400,
    css: str = "ink2",
) -> str:
    fill = {"ink": INK, "on": PAPER}.get(css, INK2)
    return (
        f'<text class="{css}" x="{x:.1f}" y="{y:.1f}" font-size="{size:g}" font-weight="{weight}"'
        f' text-anchor="{anchor}" fill="{fill}">{escape(content)}</text>'
    )


def rule(path: str, *, css: str = "grid", stroke: str = LINE, width: float = 1, dash: str = "") -> str:
    dashes = f' stroke-dasharray="{dash}"' if dash else ""
    return f'<path class="{css}" d="{path}" fill="none" stroke="{stroke}" stroke-width="{width:g}"{dashes}/>'


def point(content: str, tip: str) -> str:
    """A mark that keys can reach and that says its value."""
    said = escape(tip)
    return f'<g class="pt" role="img" tabindex="-1" aria-label="{said}" data-tip="{said}">{content}</g>'


def frame(ident: str, width: float, height: float, title: str, description: str, body: Sequence[str]) -> str:
    """The picture. Its first point is the chart's one tab stop; a script moves on from there."""
    inside = "".join(body).replace('tabindex="-1"', 'tabindex="0"', 1)
    size = f'viewBox="0 0 {width:g} {height:g}" width="{width:g}" height="{height:g}"'
    named = f'role="group" aria-labelledby="{ident}-t {ident}-d"'
    head = f'<title id="{ident}-t">{escape(title)}</title><desc id="{ident}-d">{escape(description)}</desc>'
    opening = f'<svg class="chart" xmlns="http://www.w3.org/2000/svg" {size} font-family="{FONT}" {named}>'
    return f"{opening}{head}{inside}</svg>"


def empty(ident: str, width: float, title: str, sentence: str) -> str:
    """A chart without data says so, in the place where it will be."""
    lines = wrap(sentence, width - 48, 13, 3)
    body = [
        f'<rect class="na" x="0.5" y="0.5" width="{width - 1:g}" height="119" rx="14" fill="{PAPER}" stroke="{LINE}"'
        ' stroke-dasharray="3 3"/>'
    ]
    first = 64 - 9 * (len(lines) - 1)
    body += [label(width / 2, first + 18 * i, line, size=13, anchor="middle") for i, line in enumerate(lines)]
    return frame(ident, width, 120, title, sentence, body)
