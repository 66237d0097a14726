"""A page with all pictures under one another, in the page's own colours and letters."""

from collections.abc import Iterable
from pathlib import Path

ROOT = Path(__file__).parents[2]
PWA = ROOT / "pwa"
STYLES = ("src/styles/tokens.css", "src/styles/font.css", "src/charts/chart.css")
HEAD = '<!doctype html><html lang="en" data-theme="{theme}"><meta charset="utf-8"><title>Charts</title>'
CSS = "body{margin:0;background:var(--surface);color:var(--ink);font-family:var(--font)}figure{margin:0 0 28px}"


def page(svgs: Iterable[str], theme: str = "light") -> str:
    """HTML that needs no server: styles inside, fonts by their addresses on the disk."""
    css = "".join((PWA / name).read_text(encoding="utf-8") for name in STYLES)
    css = css.replace("/fonts/", f"{(PWA / 'public' / 'fonts').as_uri()}/")
    return HEAD.format(theme=theme) + f"<style>{css + CSS}</style>" + "".join(f"<figure>{svg}</figure>" for svg in svgs)
