"""Pictures: what may come in (`probe`, without decoding) and the two copies that are ever shown (`render`).

The copies are upright, in sRGB and carry no metadata. Pillow is imported with the first picture that is rendered.
"""

import io
import math
import threading
from dataclasses import dataclass
from typing import Any, Final

from backend.kernel.image_headers import Header, Truncated, read_header

MOST_BYTES: Final = 25 * 1024 * 1024
MOST_PIXELS: Final = 60_000_000
FULL_SIDE: Final = 2048
THUMB_SIDE: Final = 320
QUALITY: Final = 82
# A picture of 60 million pixels takes 300 MB to decode: not for every thread at once.
_decoders: Final = threading.BoundedSemaphore(2)
# Half of the usual 4032 px is near enough, and a decoder that halves by itself takes a third of time and memory.
FULL_SIDE_LEAST: Final = 1920
# Pillow halves a JPEG while decoding when the result stays this much larger than what is wanted.
REDUCING_GAP: Final = 1.25


class ImageProblem(Exception):
    """A picture that is refused: a stable code and a sentence for people."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code
        self.message = message


@dataclass(frozen=True)
class Derivatives:
    """The copy for reading and reports, and the small one for lists; the sizes are of the first."""

    full: bytes
    thumb: bytes
    width: int
    height: int


def probe(data: bytes) -> Header:
    """What the picture says it is, if it may come in: a known type, whole, and of a size that can be decoded safely."""
    if len(data) > MOST_BYTES:
        raise ImageProblem("photo.too_large", f"A photo may have {MOST_BYTES // 1024 // 1024} MB.")
    try:
        header = read_header(data)
    except Truncated:
        raise ImageProblem("photo.truncated", "The end of this photo is missing.") from None
    if header is None or not header.width or not header.height:
        raise ImageProblem("photo.not_an_image", "This is not a JPEG, PNG, WebP or HEIC picture.")
    _check_pixels(header.width, header.height)
    return header


def render(data: bytes) -> Derivatives:
    """Decode once, shrink in a chain (the small copy from the large one), turn upright, drop everything but pixels."""
    header = probe(data)
    try:
        with _decoders:
            return _render(data, header.format)
    except Exception as error:
        # Decoders answer hostile bytes with errors of every kind; one that got through would stop every report.
        raise ImageProblem("photo.unreadable", "This picture is damaged and cannot be shown.") from error


def _render(data: bytes, kind: str) -> Derivatives:
    image = _open(data, kind)
    _check_pixels(*image.size)
    large = _upright(image)
    full = _encode(large)
    size = large.size
    _shrink(large, THUMB_SIDE)
    return Derivatives(full, _encode(large), *size)


def _open(data: bytes, kind: str) -> Any:
    from PIL import Image, ImageFile

    Image.MAX_IMAGE_PIXELS = MOST_PIXELS
    # WeasyPrint switches this on for the whole process; a broken picture would pass for whole and lose its original.
    ImageFile.LOAD_TRUNCATED_IMAGES = False
    if kind == "HEIF":
        import pillow_heif

        return pillow_heif.open_heif(io.BytesIO(data), convert_hdr_to_8bit=True).to_pillow()
    return Image.open(io.BytesIO(data), formats=("JPEG", "PNG", "WEBP"))


def _upright(image: Any) -> Any:
    """Shrink first, turn afterwards: turning a small picture is cheap."""
    from PIL import ImageOps

    orientation = image.getexif().get(0x0112, 1)
    profile = image.info.get("icc_profile")
    _decode_smaller(image)
    _shrink(image, FULL_SIDE)
    image = _as_srgb(_flat(image), profile)
    image.info.clear()
    image.getexif().clear()
    image.getexif()[0x0112] = orientation
    image = ImageOps.exif_transpose(image)
    image.info.clear()
    return image


def _decode_smaller(image: Any) -> None:
    """Have a JPEG's decoder divide the sides by 2, 4 or 8 where that alone gives the size wanted."""
    for part in (2, 4, 8):
        width, height = image.width // part, image.height // part
        if FULL_SIDE_LEAST <= max(width, height) <= FULL_SIDE:
            image.draft(None, (max(1, width), max(1, height)))


def _shrink(image: Any, side: int) -> None:
    """In place. The box has the picture's own shape: with a square one, Pillow would decode everything at full size."""
    from PIL import Image

    scale = side / max(image.size)
    if scale < 1:
        box = tuple(math.ceil(length * scale) for length in image.size)
        image.thumbnail(box, Image.Resampling.BICUBIC, reducing_gap=REDUCING_GAP)


def _flat(image: Any) -> Any:
    """RGB; what was transparent (a signature) becomes white paper."""
    from PIL import Image

    if image.mode == "RGB":
        return image
    if image.mode in ("RGBA", "LA", "PA") or "transparency" in image.info:
        layer = image.convert("RGBA")
        paper = Image.new("RGB", layer.size, "white")
        paper.paste(layer, mask=layer.getchannel("A"))
        return paper
    if image.mode.startswith("I"):
        image = image.point(lambda value: value / 256).convert("L")
    return image.convert("RGB")


def _as_srgb(image: Any, profile: bytes | None) -> Any:
    """Colours of a wide-gamut phone, as they were seen; a profile that cannot be used is ignored."""
    if not profile:
        return image
    from PIL import ImageCms

    try:
        source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        if "sRGB" in ImageCms.getProfileDescription(source):
            return image
        return ImageCms.profileToProfile(image, source, ImageCms.createProfile("sRGB"), outputMode="RGB")
    except (ImageCms.PyCMSError, OSError, ValueError):
        return image


def _encode(image: Any) -> bytes:
    out = io.BytesIO()
    image.save(out, "JPEG", quality=QUALITY)
    return out.getvalue()


def _check_pixels(width: int, height: int) -> None:
    if width * height > MOST_PIXELS:
        raise ImageProblem("photo.too_many_pixels", f"A photo may have {MOST_PIXELS // 1_000_000} million pixels.")
