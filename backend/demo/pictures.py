"""A dozen drawn pictures, plainly marked DEMONSTRATION, that went through the product's own image pipeline."""

import hashlib
import io
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any, Final

from PIL import Image, ImageDraw, ImageFont

from backend.kernel.images import Derivatives, render

SIZE: Final = (1280, 960)
MARK: Final = "DEMONSTRATION"
PAPER, INK, GLASS, ROAD = "#f4f1ea", "#23302e", "#bcd4d6", "#8b8f8c"
SKIES: Final = ("#cfe3ee", "#e9dcc7", "#d5d9e6")
CARS: Final = ("#0b4a43", "#b0641e", "#3e5c99")


@dataclass(frozen=True)
class Picture:
    """One picture as sent and as kept."""

    sha256: str
    size: int
    copies: Derivatives

    @property
    def full_sha256(self) -> str:
        return hashlib.sha256(self.copies.full).hexdigest()

    @property
    def thumb_sha256(self) -> str:
        return hashlib.sha256(self.copies.thumb).hexdigest()


def make_pictures() -> dict[str, list[Picture]]:
    """By what they show: the front of a house, something that needs care, a paper, a signature."""
    return {
        "front": [_finish(partial(_front, sky, car)) for sky, car in zip(SKIES, CARS, strict=True)],
        "care": [_finish(partial(_kerb, shade)) for shade in ("#d8d2c4", "#c9cfc6", "#d9c9bd")],
        "paper": [_finish(partial(_offer, lines)) for lines in (9, 12, 15)],
        "signature": [_finish(partial(_signature, wave)) for wave in (40, 70, 110)],
    }


def _finish(draw_on: Callable[[Any], None]) -> Picture:
    image = Image.new("RGB", SIZE, PAPER)
    draw = ImageDraw.Draw(image)
    draw_on(draw)
    _mark(draw)
    out = io.BytesIO()
    image.save(out, "JPEG", quality=80)
    data = out.getvalue()
    return Picture(hashlib.sha256(data).hexdigest(), len(data), render(data))


def _mark(draw: Any) -> None:
    """Across the lower edge, so large that no crop or thumbnail hides it."""
    width, height = SIZE
    draw.rectangle((0, height - 150, width, height), fill=INK)
    font = ImageFont.load_default(size=112)
    draw.text((width / 2, height - 75), MARK, fill=PAPER, font=font, anchor="mm")


def _front(sky: str, car: str, draw: Any) -> None:
    draw.rectangle((0, 0, 1280, 520), fill=sky)
    draw.rectangle((0, 520, 1280, 960), fill=ROAD)
    draw.rectangle((120, 180, 1160, 560), fill="#ffffff", outline=INK, width=4)
    for left in range(160, 1120, 160):
        draw.rectangle((left, 250, left + 130, 556), fill=GLASS, outline=INK, width=3)
    draw.rectangle((580, 300, 700, 558), fill="#7f9b9d", outline=INK, width=4)
    draw.rounded_rectangle((200, 640, 560, 740), 40, fill=car)
    draw.polygon([(260, 640), (320, 580), (450, 580), (510, 640)], fill=car)
    for centre in (275, 485):
        draw.ellipse((centre - 38, 702, centre + 38, 778), fill=INK)


def _kerb(shade: str, draw: Any) -> None:
    draw.rectangle((0, 0, 1280, 960), fill=shade)
    for row in range(0, 960, 120):
        for column in range(-60 * (row // 120 % 2), 1280, 240):
            draw.rectangle((column, row, column + 236, row + 116), outline=ROAD, width=3)
    for place in range(14):
        x, y = 90 + place * 173 % 1100, 80 + place * 257 % 640
        draw.ellipse((x, y, x + 46, y + 28), fill="#9a6a3a")
    draw.rectangle((900, 180, 1080, 640), fill="#59625f", outline=INK, width=4)


def _offer(lines: int, draw: Any) -> None:
    draw.rectangle((260, 40, 1020, 960), fill="#ffffff", outline=ROAD, width=3)
    draw.rectangle((320, 100, 620, 150), fill=CARS[0])
    for line in range(lines):
        top = 220 + line * 38
        draw.rectangle((320, top, 640 + line * 67 % 240, top + 14), fill=ROAD)
        draw.rectangle((900, top, 960, top + 14), fill=INK)
    draw.rectangle((320, 160, 560, 190), fill=INK)


def _signature(wave: int, draw: Any) -> None:
    points = [(200 + step * 9, 420 + (wave if step % 4 < 2 else -wave) * (1 - step / 140)) for step in range(96)]
    draw.line(points, fill=INK, width=9, joint="curve")
    draw.line((180, 600, 1100, 600), fill=ROAD, width=3)
