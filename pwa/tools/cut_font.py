"""Cuts Inter to what the product writes: Latin-1, punctuation, weights 400 to 700. By hand, never in the build.

    npm pack inter-ui && tar xf inter-ui-*.tgz
    python pwa/tools/cut_font.py package/variable/InterVariable.woff2 pwa/public/fonts/inter.woff2
    cp pwa/public/fonts/inter.woff2 backend/reports/fonts/

The letters of further Latin names (Yıldız, Dvořák) are two small files, fetched only by a page that has one:

    python pwa/tools/cut_font.py backend/reports/fonts/inter-latin-ext.woff2 pwa/public/fonts/inter-ext.woff2 names
    python pwa/tools/cut_font.py backend/reports/fonts/inter-latin-more.woff2 pwa/public/fonts/inter-more.woff2 names
"""

import io
import sys
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont
from fontTools.varLib import instancer

PUNCTUATION = "–—…“”‘’‚„−→←•€×≤≥±·‹›"
LETTERS = {*range(0x20, 0x7F), *range(0xA0, 0x100), *map(ord, PUNCTUATION)}
NAMES = {*range(0x100, 0x180), *range(0x218, 0x21C), 0x1E9E}


def keep_letters(font: TTFont, letters: set[int]) -> TTFont:
    """Contextual alternates are left out: they would turn a typed "->" into an arrow and add 6 kB."""
    options = subset.Options(layout_features=["kern", "mark", "mkmk", "ccmp", "tnum"], hinting=False)
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=letters & set(font.getBestCmap()))
    cutter.subset(font)
    buffer = io.BytesIO()
    font.save(buffer)
    return TTFont(io.BytesIO(buffer.getvalue()), recalcTimestamp=False)


def keep_weights(font: TTFont) -> TTFont:
    limits = {"wght": (400, 400, 700), "opsz": 14}
    axes = {axis.axisTag for axis in font["fvar"].axes}
    return instancer.instantiateVariableFont(font, {tag: at for tag, at in limits.items() if tag in axes})


def main(source: str, target: str, letters: str = "") -> None:
    font = keep_weights(keep_letters(TTFont(source), NAMES if letters == "names" else LETTERS))
    font.flavor = "woff2"
    font.save(target)
    sys.stdout.write(f"{target}: {Path(target).stat().st_size} bytes\n")


if __name__ == "__main__":
    main(*sys.argv[1:4])
