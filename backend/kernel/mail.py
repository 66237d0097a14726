"""Sending a letter. By default letters are written into a folder, where a person or a test can read them."""

import smtplib
import ssl
from dataclasses import dataclass
from email.message import EmailMessage
from email.utils import formatdate
from pathlib import Path
from urllib.parse import SplitResult, unquote, urlsplit

from backend.kernel.ids import new_id

SMTP_PATIENCE_S = 20


@dataclass(frozen=True)
class Letter:
    """A plain-text letter to one person."""

    to: str
    subject: str
    text: str


def send(url: str, sender: str, letter: Letter) -> None:
    """Send by file:///folder, smtp://[user:password@]host[:port] (STARTTLS when offered) or smtps://. May raise."""
    parts = urlsplit(url)
    message = _message(sender, letter)
    if parts.scheme == "file":
        _write(Path(unquote(parts.path)), message)
    elif parts.scheme in ("smtp", "smtps"):
        _deliver(parts, message)
    else:
        raise ValueError("the mail setting must begin with file://, smtp:// or smtps://")


def _message(sender: str, letter: Letter) -> EmailMessage:
    message = EmailMessage()
    message["From"] = sender
    message["To"] = letter.to
    message["Subject"] = letter.subject
    message["Date"] = formatdate()
    message["Message-ID"] = f"<{new_id()}@{sender.rpartition('@')[2]}>"
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(letter.text, cte="8bit")
    return message


def _write(folder: Path, message: EmailMessage) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{new_id()}.eml").write_bytes(message.as_bytes())


def _deliver(parts: SplitResult, message: EmailMessage) -> None:
    host, tls = parts.hostname or "localhost", ssl.create_default_context()
    with (
        smtplib.SMTP_SSL(host, parts.port or 465, timeout=SMTP_PATIENCE_S, context=tls)
        if parts.scheme == "smtps"
        else smtplib.SMTP(host, parts.port or 25, timeout=SMTP_PATIENCE_S)
    ) as server:
        if parts.scheme == "smtp" and server.has_extn("starttls"):
            server.starttls(context=tls)
        if parts.username:
            server.login(unquote(parts.username), unquote(parts.password or ""))
        server.send_message(message)
