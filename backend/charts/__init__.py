"""Charts: data in, SVG out; one module a kind. The same picture serves the page and the PDF.

Data (all frozen) are in `figures`; `paper.Paper(width=640, language="en", unit="percent"|"share"|"minutes", title="")`.
Every kind has `draw(...) -> str`, the SVG, and its twin `table_of(...) -> figures.Table(header, rows)`, rows of text:

    trend.draw(lines: [Line], periods: [str], paper, *, context=[Line], breaks={index: name}, height=300)
    dumbbell.draw(rows: [Row], (before, now), paper, part=slice(None))
    multiples.draw(lines: [Line], periods, paper, *, network=Line | None, part=)
    heat.draw(rows: [HeatRow], columns: [str], paper, *, cuts=(), part=)
    ranks.draw(rows: [Rank], paper, *, network=Figure | None, part=)
    profile.draw(rows: [Beside], (centre, other), paper, *, part=)
    distribution.draw(bins: [Bin], paper)
    control.draw(points: [Reading], Limits | None, paper, *, height=260)
    sparkline.draw(line: Line, periods, paper, *, scale=Scale | None)      (no twin: it stands in a table)
    gauge.draw(percent, thresholds, says=, size=220, language="en")         (no twin: one figure, said in its title)

Of inside-outside, from the data in `link_figures` (slopes are told per 5 points of engagement):

    quadrant.draw(dots: [Dot], paper, *, hidden=0, means=(inside, outside))
    ladder.draw(slopes: [Slope], paper)
    lags.draw(lags: [Lag], paper, *, chosen=None, reason="")
    grid.draw(rows: [PairRow], columns: [str], paper)
    event.draw(points: [Since], paper, *, reason="")
    lines.draw(waves: [Wave], service: [Figure | None], periods, paper)
    value_chain.draw(steps: [Step], teams: [Team], paper)       (twins: table_of(...) and handovers_of(teams, paper))

`table_of` takes the same leading arguments and the paper (multiples also `network`). `part` draws some rows of the
whole on the scale of the whole, for pages: `[draw(rows, ..., part=slice(i, i + 30)) for i in range(0, len(rows), 30)]`.
Values of unit share are 0 to 100. Names may be of any length; nothing overlaps from 280 pixels on.
"""
