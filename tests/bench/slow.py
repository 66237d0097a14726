"""A browser on a slow machine: the CPU throttled to a quarter, how long a page takes to open, and each interaction."""

from collections.abc import Iterator
from dataclasses import dataclass

from playwright.sync_api import Page

from tests.bench.figures import Figure, percentile

RATE = 4
SLOW = f"{RATE}x CPU throttle"
BARE, BARE_TAPS = "a checkbox alone on a page", 40
# Event Timing tells durations in steps of 8 ms, and nothing of what was faster than this.
UNTOLD = 16

# From the finger or key to the next picture: the longest event of each interaction.
WATCH = """(untold) => {
  window.interactions = new Map();
  new PerformanceObserver((list) => {
    for (const { interactionId, duration } of list.getEntries())
      if (interactionId) interactions.set(interactionId, Math.max(duration, interactions.get(interactionId) ?? 0));
  }).observe({ type: 'event', durationThreshold: untold });
}"""
TOLD = """() => new Promise((resolve) =>
  requestAnimationFrame(() => setTimeout(() => {
    const found = [...interactions.values()];
    interactions.clear();
    resolve(found);
  }, 200)))"""
# Follows a link inside the app; until the frame after so many elements are there.
OPEN = """async ([path, selector, count]) => {
  const link = document.createElement('a');
  link.href = path;
  document.body.append(link);
  const began = performance.now();
  link.click();
  while (document.querySelectorAll(selector).length < count) await new Promise(requestAnimationFrame);
  await new Promise(requestAnimationFrame);
  link.remove();
  return performance.now() - began;
}"""


@dataclass(frozen=True)
class Interactions:
    """Milliseconds from the finger to the next picture; `cpu` is what the page's thread used for each."""

    count: int
    p50: float
    p95: float
    cpu: float

    def figures(self, name: str, bare: "Interactions") -> Iterator[Figure]:
        remark = f"{self.cpu:.0f} CPU-ms each, of that page {bare.cpu:.0f}; {SLOW}"
        yield Figure(f"{name}.p50", self.p50, "ms", self.count)
        to = f"{BARE}, {bare.p95:.0f} ms"
        yield Figure(f"{name}.p95", self.p95, "ms", self.count, "<= 100", to, self.p95 / bare.p95, remark)


class SlowPage:
    """A page on a quarter of the CPU, whose interactions are watched."""

    def __init__(self, page: Page) -> None:
        self.page, self.session = page, page.context.new_cdp_session(page)
        self.session.send("Emulation.setCPUThrottlingRate", {"rate": RATE})
        self.session.send("Performance.enable", {"timeDomain": "threadTicks"})
        self._used = 0.0

    def open(self, path: str, selector: str, count: int) -> float:
        """Milliseconds from following a link inside the app to the frame after the last of these elements."""
        return float(self.page.evaluate(OPEN, [path, selector, count]))

    def watch(self) -> None:
        """From here on; a page that is loaded anew must be watched anew."""
        self.page.evaluate(WATCH, UNTOLD)
        self.since_last(0)

    def since_last(self, count: int) -> Interactions:
        """The `count` interactions since the last call; what was too fast to be told counts as the slowest of that."""
        told = self.page.evaluate(TOLD)
        taken = [*told, *[UNTOLD] * (count - len(told))] or [UNTOLD]
        before, self._used = self._used, self._cpu_ms()
        each = (self._used - before) / max(1, count)
        return Interactions(count, percentile(taken, 50), percentile(taken, 95), each)

    def release(self) -> None:
        self.session.detach()

    def _cpu_ms(self) -> float:
        metrics = self.session.send("Performance.getMetrics")["metrics"]
        return 1000 * float(next(one["value"] for one in metrics if one["name"] == "TaskDuration"))


def bare_page(page: Page) -> Interactions:
    """The least that a tap can cost here and now: a checkbox in a tab of the same browser."""
    tab = page.context.new_page()
    tab.set_content("<input type=checkbox style='width:80px;height:80px'>")
    slow = SlowPage(tab)
    slow.watch()
    for _ in range(BARE_TAPS):
        tab.get_by_role("checkbox").click()
    found = slow.since_last(BARE_TAPS)
    tab.close()
    return found
