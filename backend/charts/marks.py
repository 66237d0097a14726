"""Marks: a colour, a dash and a shape for each line, so that none of them is the only thing that tells two apart."""

from backend.charts import kit
from backend.charts.figures import Figure
from backend.charts.scale import Scale

SERIES = ("#0B4A43", "#B0641E", "#3E5C99", "#5D532D", "#8E3563", "#1F7F8E", "#7358BD", "#7C7A12")
DASHES = ("", "6 4", "2 3", "10 3 2 3", "14 4", "4 2", "8 3 2 3 2 3", "1 2")
NETWORK = len(SERIES)
_SHAPES = (
    "m-4.5 0a4.5 4.5 0 1 0 9 0a4.5 4.5 0 1 0 -9 0Z",
    "m-4 -4h8v8h-8Z",
    "m0 -5.5l5.5 5.5l-5.5 5.5l-5.5 -5.5Z",
    "m0 -5.5l5.5 10h-11Z",
    "m0 5.5l5.5 -10h-11Z",
    "m-5 0l2.5 -4.4h5l2.5 4.4l-2.5 4.4h-5Z",
    "m-2.5 -5.5h5v11h-5Z",
    "m0 -6l1.6 4h4.2l-3.3 2.7l1.2 4.3l-3.7 -2.5l-3.7 2.5l1.2 -4.3l-3.3 -2.7h4.2Z",
    "m-1.5 -4.5h3v3h3v3h-3v3h-3v-3h-3v-3h3Z",
)


def colour(look: int) -> str:
    return SERIES[look] if look < NETWORK else kit.INK2


def css(look: int) -> str:
    return f"s{look}" if look < NETWORK else "sn"


def dash(look: int) -> str:
    return DASHES[look] if look < NETWORK else "10 3 2 3"


def mark(look: int, x: float, y: float, *, hollow: bool = False) -> str:
    """A shape of about 9 pixels; hollow where it rests on few visits."""
    fill, stroke = (kit.PAPER, colour(look)) if hollow else (colour(look), kit.PAPER)
    return (
        f'<path class="{"hollow" if hollow else "m"} {css(look)}" d="M{x:.1f} {y:.1f}{_SHAPES[look]}"'
        f' fill="{fill}" stroke="{stroke}" stroke-width="1.75"/>'
    )


def dot(look: int, x: float, y: float, radius: float, *, hollow: bool = False) -> str:
    fill, stroke = (kit.PAPER, colour(look)) if hollow else (colour(look), kit.PAPER)
    return (
        f'<circle class="{"hollow" if hollow else "m"} {css(look)}" cx="{x:.1f}" cy="{y:.1f}" r="{radius:g}"'
        f' fill="{fill}" stroke="{stroke}" stroke-width="1.75"/>'
    )


def line(look: int, path: str, *, width: float = 2.25, dashes: str | None = None) -> str:
    dashed = dash(look) if dashes is None else dashes
    return kit.rule(path, css=f"l {css(look)}", stroke=colour(look), width=width, dash=dashed)


def span(figure: Figure, scale: Scale, start: float, end: float, y: float) -> str:
    """The interval of a figure as a broad light bar on a row."""
    if not figure.ends:
        return ""
    low, high = (scale.at(value, start, end) for value in figure.ends)
    return kit.rule(f"M{low:.1f} {y:.1f}H{max(high, low + 1):.1f}", css="range", stroke=kit.LINE, width=7)
