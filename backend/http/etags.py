"""Row versions on the wire: `ETag: "7"` going out, `If-Match: "7"` coming in. The check itself is the row's UPDATE."""

from flask import Response, g, request

from backend.domain.problems import PreconditionFailed, Problem


def set_etag(row_version: int) -> None:
    """The version of the row this reply shows."""
    g.etag = str(row_version)


def if_match() -> int:
    """The version the client read: 428 when it does not say, 412 when it cannot be one of ours."""
    sent = request.headers.get("If-Match")
    if sent is None:
        raise Problem("if_match_required", "Say which version you change: send If-Match.", status=428)
    version = sent.strip().removeprefix('"').removesuffix('"')
    if not version.isascii() or not version.isdigit() or len(version) > 9:
        raise PreconditionFailed()
    return int(version)


def apply_etag(response: Response) -> Response:
    """Put the tag on the reply. It serves `If-Match` only: a row's version says nothing of its photos or reports."""
    etag = g.pop("etag", None)
    if etag is not None:
        response.set_etag(etag)
    return response
