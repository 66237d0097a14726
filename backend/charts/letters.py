"""Text that fits: how wide it is, how it wraps, how a number is written. Never thought narrower than it is."""

import math
from collections.abc import Sequence

from backend.charts.widths import CLASSES

MINUS = "−"
_WIDTHS = {letter: width for width, letters in CLASSES.items() for letter in letters}
_UNKNOWN, _BOLD, _BOLD_ELSEWHERE = 1000, 40, 120


def number(value: float, language: str, *, sign: bool = False) -> str:
    """One decimal, halves up, a real minus, and a comma where the language has one."""
    tenths = math.floor(abs(value) * 10 + 0.5)
    prefix = MINUS if value < 0 and tenths else "+" if sign else ""
    text = f"{prefix}{tenths // 10}.{tenths % 10}"
    return text.replace(".", ",") if language == "de" else text


def text_width(text: str, size: float, weight: int = 400) -> float:
    """In pixels, a little wide."""
    thousandths = sum(_WIDTHS.get(letter, _UNKNOWN) for letter in text)
    if weight > 400:
        thousandths += sum(_BOLD_ELSEWHERE if "\u0370" <= letter < "\u2000" else _BOLD for letter in text)
    return thousandths / 1000 * size


def fit(text: str, room: float, size: float, weight: int = 400) -> str:
    """The text, or as much of it as there is room for and an ellipsis."""
    if text_width(text, size, weight) <= room:
        return text
    kept = text
    while kept and text_width(kept.rstrip() + "…", size, weight) > room:
        kept = kept[:-1]
    return kept.rstrip() + "…"


def wrap(text: str, room: float, size: float, lines: int, weight: int = 400) -> list[str]:
    """The text on at most so many lines, between words, within one only where it is longer than a line; then cut."""
    words, done = _pieces(text, room, size, weight), list[str]()
    while words and len(done) < lines - 1:
        count = len(words)
        while count > 1 and text_width(_joined(words[:count]), size, weight) > room:
            count -= 1
        done.append(_joined(words[:count]))
        words = words[count:]
    return [*done, fit(_joined(words), room, size, weight)] if words else done


def fits(text: str, room: float, size: float, lines: int, weight: int = 400) -> bool:
    """Whether that many lines hold the whole text without a cut or a hyphen."""
    wrapped = wrap(text, room, size, lines, weight)
    return " ".join(wrapped) == " ".join(text.split())


def longest_word(text: str, size: float, weight: int = 400) -> float:
    return max((text_width(word, size, weight) for word in text.split()), default=0.0)


def spread(wanted: Sequence[float], gaps: Sequence[float], low: float, high: float) -> list[float]:
    """Places near the wanted ones and inside [low, high] while they fit, each `gaps[i]` away from its neighbours:
    half of the gap on either side is its own."""
    order = sorted(range(len(wanted)), key=lambda i: wanted[i])
    placed = list(wanted)
    floor = low
    for index in order:
        placed[index] = max(placed[index], floor + gaps[index] / 2)
        floor = placed[index] + gaps[index] / 2
    ceiling = high
    for index in reversed(order):
        placed[index] = min(placed[index], ceiling - gaps[index] / 2)
        ceiling = placed[index] - gaps[index] / 2
    return placed


def _pieces(text: str, room: float, size: float, weight: int) -> list[str]:
    """The words; one that is wider than the room in parts, each but the last with a hyphen."""
    pieces = []
    for word in text.split():
        while text_width(word, size, weight) > room and len(word) > 3:
            count = len(word) - 2
            while count > 2 and text_width(word[:count] + "-", size, weight) > room:
                count -= 1
            pieces.append(word[:count] + "\u00ad")
            word = word[count:]
        pieces.append(word)
    return pieces


def _joined(pieces: Sequence[str]) -> str:
    """Parts of one word run on within a line; at its end they show their hyphen."""
    text = " ".join(pieces).replace("\u00ad ", "")
    return text[:-1] + "-" if text.endswith("\u00ad") else text
