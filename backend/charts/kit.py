"""What every chart is made of: colours, text, lines, the SVG frame. Numbers in, strings out; nothing else.

Print colours are literal attributes, all that WeasyPrint reads inside SVG; each mark also has a class, and in a browser
any CSS rule beats an attribute: so the page recolours the same picture for the dark.
"""

import zlib
from collections.abc import Sequence
from html import escape

from backend.charts.letters import wrap

INK, INK2, LINE, EDGE, PAPER = "#15181B", "#4B5157", "#DAD7D0", "#85898D", "#FFFFFF"
# The page has Inter alone and falls back to the device's font; a report brings fonts for other scripts too.
FONT = (
    "Inter, Inter Latin Extended, Inter Latin More, Inter Greek, Inter Cyrillic, Noto Sans Hebrew, Noto Sans Arabic,"
    " system-ui, sans-serif"
)
NOTE = 14


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
    fill = {"ink": INK, "cell": INK, "on": PAPER}.get(css, INK2)
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


def notes(texts: Sequence[str], top: float, room: float, left: float = 0) -> tuple[list[str], float]:
    """Small print under a picture, as lines that fit, and where it ends."""
    lines = [line for text in texts if text for line in wrap(text, room - left - 4, 11, 4)]
    pieces = [label(left, top + NOTE * index, line) for index, line in enumerate(lines, 1)]
    return pieces, top + (NOTE * len(lines) + 8 if lines else 0)


def frame(kind: str, width: float, height: float, title: str, description: str, body: Sequence[str]) -> str:
    """The picture. Its first point is the chart's one tab stop; a script moves on from there."""
    inside = "".join(body).replace('tabindex="-1"', 'tabindex="0"', 1)
    # Several of a kind may stand on one page.
    ident = f"{kind}-{zlib.crc32((title + description + inside).encode()):x}"
    size = f'viewBox="0 0 {width:g} {height:g}" width="{width:g}" height="{height:g}"'
    named = f'role="group" aria-labelledby="{ident}-t {ident}-d"'
    head = f'<title id="{ident}-t">{escape(title)}</title><desc id="{ident}-d">{escape(description)}</desc>'
    opening = f'<svg class="chart" xmlns="http://www.w3.org/2000/svg" {size} font-family="{FONT}" {named}>'
    return f"{opening}{head}{inside}</svg>"


def empty(kind: str, width: float, title: str, sentence: str) -> str:
    """A chart without data says so, in the place where it will be."""
    lines = wrap(sentence, width - 48, 13, 3)
    body = [
        f'<rect class="na" x="0.5" y="0.5" width="{width - 1:g}" height="119" rx="14" fill="{PAPER}" stroke="{LINE}"'
        ' stroke-dasharray="3 3"/>'
    ]
    first = 64 - 9 * (len(lines) - 1)
    body += [label(width / 2, first + 18 * i, line, size=13, anchor="middle") for i, line in enumerate(lines)]
    return frame(kind, width, 120, title, sentence, body)
