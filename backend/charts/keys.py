"""The key of a picture: each mark it uses beside the words for it, in as many lines as they need."""

from collections.abc import Callable, Sequence

from backend.charts import kit
from backend.charts.letters import text_width, wrap

Entry = tuple[Callable[[float, float], str], str]
SWATCH, LEAD, APART = 18, 17, 16


def key(entries: Sequence[Entry], top: float, width: float) -> tuple[list[str], float]:
    """Each entry draws its mark around a point; the pieces, and where they end."""
    pieces: list[str] = []
    x, y = 0.0, top + LEAD
    for draw, text in entries:
        lines = wrap(text, width - SWATCH - 4, 11, 3)
        wide = SWATCH + max(text_width(line, 11) for line in lines)
        if x and x + wide > width:
            x, y = 0.0, y + LEAD
        pieces.append(draw(x + 7, y - 4))
        pieces += [kit.label(x + SWATCH, y + kit.NOTE * i, line) for i, line in enumerate(lines)]
        y += kit.NOTE * (len(lines) - 1)
        x += wide + APART
    return pieces, y + 8 if entries else top
