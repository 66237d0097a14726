"""Rescue files as a phone writes them, and as a hostile hand would."""

import hashlib
import json
import uuid
import zipfile
from pathlib import Path
from typing import Any

from backend.accounts.models import User


def rescued_visit(visit_id: uuid.UUID, **parts: Any) -> dict[str, Any]:
    empty = {"accepted": False, "answers": [], "photos": [], "details": [], "deleted": [], "submission": None}
    return {"visit_id": str(visit_id), **empty, **parts}


def rescued_photo(visit_id: uuid.UUID, photo_id: uuid.UUID, data: bytes, **query: str) -> dict[str, Any]:
    about = {"visit_id": str(visit_id), "caption": "", "rank": "0", **query}
    sha256 = hashlib.sha256(data).hexdigest()
    return {"id": str(photo_id), "query": about, "sha256": sha256, "file": f"photos/{photo_id}"}


def write_rescue(
    path: Path,
    auditor: User,
    visits: list[dict[str, Any]],
    photos: dict[uuid.UUID, bytes] | None = None,
    *,
    extra: dict[str, bytes] | None = None,
    manifest: dict[str, Any] | None = None,
    method: int = zipfile.ZIP_STORED,
) -> Path:
    """A file with these visits; `extra` entries are listed too, `manifest` changes its head."""
    entries = {f"visits/{visit['visit_id']}/answers.json": json.dumps(visit).encode() for visit in visits}
    entries |= {f"photos/{photo_id}": data for photo_id, data in (photos or {}).items()} | (extra or {})
    head = {
        "format": "insideout-rescue",
        "version": 1,
        "made_at": "2026-11-20T18:00:00.000Z",
        "code": "9F3C-A2-P1-S1",
        "device": str(uuid.UUID(int=7)),
        "account": {"id": str(auditor.id), "name": auditor.name},
        "files": {
            name: {"sha256": hashlib.sha256(data).hexdigest(), "size": len(data)} for name, data in entries.items()
        },
    }
    with zipfile.ZipFile(path, "w", method) as archive:
        for name, data in entries.items():
            archive.writestr(name, data)
        archive.writestr("manifest.json", json.dumps(head | (manifest or {})))
    return path
