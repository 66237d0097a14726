"""Files of staff surveys as people send them, and the calls that take them in."""

import io
import json
import uuid
from collections.abc import Sequence
from typing import Any

from werkzeug.test import TestResponse

from backend.kernel.ids import new_id
from tests.api.client import ApiClient

HEADER = (
    "wave_code,opened_on,closed_on,centre_code,team_code,dimension_code,scale_min,scale_max,mean,sd,n,invited,source"
)


def csv_of(lines: Sequence[str], header: str = HEADER) -> bytes:
    return "\n".join([header, *lines, ""]).encode()


def figure(
    centre: str,
    team: str = "",
    *,
    n: int | str = 8,
    mean: float | str = 4,
    wave: str = "w1",
    dimension: str = "voice",
    days: str = "2026-02-01,2026-02-10",
    sd: float | str = "0.8",
    invited: int | str = "",
) -> str:
    """One line of an aggregated file."""
    return f"{wave},{days},{centre},{team},{dimension},1,5,{mean},{sd},{n},{invited},survey house"


def send(
    boss: ApiClient,
    data: bytes,
    kind: str = "figures",
    *,
    name: str = "figures.csv",
    way: str = "import",
    import_id: uuid.UUID | None = None,
    head: bytes | None = None,
    **order: Any,
) -> TestResponse:
    """`way`: preview, questions, check or import. Columns as the preview (of `head` alone, if given) suggests."""

    def body(content: bytes = data, **told: Any) -> dict[str, Any]:
        return {"file": (io.BytesIO(content), name), "order": json.dumps({"kind": kind, **told})}

    options: dict[str, Any] = {"content_type": "multipart/form-data"}
    seen = boss.call("POST", "/engagement/previews", data=body(head or data), **options)
    if way == "preview" or seen.status_code != 200:
        return seen
    found = {"columns": seen.json["columns"], "constants": seen.json["constants"], **order}
    if way in ("questions", "check"):
        return boss.call("POST", f"/engagement/{way.rstrip('s')}s", data=body(**found), **options)
    return boss.call("PUT", f"/engagement/imports/{import_id or new_id()}", data=body(**found), **options)


def mistakes(reply: TestResponse) -> list[tuple[int | None, str, str]]:
    """(line, column, code) of each mistake that is told."""
    assert reply.status_code == 422, reply.text
    return [(one.get("line"), one["pointer"].strip("/"), one["code"]) for one in reply.json["errors"]]
