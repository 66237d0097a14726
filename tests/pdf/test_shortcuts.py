"""What is done once instead of again and again changes no page."""

import json
import re
import subprocess
import sys

import pytest

from backend.kernel import pdf_shortcuts
from backend.reports import press
from tests.pdf.visit_report import ISSUE, KIND, images_of, read

SAMPLE = json.loads((KIND.folder / "sample.json").read_text("utf-8"))
# Another process, in which only texts in pictures are set as here: WeasyPrint's own way for all the rest.
PLAINLY = """
import json, sys
from backend.kernel import pdf, pdf_shortcuts
pdf.take_shortcuts = lambda: pdf_shortcuts._draw_words()
from tests.pdf.test_shortcuts import contents
json.dump(contents(), sys.stdout)
"""


def contents() -> list[str]:
    """What is drawn on each page."""
    document = read(press.print_report(KIND, SAMPLE, images_of(SAMPLE), ISSUE))
    return [page.get_contents().get_data().decode("latin-1") for page in document.pages]


def test_pages_are_the_same_without_shortcuts() -> None:
    done = subprocess.run([sys.executable, "-c", PLAINLY], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout) == contents()


def test_each_shortcut_stands_in_for_something_that_is_there(monkeypatch: pytest.MonkeyPatch) -> None:
    """A WeasyPrint that calls it otherwise would go its own slow way, and nobody would notice."""
    from weasyprint import svg
    from weasyprint.css import ComputedStyle
    from weasyprint.layout import block, inline, table
    from weasyprint.text.line_break import Layout

    contents()
    found = [
        ComputedStyle.__missing__, block.resolve_percentages, table.resolve_percentages, inline.strut,
        Layout.set_text, Layout.reactivate, Layout.deactivate, svg.text, svg.TAGS["text"], svg.TAGS["tspan"],
    ]  # fmt: skip
    assert {one.__module__ for one in found} == {pdf_shortcuts.__name__}


def test_words_of_a_chart_are_words() -> None:
    """Letter by letter, each would be a piece of text of its own."""
    text = read(press.print_report(KIND, SAMPLE, images_of(SAMPLE), ISSUE)).pages[1].extract_text()
    quarters = re.findall(r">(Q\d \d\d)</text>", SAMPLE["trend"]["chart"])
    assert quarters and all(quarter in text for quarter in quarters)
    drawn = "".join(contents()[1:2])
    assert drawn.count("TJ") < 300
