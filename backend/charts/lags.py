"""Lag profile: the slope for each number of periods in between, with the band that holds all of them together."""

from collections.abc import Sequence

from backend.charts import kit, marks
from backend.charts.figures import DASH, Table
from backend.charts.keys import key
from backend.charts.link_figures import STEP, Lag, band_of, per_step
from backend.charts.paper import PLAIN, Paper
from backend.charts.signed import Field, signed_scale

TOP, BOTTOM, LEFT, BAND = 30, 46, 38, 16


def draw(
    lags: Sequence[Lag], paper: Paper = PLAIN, *, chosen: int | None = None, reason: str = "", height: float = 270
) -> str:  # fmt: skip
    """The SVG; `chosen` is the lag of the page, `reason` what is said where there is no profile."""
    title, say = paper.title or paper.say["lags"], paper.say
    if not lags:
        return kit.empty("lags", paper.width, title, reason or say["lags_empty"])
    field = _field(lags, paper, height)
    strong = next((index for index, one in enumerate(lags) if one.lag == chosen), None)
    body = [kit.label(0, 12, say["per_step"]), *field.levels(paper)]
    body += field.names([str(one.lag) for one in lags], strong)
    body.append(kit.label((field.left + field.right) / 2, field.bottom + 36, say["lag_axis"], anchor="middle"))
    body += [_point(field, index, one, paper) for index, one in enumerate(lags)]
    legend, end = key([(lambda x, y: _swatch(x, y), say["band_key"])], height, paper.width)
    notes, end = kit.notes([say["each_key"], say["chosen_key"] if strong is not None else ""], end - 4, paper.width)
    said = paper.summary([_sentence(one, paper) for one in lags])
    return kit.frame("lags", paper.width, end + 2, title, said, [*body, *legend, *notes])


def table_of(lags: Sequence[Lag], paper: Paper = PLAIN) -> Table:
    say = paper.say
    header = (say["lag"], say["per_step_head"], say["likely"], say["band"], say["rows_head"])
    rows = tuple(
        (
            lag_name(one.lag, paper),
            per_step(one.value, paper),
            band_of(one.ends, paper) or DASH,
            band_of(one.band, paper) or DASH,
            str(one.rows),
        )
        for one in lags
    )
    return Table(header, rows)


def lag_name(lag: int, paper: Paper) -> str:
    return paper.say["lag_0" if lag == 0 else "lag_1" if lag == 1 else "lag_n"].format(n=lag)


def _field(lags: Sequence[Lag], paper: Paper, height: float) -> Field:
    ends = [end * STEP for one in lags for end in (*(one.ends or ()), *(one.band or ()))]
    scale = signed_scale([one.value * STEP for one in lags], ends)
    return Field(LEFT, paper.width - 4, TOP, height - BOTTOM, scale, len(lags))


def _point(field: Field, index: int, one: Lag, paper: Paper) -> str:
    x, band = field.x(index), ""
    if one.band:
        low, high = (field.y(end * STEP) for end in one.band)
        band = kit.rule(f"M{x:.1f} {high:.1f}V{low:.1f}", css="range", stroke=kit.LINE, width=BAND)
    ends = None if one.ends is None else (one.ends[0] * STEP, one.ends[1] * STEP)
    drawn = band + field.whisker(index, ends) + marks.dot(0, x, field.y(one.value * STEP), 5)
    return kit.point(drawn, _sentence(one, paper))


def _swatch(x: float, y: float) -> str:
    return kit.rule(f"M{x:.1f} {y - 7:.1f}v14", css="range", stroke=kit.LINE, width=12)


def _sentence(one: Lag, paper: Paper) -> str:
    parts = [per_step(one.value, paper)]
    if one.ends:
        low, high = (paper.number(end * STEP) for end in one.ends)
        parts.append(paper.say["range"].format(low=low, high=high))
    if one.band:
        low, high = (paper.number(end * STEP) for end in one.band)
        parts.append(paper.say["band_of"].format(low=low, high=high))
    return f"{lag_name(one.lag, paper)}: {', '.join(parts)}"
