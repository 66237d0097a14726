"""Serves the built app: hashed assets for ever, the page and the service worker always asked for again."""

from pathlib import Path

from flask import Flask, Response, abort, request, send_file
from werkzeug.security import safe_join

from backend.http.context import current_settings

FOR_EVER = "public, max-age=31536000, immutable"
ASK_AGAIN = "no-cache"
ENCODINGS = (("br", ".br"), ("gzip", ".gz"))
NOT_BUILT = (
    "The app has not been built yet. Build it with `make build`, then load this page again."
    " The API is described at /api/docs."
)


def serve_app(app: Flask) -> None:
    """Every address that is no API route: a file of the build, or the page, whose router knows the address."""

    @app.get("/")
    @app.get("/<path:path>")
    def app_file(path: str = "index.html") -> Response:
        if path.split("/")[0] == "api":
            abort(404)
        folder = Path(current_settings().pwa_dir)
        found = safe_join(str(folder), path)
        if found is not None and _is_file(Path(found)):
            return _file(Path(found), path)
        if not (folder / "index.html").is_file():
            return Response(NOT_BUILT, 503, mimetype="text/plain")
        if "." in path.rsplit("/", 1)[-1]:
            abort(404)
        return _file(folder / "index.html", "index.html")


def _is_file(path: Path) -> bool:
    """A name that is longer than any file's may be is simply not there."""
    try:
        return path.is_file()
    except OSError:
        return False


def _file(found: Path, path: str) -> Response:
    """The file, or its precompressed twin where the browser takes it."""
    twin, encoding = _twin(found)
    response = send_file(twin, mimetype=_mimetype(found), conditional=True, etag=True)
    if encoding:
        response.headers["Content-Encoding"] = encoding
    response.vary.add("Accept-Encoding")
    response.headers["Cache-Control"] = FOR_EVER if path.startswith("assets/") else ASK_AGAIN
    return response


def _twin(found: Path) -> tuple[Path, str | None]:
    for encoding, suffix in ENCODINGS:
        twin = found.with_name(found.name + suffix)
        if request.accept_encodings.quality(encoding) and twin.is_file():
            return twin, encoding
    return found, None


def _mimetype(found: Path) -> str | None:
    known = {
        ".js": "text/javascript",
        ".css": "text/css",
        ".html": "text/html",
        ".webmanifest": "application/manifest+json",
        ".svg": "image/svg+xml",
        ".woff2": "font/woff2",
        ".json": "application/json",
        ".png": "image/png",
        ".ico": "image/x-icon",
    }
    return known.get(found.suffix, "application/octet-stream")
