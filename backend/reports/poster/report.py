"""A link becomes a poster on A4 with a QR code, codes become slips to cut out."""

import datetime as dt
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any, Final

from backend.kernel.pdf import Style, render_pdf
from backend.pulse.printing import Sheet, Slips
from backend.reports.issue import qr_picture
from backend.reports.poster.words import day_in, words_in
from backend.reports.printable import FONTS, printable

HERE: Final = Path(__file__).parent
SLIPS_A_PAGE: Final = 8


def print_posters(language: str, closed_on: dt.date, floor: int, sheets: Sequence[Sheet]) -> bytes:
    """One A4 page each."""
    words = _words(language, closed_on, floor)
    pages = [{**_place(sheet, words), **_way(sheet.address)} for sheet in sheets]
    return _print("poster.html", language, words, pages=pages)


def print_slips(language: str, closed_on: dt.date, floor: int, slips: Slips) -> bytes:
    """Eight slips on each page."""
    words = _words(language, closed_on, floor)
    made = [{"code": code, **_way(address)} for code, address in slips.codes]
    pages = [made[start : start + SLIPS_A_PAGE] for start in range(0, len(made), SLIPS_A_PAGE)]
    return _print("slips.html", language, words, pages=pages, place=_place(slips, words))


def _place(one: Sheet | Slips, words: dict[str, str]) -> dict[str, str]:
    return {"centre": one.centre, "team": one.team or words["everybody"]}


def _way(address: str) -> dict[str, str]:
    """`typed`: what can be typed where no camera is; the letters behind # are asked for there."""
    typed, _, letters = address.partition("#")
    return {"qr": qr_picture(address, letters), "typed": typed.partition("://")[2], "letters": letters}


def _words(language: str, closed_on: dt.date, floor: int) -> dict[str, str]:
    values = {"day": day_in(language, closed_on), "floor": floor}
    return {name: text.format(**values) for name, text in words_in(language).items()}


def _print(template: str, language: str, words: dict[str, str], **context: Any) -> bytes:
    html = printable(_template(template).render(language=language, words=words, **context))
    return render_pdf(html, Style((HERE / "style.css",), FONTS), {}).data


@cache
def _template(name: str) -> Any:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    environment = Environment(
        loader=FileSystemLoader(HERE), autoescape=True, undefined=StrictUndefined, trim_blocks=True
    )
    return environment.get_template(name)
