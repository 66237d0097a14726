"""HTML to PDF/UA with WeasyPrint, which is loaded by the first document: it takes a second and must not slow the web.

A document sees only the resources it was given; any other address stops the rendering. Style sheets are parsed once,
and one font configuration serves all documents, which is faster and keeps memory flat.
"""

import atexit
import gc
import hashlib
import threading
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

# A name that can never be on any network: relative addresses in a document become names below it.
BASE = "https://document.invalid/"
VARIANT = "pdf/ua-1"
MEDIA_TYPES = {".woff2": "font/woff2", ".jpg": "image/jpeg", ".png": "image/png", ".svg": "image/svg+xml"}

# WeasyPrint and the fonts it shares are not made for two threads; Python's lock would let only one run anyway.
_one_at_a_time = threading.Lock()


class PdfProblem(Exception):
    """The document asked for something it was not given."""


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
    """A style sheet and the folder of the fonts it names as `fonts/...`."""

    sheet: Path
    fonts: Path


def render_pdf(html: str, style: Style, images: Mapping[str, bytes]) -> Pdf:
    """One tagged document. `images` are what `<img src>` may name, by their names."""
    with _one_at_a_time:
        import weasyprint
        from weasyprint.urls import FatalURLFetchingError

        try:
            press = _press(style)
            fetcher = press.fetcher_for(images)
            document = weasyprint.HTML(string=html, base_url=BASE, url_fetcher=fetcher).render(
                font_config=press.font_config, stylesheets=[press.sheet], pdf_variant=VARIANT
            )
            return Pdf(document.write_pdf(pdf_variant=VARIANT), len(document.pages))
        except FatalURLFetchingError as refused:
            # It is no Exception but a BaseException, which would end a worker's thread.
            raise PdfProblem(str(refused)) from None


def warm_up(style: Style) -> None:
    """Load everything a first document needs, so that the first reader does not wait for it."""
    render_pdf("<html lang='en'><title>.</title><p>Warm up 0123456789 <b>bold</b></p></html>", style, {})
    # What is loaded now stays: no collection needs to look at it again.
    gc.collect()
    gc.freeze()


@dataclass(frozen=True)
class _Press:
    """What all documents of one style share."""

    sheet: Any
    font_config: Any
    fetcher: Any
    fonts: Mapping[str, bytes]

    def fetcher_for(self, images: Mapping[str, bytes]) -> Any:
        return self.fetcher({**self.fonts, **images})


@cache
def _press(style: Style) -> _Press:
    import weasyprint
    from weasyprint.text.fonts import FontConfiguration

    atexit.register(_let_go)
    fonts = {f"fonts/{path.name}": path.read_bytes() for path in style.fonts.glob("*.woff2")}
    fetcher, font_config = _fetcher_class(), FontConfiguration()
    sheet = weasyprint.CSS(
        string=style.sheet.read_text("utf-8"), base_url=BASE, url_fetcher=fetcher(fonts), font_config=font_config
    )
    return _Press(sheet, font_config, fetcher, fonts)


def _let_go() -> None:
    """Free the fonts while their library is loaded: the end of the interpreter would unload it first, and crash."""
    _press.cache_clear()
    gc.unfreeze()
    gc.collect()


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
