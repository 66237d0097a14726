"""The settings: one frozen object, read once from the environment and checked. Nothing else reads the environment.

Everything is embedded by default and lives below one folder: a SQLite file, a photo folder, a job queue, a mail outbox.
"""

import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit

PREFIX = "INSIDEOUT_"
LOCAL_HOSTS = {"127.0.0.1", "localhost", "::1"}
SHORTEST_SECRET = 32
PUSH_HOSTS = "fcm.googleapis.com *.notify.windows.com *.push.services.mozilla.com *.push.apple.com"


class SettingsError(Exception):
    """A setting is missing or makes no sense: the start stops here, with a sentence that says what to do."""


def _setting(help_text: str, *, secret: bool = False) -> str:
    value: str = field(metadata={"help": help_text, "secret": secret}, repr=not secret)
    return value


@dataclass(frozen=True)
class Settings:
    """Every setting there is. The environment variable is INSIDEOUT_ and the name in capitals."""

    data_dir: str = _setting("folder of everything embedded (default ./var)")
    database_url: str = _setting("sqlite:///file (default, in the data folder) or postgresql://user:password@host/name")
    files_url: str = _setting(
        "where photos and reports are kept: file:///folder (default), s3://bucket/prefix, gs://, az://;"
        " the client of s3:// reads AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_REGION and AWS_ENDPOINT_URL"
        " itself, and AWS_ALLOW_HTTP=true where that endpoint is http://"
    )
    jobs_url: str = _setting("the queue of background work: sqlite:///file (default), postgresql://, redis://")
    mail_url: str = _setting(
        "file:///folder (default: letters are written there), smtp://user:password@host:25, smtps://"
    )
    mail_from: str = _setting("the sender of letters (default: insideout@<host of the origin>)")
    limits_url: str = _setting("counters of rate limits: memory:// (default, one server process), redis://host:6379")
    secret_key: str = _setting("at least 32 characters; made once and kept when the origin is local", secret=True)
    origin: str = _setting("what people type: https://audits.example.com (default http://127.0.0.1:8000)")
    proxies: str = _setting("how many reverse proxies stand in front and set X-Forwarded-For (default 0)")
    push_hosts: str = _setting(
        "the push services reminders may be sent to, by host, *. for all below one; an address of this machine"
        " itself also without TLS, for tests (default: those of Chrome, Edge, Firefox and Safari)"
    )
    report_days: str = _setting("for how many days files of reports are kept, 0 for ever (default 90)")
    hook_hosts: str = _setting(
        "addresses inside your own network that webhooks may go to, each with its port (host:port), also without TLS;"
        " all others must be https on the public internet (default: none)"
    )
    pwa_dir: str = _setting("the built app to serve (default pwa/dist beside the backend)")

    @property
    def secure(self) -> bool:
        return self.origin.startswith("https://")

    @property
    def local(self) -> bool:
        return (urlsplit(self.origin).hostname or "") in LOCAL_HOSTS

    @property
    def cookie_name(self) -> str:
        return "__Host-sid" if self.secure else "sid"

    @classmethod
    def read(cls, environment: Mapping[str, str]) -> "Settings":
        """The settings as given, the rest by default, checked."""
        given = {f.name: environment.get(PREFIX + f.name.upper(), "").strip() for f in fields(cls)}
        data_dir = Path(given["data_dir"] or "var").absolute()
        origin = _checked_origin(given["origin"] or "http://127.0.0.1:8000")
        defaults = {
            "database_url": f"sqlite:///{data_dir / 'insideout.sqlite'}",
            "files_url": f"file://{data_dir / 'files'}",
            "jobs_url": f"sqlite:///{data_dir / 'jobs.sqlite'}",
            "mail_url": f"file://{data_dir / 'outbox'}",
            "mail_from": f"insideout@{urlsplit(origin).hostname}",
            "limits_url": "memory://",
            "proxies": "0",
            "push_hosts": PUSH_HOSTS,
            "report_days": "90",
            "pwa_dir": str(Path(__file__).parent.parent / "pwa" / "dist"),
        }
        values = {name: value or defaults.get(name, "") for name, value in given.items()}
        values |= {"data_dir": str(data_dir), "origin": origin}
        if not values["proxies"].isdigit():
            raise SettingsError("INSIDEOUT_PROXIES must be a whole number: how many reverse proxies stand in front.")
        if not values["report_days"].isdigit():
            raise SettingsError("INSIDEOUT_REPORT_DAYS must be a whole number: for how many days reports are kept.")
        settings = cls(**values)
        data_dir.mkdir(parents=True, exist_ok=True)
        return cls(**{**values, "secret_key": _checked_secret(settings)})


@cache
def get_settings() -> Settings:
    """The settings of this process, read at the first call."""
    return Settings.read(os.environ)


def _checked_origin(origin: str) -> str:
    parts = urlsplit(origin)
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.path.strip("/") or parts.query:
        raise SettingsError("INSIDEOUT_ORIGIN must look like https://audits.example.com, without a path.")
    if parts.scheme == "http" and parts.hostname not in LOCAL_HOSTS:
        raise SettingsError("INSIDEOUT_ORIGIN must be https, except on this machine: phones need it to work offline.")
    return f"{parts.scheme}://{parts.netloc}".lower()


def _checked_secret(settings: Settings) -> str:
    secret = settings.secret_key
    if not secret and settings.local:
        return _kept_secret(Path(settings.data_dir) / "secret-key")
    if len(secret) < SHORTEST_SECRET or len(set(secret)) < SHORTEST_SECRET // 4:
        raise SettingsError(
            f"INSIDEOUT_SECRET_KEY is missing or weak: give it at least {SHORTEST_SECRET} random characters,"
            " for example the output of: openssl rand -hex 32"
        )
    return secret


def _kept_secret(path: Path) -> str:
    """Made once, readable by its owner only; two processes starting together agree on one."""
    try:
        descriptor = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    except FileExistsError:
        return path.read_text().strip()
    with os.fdopen(descriptor, "w") as file:
        file.write(secrets.token_hex(32))
    return path.read_text().strip()
