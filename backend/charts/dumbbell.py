"""Dumbbell: one row a centre, the period before (hollow) and now (solid), highest first, the median dotted."""

from collections.abc import Sequence
from statistics import median

from backend.charts import kit
from backend.charts.figures import Figure, Row, describe
from backend.charts.words import words

TOP, BOTTOM = 34, 26
CHANGE_ROOM = 62


def draw(rows: Sequence[Row], periods: tuple[str, str], *, width: float = 640, language: str = "en") -> str:
    """The SVG. `periods` names the period before and the one now."""
    say = words(language)
    ranked = sorted((row for row in rows if row.after), key=lambda row: (-row.after.value, row.name))  # type: ignore[union-attr]
    title = f"{say['dumbbell']}: {periods[0]} → {periods[1]}"
    if not ranked:
        return kit.empty("dumbbell", width, title, say["empty"])
    sheet = _Sheet(ranked, width, language)
    body = sheet.grid()
    for place, row in enumerate(ranked):
        body += sheet.row(place, row, periods)
    body += sheet.notes()
    said = ". ".join(_sentence(row, periods, language) for row in ranked)
    return kit.frame("dumbbell", width, sheet.height, title, said, body)


class _Sheet:
    """The paper: names beside the rows where it is wide, above them where it is narrow."""

    def __init__(self, rows: Sequence[Row], width: float, language: str) -> None:
        self.rows, self.width, self.language, self.say = rows, width, language, words(language)
        self.narrow = width <= kit.NARROW
        longest = max(kit.text_width(row.name + " *", 12) for row in rows)
        self.left = 10.0 if self.narrow else min(longest + 22, width * 0.34)
        self.right = width - CHANGE_ROOM
        self.names = [self._name(row) for row in rows]
        tallest = max(len(name) for name in self.names)
        self.step = 46 if self.narrow else 26 if tallest == 1 else 34
        self.bottom = TOP + self.step * len(rows)
        figures = [f for row in rows for f in (row.before, row.after) if f]
        self.low, self.high = kit.axis(figure.value for figure in figures)
        self.footnotes = self._footnotes(figures)
        self.height = self.bottom + BOTTOM + 14 * len(self.footnotes) + 4

    def x(self, value: float) -> float:
        clipped = min(self.high, max(self.low, value))
        return self.left + (self.right - self.left) * (clipped - self.low) / (self.high - self.low)

    def grid(self) -> list[str]:
        pieces = []
        for value in range(self.low, self.high + 1, 20 if self.narrow or self.high - self.low > 60 else 10):
            pieces.append(kit.rule(self._upright(value)))
            pieces.append(kit.label(self.x(value), self.bottom + 18, str(value), anchor="middle"))
        middle = median(row.after.value for row in self.rows if row.after)
        text = self.say["median"].format(v=kit.number(middle, self.language))
        half = kit.text_width(text, 11, 600) / 2
        at = min(max(self.x(middle), self.left + half), self.width - half)
        pieces.append(kit.rule(self._upright(middle), css="target", stroke=kit.INK2, width=1.5, dash="2 4"))
        pieces.append(kit.label(at, TOP - 14, text, anchor="middle", weight=600))
        return pieces

    def _upright(self, value: float) -> str:
        """A line through all rows; where names stand above the rows, only beside the marks."""
        x = self.x(value)
        if not self.narrow:
            return f"M{x:.1f} {TOP - 6}V{self.bottom}"
        return "".join(f"M{x:.1f} {TOP + self.step * i + 24}v{self.step - 26}" for i in range(len(self.rows)))

    def row(self, place: int, row: Row, periods: tuple[str, str]) -> list[str]:
        top = TOP + self.step * place
        y = top + (32 if self.narrow else self.step / 2)
        lines = self.names[place]
        if self.narrow:
            pieces = [kit.label(0, top + 19, lines[0], size=12, css="ink")]
        else:
            first = y + 4 - 7 * (len(lines) - 1)
            pieces = [
                kit.label(self.left - 14, first + 14 * i, line, size=12, anchor="end", css="ink")
                for i, line in enumerate(lines)
            ]
        pieces.append(kit.point(self._marks(row, y), _sentence(row, periods, self.language)))
        return [*pieces, *self._change(row, y)]

    def notes(self) -> list[str]:
        return [kit.label(0, self.bottom + BOTTOM + 12 + 14 * i, note) for i, note in enumerate(self.footnotes)]

    def _name(self, row: Row) -> list[str]:
        star = " *" if row.after and row.after.low_base else ""
        if self.narrow:
            return [kit.fit(row.name, self.width - 14, 12) + star]
        return kit.wrap(row.name + star, self.left - 18, 12, 2)

    def _marks(self, row: Row, y: float) -> str:
        before, after = row.before, row.after
        look = 1 if before and after and after.value < before.value else 0
        colour, pieces = kit.SERIES[look], ""
        if after and after.low is not None and after.high is not None:
            path = f"M{self.x(after.low):.1f} {y:.1f}H{self.x(after.high):.1f}"
            pieces += kit.rule(path, css="range", stroke=kit.LINE, width=7)
        if before and after:
            path = f"M{self.x(before.value):.1f} {y:.1f}H{self.x(after.value):.1f}"
            pieces += kit.rule(path, css=f"l s{look}", stroke=colour, width=3 if row.clear else 1.5)
        if before:
            pieces += self._dot("hollow", look, before, y, 4, kit.PAPER, colour)
        if after:
            pieces += self._dot("m", look, after, y, 5.5, colour, kit.PAPER)
        return pieces

    def _dot(self, css: str, look: int, figure: Figure, y: float, radius: float, fill: str, stroke: str) -> str:
        return (
            f'<circle class="{css} s{look}" cx="{self.x(figure.value):.1f}" cy="{y:.1f}" r="{radius:g}"'
            f' fill="{fill}" stroke="{stroke}" stroke-width="1.75"/>'
        )

    def _change(self, row: Row, y: float) -> list[str]:
        if not row.before or not row.after:
            return []
        text = kit.number(row.after.value - row.before.value, self.language, sign=True)
        look = {"weight": 600, "css": "ink"} if row.clear else {"weight": 400, "css": "ink2"}
        said = text if row.clear else f"({text})"
        return [kit.label(self.width - 2, y + 4, said, size=12, anchor="end", **look)]  # type: ignore[arg-type]

    def _footnotes(self, figures: Sequence[Figure]) -> list[str]:
        notes = []
        if any(row.before and row.after for row in self.rows):
            notes += kit.wrap(self.say["clear_key"], self.width - 4, 11, 2)
        if any(row.after and row.after.low_base for row in self.rows):
            notes.append(self.say["low_base_star"])
        return notes


def _sentence(row: Row, periods: tuple[str, str], language: str) -> str:
    say = words(language)
    parts = [f"{row.name}: {periods[1]} {describe(row.after, language)}" if row.after else row.name]
    if row.before:
        parts.append(f"{periods[0]} {describe(row.before, language)}")
    if row.before and row.after and row.clear is not None:
        parts.append(say["clear"] if row.clear else say["unclear"])
    return "; ".join(parts)
