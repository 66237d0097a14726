"""Text that a spreadsheet would take for a formula. OWASP: CSV injection."""

from typing import Final

# Their wide forms too: a spreadsheet in Japanese reads them alike.
RISKY: Final = frozenset("=+-@\t\r\n＝＋－＠")  # noqa: RUF001


def harmless(text: str | None) -> str | None:
    """The same text, behind an apostrophe where its first character could begin a formula."""
    return "'" + text if text and text[0] in RISKY else text
