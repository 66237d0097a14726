"""Runs the web server and, beside it, one worker: what `insideout serve` does until it is told to stop."""

import logging
import os
import socket
import sys
from contextlib import AbstractContextManager, nullcontext
from typing import TYPE_CHECKING

from granian.constants import Interfaces
from granian.log import LogLevels
from granian.server import Server

from backend.kernel.children import kept_running
from backend.kernel.db import make_engine
from backend.kernel.processes import collect_seldom
from backend.kernel.schema_version import newest_revision, stored_revision
from backend.settings import Settings, SettingsError

if TYPE_CHECKING:
    from flask import Flask

# A body that comes slowly holds a thread, and phones on a bad line send slowly: as many as there may be of those.
THREADS = 32
WORKER_PATIENCE_S = 30
# Ctrl-C reaches the web processes twice, from the terminal and from their parent; one of them may then hang.
WEB_PATIENCE_S = 5
LOG_FORMAT = "%(asctime)s %(levelname)s %(name)s: %(message)s"
LOGGING = {
    "formatters": {"plain": {"format": LOG_FORMAT}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "loggers": {"_granian": {}},
    "root": {"handlers": ["console"], "level": "INFO"},
}


def serve(settings: Settings, host: str, port: int, processes: int, *, with_worker: bool) -> None:
    """Serve until SIGINT or SIGTERM; the worker ends too."""
    if processes > 1 and settings.limits_url == "memory://":
        raise SettingsError("Several processes need shared rate limits: set INSIDEOUT_LIMITS_URL to a Redis server.")
    check_schema(settings)
    check_port(host, port)
    server = Server(
        "backend.server:web_app",
        factory=True,
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=processes,
        blocking_threads=THREADS,
        websockets=False,
        respawn_failed_workers=True,
        workers_kill_timeout=WEB_PATIENCE_S,
        log_level=LogLevels.error,
        log_dictconfig=LOGGING,
    )
    with _worker(with_worker):
        server.serve()


def web_app() -> "Flask":
    """The application of a web process.

    What was made until now stays: the collector does not look at it again, or every large page would stop for it.
    """
    from backend.app import create_app

    app = create_app()
    collect_seldom()
    return app


def check_schema(settings: Settings) -> None:
    """A server never runs on a schema it does not know: better no start than wrong rows."""
    engine = make_engine(settings.database_url)
    stored = stored_revision(engine)
    engine.dispose()
    if stored != newest_revision():
        raise SettingsError(f"The database is at revision {stored or 'none'}: run `insideout db upgrade` first.")


def check_port(host: str, port: int) -> None:
    """Said here in a sentence: the web server itself would die of it with a trace."""
    try:
        socket.create_server((host, port)).close()
    except OSError as error:
        raise SettingsError(f"Cannot listen on {host}:{port} ({error.strerror}). Choose another --port.") from None


def configure_logging() -> None:
    """For the worker: our own words, and of the libraries only their warnings."""
    logging.basicConfig(level=logging.INFO, format=LOG_FORMAT)
    for name in ("huey", "weasyprint", "fontTools"):
        logging.getLogger(name).setLevel(logging.WARNING)


def _worker(wanted: bool) -> AbstractContextManager[None]:
    """A child process that also ends by itself when this one dies, and is started again when it is killed."""
    command = [sys.executable, "-m", "backend.cli", "worker", "--parent", str(os.getpid())]
    return kept_running(command, WORKER_PATIENCE_S) if wanted else nullcontext()
