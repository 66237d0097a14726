"""Photos for print: about a thousand pixels wide, upright and without metadata, made from the kept copies."""

import io
from collections.abc import Callable
from typing import Final

SIDE, QUALITY = 1024, 80
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
    """Halved while decoding, which costs a quarter of the time and looks the same at 80 mm."""
    from PIL import Image

    with Image.open(io.BytesIO(jpeg)) as picture:
        longest = max(picture.size)
        if longest <= SIDE:
            return jpeg
        # A box of the picture's own shape: with a square one the decoder would not halve.
        picture.draft("RGB", (picture.width * SIDE // longest, picture.height * SIDE // longest))
        small = picture.convert("RGB")
    out = io.BytesIO()
    small.save(out, "JPEG", quality=QUALITY)
    return out.getvalue()
