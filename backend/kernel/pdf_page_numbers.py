"""The page numbers of contents, written in when all pages are laid out.

CSS has them too (`target-counter`), but WeasyPrint then lays the page with the contents out three times.
"""

from collections.abc import Iterator
from typing import Any

# `<a class="page-number" href="#chapter">00</a>` on the first pages, drawn up to the right.
MARK = "page-number"


def write_page_numbers(document: Any) -> None:
    """Replace what stands in each such link of the first pages by the number of the page its anchor is on."""
    pages: dict[str, int] = {}
    for number, page in enumerate(document.pages, 1):
        for anchor in page.anchors:
            pages.setdefault(anchor, number)
    for page in document.pages:
        places = list(_places(page))
        for box in places:
            _write(box, str(pages.get(box.element.get("href").removeprefix("#"), "")))
        if not places:
            return


def _places(page: Any) -> Iterator[Any]:
    from weasyprint.formatting_structure.boxes import TextBox

    for box in page._page_box.descendants():
        if isinstance(box, TextBox) and box.element is not None and box.element.get("class") == MARK:
            yield box


def _write(box: Any, text: str) -> None:
    """Another text at the same right edge and on the same line."""
    from weasyprint.text.line_break import split_first_line

    layout, _, _, width, _, _ = split_first_line(text, box.style, None, None, 0)
    box.text, box.pango_layout = text, layout
    box.position_x, box.width = box.position_x + box.width - width, width
