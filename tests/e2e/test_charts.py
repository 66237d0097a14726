"""Charts as a browser sets them, in the page's own letters and where those end in the device's: no text overlaps."""

from pathlib import Path

from playwright.sync_api import Playwright

from backend.charts import kit
from backend.charts.paper import Paper
from tests.charts.gallery import CASES
from tests.charts.page import page
from tests.e2e.phone import chromium_flags, chromium_path

WIDTHS = (358, 640)
# Half a pixel on each side is the rounding of letters to the screen.
FIND = """() => [...document.querySelectorAll('svg.chart')].flatMap((svg, place) => {
  const [, , width, height] = svg.getAttribute('viewBox').split(' ').map(Number)
  const boxes = [...svg.querySelectorAll('text')].map((text) => {
    const { x, y, width, height } = text.getBBox()
    return { said: text.textContent, left: x + 0.5, right: x + width - 0.5, top: y + 0.5, bottom: y + height - 0.5 }
  })
  const left = (a) => a.left < -1 || a.right > width + 1 || a.top < -3 || a.bottom > height + 1
  const meet = (a, b) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom
  return boxes.flatMap((a, at) => [
    ...(left(a) ? [[place, a.said, 'leaves']] : []),
    ...boxes.slice(at + 1).filter((b) => meet(a, b)).map((b) => [place, a.said, b.said]),
  ])
})"""


def test_no_text_of_any_chart_overlaps_in_a_browser(playwright: Playwright, tmp_path: Path) -> None:
    drawn = [(name, width, draw(Paper(width))) for name, draw in CASES.items() for width in WIDTHS]
    drawn.append(
        ("planted", 100, kit.frame("x", 100, 40, "t", "d", [kit.label(0, 20, "Leeds"), kit.label(9, 22, "York")]))
    )
    gallery = tmp_path / "charts.html"
    gallery.write_text(page(svg for *_, svg in drawn), encoding="utf-8")
    browser = playwright.chromium.launch(executable_path=chromium_path(), args=chromium_flags())
    try:
        sheet = browser.new_page(viewport={"width": 700, "height": 900})
        sheet.goto(gallery.as_uri())
        sheet.evaluate("() => document.fonts.ready")
        assert sheet.evaluate("() => document.fonts.check('600 12px Inter')")
        assert sheet.locator("svg.chart").count() == len(drawn)
        found = [(*drawn[place][:2], one, other) for place, one, other in sheet.evaluate(FIND)]
        assert found == [("planted", 100, "Leeds", "York")]
    finally:
        browser.close()
