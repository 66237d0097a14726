"""Pictures as large as a place on paper allows: the narrower they are drawn, the larger their letters come out."""

import re
from collections.abc import Callable

_SIZE = re.compile(r'viewBox="0 0 ([\d.]+) ([\d.]+)" width="[\d.]+" height="[\d.]+"')
STEP = 20


def fitted(draw: Callable[[float], str], room: tuple[float, float], widths: tuple[int, int]) -> str:
    """The SVG drawn at the least of these widths (pixels) that fits into the room (millimetres), sized for print.

    At the widest it is made smaller until it fits.
    """
    least, most = widths
    for width in range(least, most + 1, STEP):
        picture = draw(width)
        across, down = _size(picture)
        if down / across <= room[1] / room[0]:
            break
    scale = min(room[0] / across, room[1] / down)
    size = f'viewBox="0 0 {across:g} {down:g}" width="{across * scale:.2f}mm" height="{down * scale:.2f}mm"'
    return _SIZE.sub(size, picture, count=1)


def _size(picture: str) -> tuple[float, float]:
    found = _SIZE.search(picture)
    assert found is not None
    return float(found[1]), float(found[2])
