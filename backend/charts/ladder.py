"""Slope ladder: the same link between centres, within them over time and of the own team, each with its range."""

from collections.abc import Sequence

from backend.charts import kit, marks
from backend.charts.figures import DASH, Table
from backend.charts.keys import Entry, key
from backend.charts.letters import text_width
from backend.charts.link_figures import STEP, Slope, band_of, per_step
from backend.charts.paper import PLAIN, Paper
from backend.charts.rows import Rows
from backend.charts.signed import Signed, signed_scale, tick_text

TOP, BOTTOM, VALUE_ROOM = 30, 26, 92
RAW, CORRECTED = 0, 2


def draw(slopes: Sequence[Slope], paper: Paper = PLAIN) -> str:
    """The SVG; rungs in the order given. What may not be shown stands with its reason below."""
    title = paper.title or paper.say["ladder"]
    if not any(one.value is not None for one in slopes):
        reasons = [one.reason for one in slopes if one.reason]
        return kit.empty("ladder", paper.width, title, reasons[0] if reasons else paper.say["empty"])
    return kit.frame("ladder", paper.width, *_Sheet(slopes, paper).drawn(title))


def table_of(slopes: Sequence[Slope], paper: Paper = PLAIN) -> Table:
    say = paper.say
    header = (say["rung"], say["per_step_head"], say["likely"], say["rows_head"], say["centres_head"], say["why_not"])
    return Table(header, tuple(_cells(one, paper) for one in slopes))


def _cells(one: Slope, paper: Paper) -> tuple[str, ...]:
    value = DASH if one.value is None else per_step(one.value, paper)
    return (
        _name(one, paper),
        value,
        band_of(_ends(one), paper) or DASH,
        str(one.rows),
        str(one.centres),
        one.reason,
    )


def _name(one: Slope, paper: Paper) -> str:
    return paper.say["rung_corrected"].format(name=one.name) if one.corrected else one.name


def _ends(one: Slope) -> tuple[float, float] | None:
    return None if one.value is None or one.low is None or one.high is None else (one.low, one.high)


class _Sheet:
    def __init__(self, slopes: Sequence[Slope], paper: Paper) -> None:
        self.slopes, self.paper = slopes, paper
        values = [one.value * STEP for one in slopes if one.value is not None]
        ends = [end * STEP for one in slopes for end in _ends(one) or ()]
        self.scale: Signed = signed_scale(values, ends)
        self.rows = Rows([_name(one, paper) for one in slopes], paper, top=TOP, right=VALUE_ROOM)

    def drawn(self, title: str) -> tuple[float, str, str, list[str]]:
        """Height, title, description, body."""
        say, width = self.paper.say, self.paper.width
        body = [kit.label(0, 12, say["per_step"]), *self._grid()]
        for index, one in enumerate(self.slopes):
            body += [*self.rows.name(index), *self._row(index, one)]
        entries: list[Entry] = [(lambda x, y: marks.dot(RAW, x, y, 5), say["raw_key"])]
        if any(one.corrected and one.value is not None for one in self.slopes):
            entries.append((lambda x, y: marks.mark(CORRECTED, x, y), say["corrected_key"]))
        legend, end = key(entries, self.rows.bottom + BOTTOM, width)
        reasons = [
            say["reason_of"].format(name=_name(one, self.paper), reason=one.reason)
            for one in self.slopes
            if one.value is None and one.reason
        ]
        notes, end = kit.notes([say["zero_key"], *reasons], end - 4, width)
        said = self.paper.summary([self._sentence(one) for one in self.slopes])
        return end + 4, title, said, [*body, *legend, *notes]

    def _x(self, slope: float) -> float:
        return self.scale.at(slope * STEP, self.rows.left, self.rows.right)

    def _grid(self) -> list[str]:
        pieces, free = [], -1e9
        for value in self.scale.ticks():
            x, text = self.scale.at(value, self.rows.left, self.rows.right), tick_text(value, self.paper)
            zero = abs(value) < 1e-9
            line = self.rows.upright(x)
            pieces.append(kit.rule(line, css="target", stroke=kit.INK2, width=1.5) if zero else kit.rule(line))
            half = text_width(text, 11) / 2
            if x - half > free:
                pieces.append(kit.label(x, self.rows.bottom + 18, text, anchor="middle"))
                free = x + half + 6
        return pieces

    def _row(self, index: int, one: Slope) -> list[str]:
        y, edge = self.rows.y(index), self.paper.width - 2
        if one.value is None:
            return [kit.label(edge, y + 4, self.paper.say["no_number"], anchor="end")]
        span, ends = "", _ends(one)
        if ends:
            low, high = (self._x(end) for end in ends)
            span = kit.rule(f"M{low:.1f} {y:.1f}H{max(high, low + 1):.1f}", css="range", stroke=kit.LINE, width=9)
        x = self._x(one.value)
        dot = marks.mark(CORRECTED, x, y) if one.corrected else marks.dot(RAW, x, y, 5)
        clear = ends is not None and (ends[0] > 0 or ends[1] < 0)
        weight, css = (600, "ink") if clear else (400, "ink2")
        text = per_step(one.value, self.paper)
        text = text if clear else f"({text})"
        return [
            kit.point(span + dot, self._sentence(one)),
            kit.label(edge, y + 4, text, size=13, anchor="end", weight=weight, css=css),
        ]

    def _sentence(self, one: Slope) -> str:
        say, name = self.paper.say, _name(one, self.paper)
        if one.value is None:
            return say["reason_of"].format(name=name, reason=one.reason or say["no_number"])
        parts = [per_step(one.value, self.paper)]
        if ends := _ends(one):
            low, high = (self.paper.number(end * STEP) for end in ends)
            parts.append(say["range"].format(low=low, high=high))
        parts.append(say["base"].format(rows=one.rows, centres=one.centres))
        return f"{name}: {', '.join(parts)}"
