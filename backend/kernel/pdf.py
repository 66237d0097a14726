"""HTML to PDF with WeasyPrint, which is loaded by the first document: it takes a second and must not slow the web.

Documents are PDF/UA-1 and PDF/A-3a at once (`pdf_archive`). A document sees only the resources it was given; any other
address stops the rendering. Style sheets are parsed once, and one font configuration serves all documents, which is
faster and keeps memory flat. Templates are well-formed XML, whose parser is in C.
"""

import atexit
import gc
import hashlib
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

from backend.kernel.pdf_archive import VARIANT, Attachment, embedded, forbid_smoothing, mark_as_accessible
from backend.kernel.pdf_objects import compress_as_usual, write_down
from backend.kernel.pdf_page_numbers import write_page_numbers
from backend.kernel.pdf_shortcuts import take_shortcuts
from backend.kernel.processes import without_collector

# A name that can never be on any network: relative addresses in a document become names below it.
BASE = "https://document.invalid/"
MEDIA_TYPES = {".woff2": "font/woff2", ".jpg": "image/jpeg", ".png": "image/png", ".svg": "image/svg+xml"}
ROOT = Path(__file__).parent

Finisher = Callable[[Any, Any], None]

# WeasyPrint and the fonts it shares are not made for two threads; Python's lock would let only one run anyway.
_one_at_a_time = threading.Lock()


class PdfProblem(Exception):
    """The document asked for something it was not given, or is not well-formed."""


@dataclass(frozen=True)
class Pdf:
    """A finished document."""

    data: bytes
    pages: int

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.data).hexdigest()


@dataclass(frozen=True)
class Style:
    """Style sheets, the most general first, and the folder of the fonts they name as `fonts/...`."""

    sheets: tuple[Path, ...]
    fonts: Path


def render_pdf(
    html: str,
    style: Style,
    images: Mapping[str, bytes],
    attachment: Attachment | None = None,
    finish: Finisher | None = None,
) -> Pdf:
    """One tagged document. `images` are what `<img src>` may name; `finish` gets the document and its PDF objects."""

    def last_touches(document: Any, pdf: Any) -> None:
        mark_as_accessible(pdf)
        forbid_smoothing(pdf)
        if finish is not None:
            finish(document, pdf)
        write_down(pdf)

    with laid_out(html, style, images) as document:
        data = document.write_pdf(
            pdf_variant=VARIANT, attachments=embedded(attachment), finisher=last_touches, pdf_identifier=True
        )
        return Pdf(data, len(document.pages))


@contextmanager
def laid_out(html: str, style: Style, images: Mapping[str, bytes]) -> Iterator[Any]:
    """WeasyPrint's document, in pages. Nothing else is laid out meanwhile, and no garbage is looked for."""
    with _one_at_a_time, without_collector():
        import weasyprint.urls

        try:
            press = _press(style)
            source = press.source(_parsed(html), press.fetcher_for(images))
            document = source.render(font_config=press.font_config, stylesheets=press.sheets, pdf_variant=VARIANT)
            write_page_numbers(document)
            yield document
        except weasyprint.urls.FatalURLFetchingError as refused:
            # It is no Exception but a BaseException, which would end a worker's thread.
            raise PdfProblem(str(refused)) from None


def warm_up(style: Style) -> None:
    """Load everything a first document needs, so that the first reader does not wait for it."""
    render_pdf("<html lang='en'><title>.</title><p>Warm up 0123456789 <b>bold</b></p></html>", style, {})
    # What is loaded now stays: no collection needs to look at it again.
    gc.collect()
    gc.freeze()


def _parsed(html: str) -> Any:
    try:
        # What is printed is ours, with the words of people escaped; entities are none but XML's own.
        return ElementTree.fromstring(html)  # noqa: S314
    except ElementTree.ParseError as problem:
        raise PdfProblem(f"the document is not well-formed: {problem}") from None


@dataclass(frozen=True)
class _Press:
    """What all documents of one style share."""

    sheets: list[Any]
    font_config: Any
    fetcher: Any
    source: Any
    fonts: Mapping[str, bytes]

    def fetcher_for(self, images: Mapping[str, bytes]) -> Any:
        return self.fetcher({**self.fonts, **images})


@cache
def _press(style: Style) -> _Press:
    import weasyprint
    from weasyprint.text.fonts import FontConfiguration

    atexit.register(_let_go)
    compress_as_usual()
    take_shortcuts()
    fonts = {f"fonts/{path.name}": path.read_bytes() for path in style.fonts.glob("*.woff2")}
    fetcher, font_config = _fetcher_class(), FontConfiguration()
    sheets = [
        weasyprint.CSS(
            string=sheet.read_text("utf-8"), base_url=BASE, url_fetcher=fetcher(fonts), font_config=font_config
        )
        for sheet in style.sheets
    ]
    return _Press(sheets, font_config, fetcher, _source_class(), fonts)


def _let_go() -> None:
    """Free the fonts while their library is loaded: the end of the interpreter would unload it first, and crash."""
    _press.cache_clear()
    gc.unfreeze()
    gc.collect()


@cache
def _source_class() -> Any:
    """Made on demand, because its base class comes with WeasyPrint."""
    import cssselect2
    import weasyprint

    basics = weasyprint.CSS(string=(ROOT / "pdf_basics.css").read_text("utf-8"))

    class Source(weasyprint.HTML):  # type: ignore[misc]
        """A document that is parsed already, with the few rules of a browser's own style that our templates need."""

        def __init__(self, tree: Any, fetcher: Any) -> None:
            self.base_url, self.url_fetcher, self.media_type = BASE, fetcher, "print"
            self.wrapper_element = cssselect2.ElementWrapper.from_html_root(tree, content_language=None)
            self.etree_element = self.wrapper_element.etree_element

        def _ua_stylesheets(self, forms: bool = False) -> list[Any]:
            return [basics]

    return Source


@cache
def _fetcher_class() -> Any:
    """Made on demand, because its base class comes with WeasyPrint."""
    from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

    class AllowList(URLFetcher):  # type: ignore[misc]
        """Hands out the given resources by name and nothing else: no network, no files, no data addresses."""

        def __init__(self, resources: Mapping[str, bytes]) -> None:
            super().__init__(allowed_protocols=[])
            self._resources = resources

        def fetch(self, url: str, headers: Mapping[str, str] | None = None) -> Any:
            name = url.removeprefix(BASE)
            if not url.startswith(BASE) or name not in self._resources:
                raise FatalURLFetchingError(f"a document may not load {url[:200]}")
            media_type = MEDIA_TYPES.get(Path(name).suffix, "application/octet-stream")
            return URLFetcherResponse(url, self._resources[name], {"Content-Type": media_type})

    return AllowList
