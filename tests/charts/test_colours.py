"""Colours of print and page: the same in both, legible in light and dark, in grey and for colour-blind eyes."""

import re
from itertools import pairwise

import pytest

from backend.charts import kit
from backend.charts.heat_sheet import SHADES
from backend.charts.marks import SERIES
from tests.charts.page import PWA

TOKENS = (PWA / "src" / "styles" / "tokens.css").read_text(encoding="utf-8")
# Machado, Oliveira and Fernandes (2009), severity 1, on linear RGB.
SIGHTS = {
    "usual": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protan": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "deutan": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881)),
    "tritan": ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.303900)),
}


def tokens(theme: str) -> dict[str, str]:
    """All six-digit colours of a theme by name; white is written shorter."""
    block = {"light": r":root \{(.*?)\n\}", "dark": r":root\[data-theme='dark'\] \{(.*?)\n\}"}[theme]
    found = re.search(block, TOKENS, re.DOTALL)
    assert found is not None
    pairs = re.findall(r"--([\w-]+): (#[0-9a-f]{3,6});", found[1])
    return {name: value if len(value) == 7 else "#" + "".join(c * 2 for c in value[1:]) for name, value in pairs}


def linear(colour: str) -> list[float]:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    return [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]


def luminance(colour: str, sight: str = "usual") -> float:
    seen = [sum(a * b for a, b in zip(row, linear(colour), strict=True)) for row in SIGHTS[sight]]
    return sum(a * min(max(b, 0), 1) for a, b in zip((0.2126, 0.7152, 0.0722), seen, strict=True))


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def lightness(colour: str, sight: str) -> float:
    """L*, 0 to 100: what is left in grey."""
    return float(116 * luminance(colour, sight) ** (1 / 3) - 16)


def test_print_and_page_have_the_same_light_colours() -> None:
    light = tokens("light")
    assert [light[f"c{n}"] for n in range(len(SERIES))] == [colour.lower() for colour in SERIES]
    assert [light[f"h{n}"] for n in range(len(SHADES))] == [shade.lower() for shade in SHADES]
    assert [light[name] for name in ("ink", "ink2", "line", "edge", "surface")] == [
        colour.lower() for colour in (kit.INK, kit.INK2, kit.LINE, kit.EDGE, kit.PAPER)
    ]


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_lines_and_texts_stand_out(theme: str) -> None:
    colours = tokens(theme)
    assert min(contrast(colours[f"c{n}"], colours["surface"]) for n in range(len(SERIES))) >= 3
    assert min(contrast(colours[f"h{n}"], colours["ink"]) for n in range(4)) >= 4.5
    assert contrast(colours["h4"], colours["on-h4"]) >= 4.5


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("sight", SIGHTS)
def test_shades_keep_their_order_in_grey_and_for_colour_blind_eyes(theme: str, sight: str) -> None:
    steps = [lightness(tokens(theme)[f"h{n}"], sight) for n in range(5)]
    apart = [b - a if theme == "dark" else a - b for a, b in pairwise(steps)]
    assert min(apart) >= 6
