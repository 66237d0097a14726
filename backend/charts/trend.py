"""Trend: up to three lines and the network over periods, the rest as thin context. Labels sit at the line ends."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from backend.charts import kit
from backend.charts.figures import Figure, Line, describe
from backend.charts.words import words

HIGHLIGHTED = 3
TOP, BOTTOM, LEFT, LABEL_GAP = 26, 34, 34, 15
OVERHANG = 12.0


@dataclass(frozen=True)
class _Plane:
    """Where values lie on the paper."""

    left: float
    right: float
    top: float
    bottom: float
    low: int
    high: int
    periods: int

    def x(self, index: int) -> float:
        if self.periods == 1:
            return (self.left + self.right) / 2
        return self.left + (self.right - self.left) * index / (self.periods - 1)

    def y(self, value: float) -> float:
        return self.top + (self.bottom - self.top) * (self.high - value) / (self.high - self.low)


def draw(
    lines: Sequence[Line],
    periods: Sequence[str],
    *,
    context: Sequence[Line] = (),
    breaks: Mapping[int, str] | None = None,
    width: float = 640,
    height: float = 300,
    language: str = "en",
) -> str:
    """The SVG. `breaks` marks periods that began with another checklist version, by index."""
    say = words(language)
    shown = _shown(lines)
    if not any(figure for line in shown for figure in line.figures):
        return kit.empty("trend", width, say["trend"], say["empty"])
    plane = _plane(shown, context, len(periods), width, height)
    body = [*_grid(plane, periods, width), *_breaks(plane, breaks or {})]
    body += [piece for line in context for piece in _thin(plane, line)]
    body += [piece for rank, line in enumerate(shown) for piece in _alike(plane, line, rank)]
    for rank, line in enumerate(shown):
        body += _line(plane, line, rank, periods, language)
    body += _labels(plane, shown, width, language)
    notes = _notes(shown, context, say, width - plane.left - 4)
    body += [kit.label(plane.left, height + 14 * i, note) for i, note in enumerate(notes, 1)]
    tall = height + (14 * len(notes) + 8 if notes else 0)
    return kit.frame("trend", width, tall, say["trend"], _description(shown, periods, language), body)


def _shown(lines: Sequence[Line]) -> list[Line]:
    return [line for line in lines if not line.network][:HIGHLIGHTED] + [line for line in lines if line.network][:1]


def _plane(shown: Sequence[Line], context: Sequence[Line], periods: int, width: float, height: float) -> _Plane:
    figures = [f for line in shown for f in line.figures if f]
    values = [f.value for f in figures] + [f.value for line in context for f in line.figures if f]
    values += [f.value for line in shown for f in line.alike if f]
    # A very wide interval runs out of the picture rather than pressing all lines flat.
    least, most = max(0.0, min(values) - OVERHANG), min(100.0, max(values) + OVERHANG)
    ends = [v for f in figures for v in (f.low, f.high) if v is not None]
    low, high = kit.axis(min(most, max(least, v)) for v in [*values, *ends])
    longest = max(kit.text_width(line.name + " 100,0", 12, 600) for line in shown)
    room = min(longest + 16, width * (0.34 if width > kit.NARROW else 0.36))
    return _Plane(LEFT, width - room, TOP, height - BOTTOM, low, high, periods)


def _grid(plane: _Plane, periods: Sequence[str], width: float) -> list[str]:
    pieces = []
    for value in range(plane.low, plane.high + 1, 10 if plane.high - plane.low <= 60 else 20):
        y = plane.y(value)
        pieces.append(kit.rule(f"M{plane.left:.1f} {y:.1f}H{plane.right:.1f}"))
        pieces.append(kit.label(plane.left - 8, y + 4, str(value), anchor="end"))
    widest = max(kit.text_width(period, 11) for period in periods) + 10
    slots = max(1, int((plane.right - plane.left) // widest))
    every = max(1, -(-len(periods) // slots))
    for index, period in enumerate(periods):
        if (len(periods) - 1 - index) % every == 0:
            pieces.append(kit.label(plane.x(index), plane.bottom + 20, period, anchor="middle"))
    return pieces


def _breaks(plane: _Plane, breaks: Mapping[int, str]) -> list[str]:
    """Version breaks as dotted rules, each named at the top while there is room for its name."""
    pieces, free_from = [], 0.0
    for index, name in sorted(breaks.items()):
        between = (plane.x(index - 1) + plane.x(index)) / 2 if index else plane.left
        pieces.append(
            kit.rule(
                f"M{between:.1f} {plane.top - 8:.1f}V{plane.bottom:.1f}",
                css="break", stroke=kit.EDGE, width=1.25, dash="2 4",
            )
        )  # fmt: skip
        text = kit.fit(name, plane.right - plane.left, 11)
        half = kit.text_width(text, 11) / 2
        middle = min(max(between, plane.left + half), plane.right + 20 - half)
        if middle - half >= free_from:
            pieces.append(kit.label(middle, plane.top - 13, text, anchor="middle"))
            free_from = middle + half + 8
    return pieces


def _thin(plane: _Plane, line: Line) -> list[str]:
    return [
        kit.rule(path, css="ctx", stroke=kit.LINE, width=1.25)
        for path in _paths(plane, line.figures)
    ]  # fmt: skip


def _alike(plane: _Plane, line: Line, rank: int) -> list[str]:
    """Beside its line, the same visits on the questions that kept their meaning: thin and dotted, without marks."""
    look = 3 if line.network else rank
    return [
        kit.rule(path, css=f"l s{look}", stroke=kit.SERIES[look], width=1.25, dash="1 3")
        for path in _paths(plane, line.alike)
    ]


def _paths(plane: _Plane, figures: Sequence[Figure | None]) -> list[str]:
    """One path for each run of periods without a gap: a missing period is never bridged."""
    runs: list[list[str]] = [[]]
    for index, figure in enumerate(figures):
        if figure is None:
            runs.append([])
        else:
            runs[-1].append(f"{plane.x(index):.1f} {plane.y(figure.value):.1f}")
    return ["M" + "L".join(run) for run in runs if len(run) > 1]


def _line(plane: _Plane, line: Line, rank: int, periods: Sequence[str], language: str) -> list[str]:
    look = 3 if line.network else rank
    colour = kit.SERIES[look]
    pieces = [
        kit.rule(path, css=f"l s{look}", stroke=colour, width=2.25, dash=kit.DASHES[look])
        for path in _paths(plane, line.figures)
    ]
    for index, figure in enumerate(line.figures):
        if figure is not None:
            tip = f"{line.name}, {periods[index]}: {describe(figure, language)}"
            pieces.append(
                kit.point(_whisker(plane, index, figure, rank, look) + _mark(plane, index, figure, look), tip)
            )
    return pieces


def _whisker(plane: _Plane, index: int, figure: Figure, rank: int, look: int) -> str:
    if figure.low is None or figure.high is None or look == 3:
        return ""
    # Side by side rather than on top of each other where several lines have an interval in one period.
    x = plane.x(index) + (rank - 1) * 3 if rank else plane.x(index)
    low, high = plane.y(max(figure.low, plane.low)), plane.y(min(figure.high, plane.high))
    path = f"M{x:.1f} {high:.1f}V{low:.1f}"
    path += f"M{x - 3:.1f} {high:.1f}h6" if figure.high <= plane.high else ""
    path += f"M{x - 3:.1f} {low:.1f}h6" if figure.low >= plane.low else ""
    return kit.rule(path, css=f"w s{look}", stroke=kit.SERIES[look], width=1)


def _mark(plane: _Plane, index: int, figure: Figure, look: int) -> str:
    x, y, colour = plane.x(index), plane.y(figure.value), kit.SERIES[look]
    ink = f'fill="{kit.PAPER}" stroke="{colour}"' if figure.low_base else f'fill="{colour}" stroke="{kit.PAPER}"'
    css = f'class="{"hollow" if figure.low_base else "m"} s{look}"'
    shape = (
        f'cx="{x:.1f}" cy="{y:.1f}" r="4.5"',
        f'd="M{x - 4:.1f} {y - 4:.1f}h8v8h-8Z"',
        f'd="M{x:.1f} {y - 5.5:.1f}l5.5 5.5l-5.5 5.5l-5.5 -5.5Z"',
        f'd="M{x:.1f} {y - 5.5:.1f}l5.5 10h-11Z"',
    )[look]
    return f'<{"circle" if look == 0 else "path"} {css} {shape} {ink} stroke-width="1.75"/>'


def _labels(plane: _Plane, shown: Sequence[Line], width: float, language: str) -> list[str]:
    """Name and last value beside the end of each line. They keep apart; long names take a second line."""
    ends = [(line, last) for line in shown if (last := _last(line)) is not None]
    x, pieces = plane.right + 10, []
    texts = [
        kit.wrap(f"{line.name} {kit.number(figure.value, language)}", width - x, 12, 2, 600)
        for line, (_, figure) in ends
    ]
    # A name that would lose its value is cut before it instead.
    for number_, (line, (_, figure)) in enumerate(ends):
        value = kit.number(figure.value, language)
        if not texts[number_][-1].endswith(value):
            texts[number_] = [kit.fit(line.name, width - x, 12, 600), value]
    gap = LABEL_GAP * max(len(text) for text in texts) + 2
    wanted = [plane.y(figure.value) for _, (_, figure) in ends]
    for text, y in zip(texts, kit.spread(wanted, gap, plane.top, plane.bottom), strict=True):
        start = y + 4 - LABEL_GAP * (len(text) - 1) / 2
        pieces += [
            kit.label(x, start + LABEL_GAP * i, part, size=12, weight=600, css="ink") for i, part in enumerate(text)
        ]
    return pieces


def _last(line: Line) -> tuple[int, Figure] | None:
    found = [(index, figure) for index, figure in enumerate(line.figures) if figure is not None]
    return found[-1] if found else None


def _notes(shown: Sequence[Line], context: Sequence[Line], say: Mapping[str, str], room: float) -> list[str]:
    """As lines that fit, also on a phone."""
    notes = []
    if any(figure.low_base for line in shown for figure in line.figures if figure):
        notes.append(say["low_base_key"])
    if any(line.alike for line in shown):
        notes.append(say["alike"])
    if context:
        notes.append(say["others"].format(n=len(context)))
    return [part for note in notes for part in kit.wrap(note, room, 11, 3)]


def _description(shown: Sequence[Line], periods: Sequence[str], language: str) -> str:
    say, sentences = words(language), []
    for line in shown:
        found = [(index, figure) for index, figure in enumerate(line.figures) if figure is not None]
        if not found:
            continue
        (first, a), (last, b) = found[0], found[-1]
        values = {
            "name": line.name, "a": kit.number(a.value, language), "b": kit.number(b.value, language),
            "p": periods[first], "q": periods[last],
        }  # fmt: skip
        sentences.append(say["from_to" if first != last else "only"].format(**values))
    return ". ".join(sentences)
