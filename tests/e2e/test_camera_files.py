"""Files as real cameras write them: turned, with positions, as HEIC, damaged. Runs where ../shared has such files."""

import hashlib
import io
import time
from pathlib import Path

import pytest
from PIL import Image

from backend.kernel.ids import new_id
from tests.live.api import Refused
from tests.live.chain import Chain
from tests.live.checklists import plain_checklist
from tests.live.pictures import CAMERA_FOLDER, camera_photos

WAIT_S = 60


@pytest.mark.skipif(
    not camera_photos(), reason=f"no camera files in {CAMERA_FOLDER.relative_to(CAMERA_FOLDER.parents[3])}"
)
def test_camera_files_become_upright_copies_without_position_or_are_refused_plainly(chain: Chain) -> None:
    version = chain.publish("camera", plain_checklist("camera", 3))
    visit = chain.plan_visit(chain.centres[1], version["id"])
    chain.accept_visit(visit)
    sent = [photo for path in camera_photos() if (photo := _send(chain, visit, path))]
    assert len(sent) >= len(camera_photos()) // 2
    for photo in sent:
        _check_copy(chain, visit, photo)


def _send(chain: Chain, visit: str, path: Path) -> str | None:
    """The photo's id; None when the server says that this is no whole picture."""
    data, photo = path.read_bytes(), str(new_id())
    headers = {"Content-Type": "image/jpeg", "X-Content-SHA256": hashlib.sha256(data).hexdigest()}
    try:
        chain.auditor.raw("PUT", f"/photos/{photo}?visit_id={visit}", data, headers)
    except Refused as refusal:
        assert refusal.problem["code"] in ("photo.not_an_image", "photo.truncated"), path.name
        return None
    return photo


def _check_copy(chain: Chain, visit: str, photo: str) -> None:
    if _status(chain, visit, photo) == "unreadable":
        return
    copy = Image.open(io.BytesIO(chain.auditor.raw("GET", f"/photos/{photo}/image?size=2048")))
    copy.load()
    assert copy.format == "JPEG"
    assert not dict(copy.getexif())


def _status(chain: Chain, visit: str, photo: str) -> str:
    """What the worker made of it."""
    deadline = time.monotonic() + WAIT_S
    while True:
        (found,) = (row for row in chain.auditor.get(f"/visits/{visit}")["photos"] if row["id"] == photo)
        if found["status"] != "received":
            return str(found["status"])
        assert time.monotonic() < deadline, "the worker did not make the copies"
        time.sleep(0.2)
