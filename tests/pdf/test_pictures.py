"""Photos for print: smaller, and made once for both editions of a report."""

import io

from PIL import Image

from backend.reports import pictures
from tests.factories.visits import photo_bytes


def test_a_large_photo_is_halved_while_it_is_read() -> None:
    for longest, printed in ((1000, 1000), (1600, 800), (2048, 1024), (3200, 800)):
        made = pictures.for_print(photo_bytes((longest, longest * 3 // 4)))
        assert max(Image.open(io.BytesIO(made)).size) == printed


def test_a_photo_is_made_once_and_only_the_latest_are_kept() -> None:
    large, reads = photo_bytes((2000, 1500)), []

    def read() -> bytes:
        reads.append(1)
        return large

    first = pictures.once_for_print("a" * 64, read)
    assert pictures.once_for_print("a" * 64, read) is first and len(reads) == 1
    tiny = photo_bytes((8, 8))
    for number in range(pictures.KEPT):
        assert pictures.once_for_print(f"{number:064}", lambda: tiny) == tiny
    pictures.once_for_print("a" * 64, read)
    assert len(reads) == 2
