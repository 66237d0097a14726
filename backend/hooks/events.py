"""What can be told, and in which words of a program: ids and links, nothing about a person."""

import datetime as dt
import uuid
from collections.abc import Mapping
from typing import Any, Final

VISIT_APPROVED: Final = "visit.approved"
REPORT_READY: Final = "report.ready"
WAVE_CLOSED: Final = "wave.closed"
EVENTS: Final = (VISIT_APPROVED, REPORT_READY, WAVE_CLOSED)
# Sent by the button on the page alone.
TEST: Final = "webhook.test"

API: Final = "/api/v1"


def visit_data(origin: str, visit_id: uuid.UUID, centre_id: uuid.UUID) -> dict[str, Any]:
    return {
        "visit_id": str(visit_id),
        "centre_id": str(centre_id),
        "page": f"{origin}/review/{visit_id}",
        "api": f"{origin}{API}/visits/{visit_id}",
    }


def report_data(origin: str, report_id: uuid.UUID, kind: str) -> dict[str, Any]:
    return {
        "report_id": str(report_id),
        "kind": kind,
        "api": f"{origin}{API}/reports/{report_id}",
        "file": f"{origin}{API}/reports/{report_id}/file",
    }


def wave_data(origin: str, wave_id: uuid.UUID, code: str, ends_on: dt.date) -> dict[str, Any]:
    return {
        "wave_id": str(wave_id),
        "code": code,
        "ends_on": ends_on.isoformat(),
        "page": f"{origin}/insights/waves/{code}",
        "comparison": f"{origin}{API}/comparison?period=wave",
    }


def payload(event: str, at: dt.datetime, data: Mapping[str, Any]) -> dict[str, Any]:
    """The shape the Standard Webhooks specification recommends."""
    moment = at.astimezone(dt.UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
    return {"type": event, "timestamp": moment, "data": dict(data)}
