"""Photos for print: smaller, and made once for both editions of a report."""

import io

from PIL import Image

from backend.reports import pictures
from tests.factories.visits import photo_bytes


def test_a_photo_is_made_smaller_once_and_only_the_latest_are_kept() -> None:
    large, reads = photo_bytes((2000, 1500)), []

    def read() -> bytes:
        reads.append(1)
        return large

    first = pictures.once_for_print("a" * 64, read)
    assert max(Image.open(io.BytesIO(first)).size) <= pictures.SIDE
    assert pictures.once_for_print("a" * 64, read) is first and len(reads) == 1
    tiny = photo_bytes((8, 8))
    for number in range(pictures.KEPT):
        assert pictures.once_for_print(f"{number:064}", lambda: tiny) == tiny
    pictures.once_for_print("a" * 64, read)
    assert len(reads) == 2
