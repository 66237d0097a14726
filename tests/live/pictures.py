"""Photos as phones take them, made here: noise that compresses like a real scene, a number to tell them apart, EXIF."""

import datetime as dt
import io
from pathlib import Path

import numpy as np
from PIL import Image, ImageDraw

ROOT = Path(__file__).parents[2]
CAMERA_FOLDER = ROOT.parent / "shared" / "data" / "photos"
ORIENTATION, MAKE, EXIF_IFD, GPS_IFD, TAKEN_AT = 0x0112, 0x010F, 0x8769, 0x8825, 0x9003
COLOURS = ["#b3261e", "#2e7d32", "#1e5bb3", "#b38f1e", "#7a1eb3", "#1eb3a8", "#b31e70", "#5a5a5a", "#96b31e", "#1e2ab3"]


def make_photo(number: int, size: tuple[int, int] = (1600, 1200), *, sideways: bool = False) -> bytes:
    """JPEG number `number`: one main colour and its number. `sideways` stores it turned, with GPS and EXIF 6."""
    image = _scene(number, size)
    exif = Image.Exif()
    if sideways:
        image = image.transpose(Image.Transpose.ROTATE_90)
        exif = _phone_exif()
    out = io.BytesIO()
    image.save(out, "JPEG", quality=82, exif=exif)
    return out.getvalue()


def write_photos(folder: Path, count: int, size: tuple[int, int] = (1600, 1200)) -> list[Path]:
    """`count` photos as files; the first is stored sideways with a position."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = [folder / f"photo-{number}.jpg" for number in range(1, count + 1)]
    for number, path in enumerate(paths, 1):
        path.write_bytes(make_photo(number, size, sideways=number == 1))
    return paths


def camera_photos() -> list[Path]:
    """Real camera files where this machine has them: the tests that use them say when they are absent."""
    return sorted(CAMERA_FOLDER.glob("*")) if CAMERA_FOLDER.is_dir() else []


def main_colour(image: Image.Image) -> int:
    """The number whose colour fills the upper left part of the picture."""
    width, height = image.size
    patch = image.convert("RGB").crop((width // 20, height // 20, width // 5, height // 5)).resize((1, 1))
    seen = np.array(patch.getpixel((0, 0)), dtype=float)
    distances = [float(np.abs(seen - _rgb(colour)).sum()) for colour in COLOURS]
    return distances.index(min(distances)) + 1


def _scene(number: int, size: tuple[int, int]) -> Image.Image:
    width, height = size
    random = np.random.default_rng(number)
    coarse = random.normal(0, 18, (height // 8 + 1, width // 8 + 1, 1)).repeat(8, 0).repeat(8, 1)[:height, :width]
    pixels = _rgb(COLOURS[(number - 1) % len(COLOURS)]) + coarse + random.normal(0, 5, (height, width, 1))
    image = Image.fromarray(pixels.clip(0, 255).astype(np.uint8))
    draw = ImageDraw.Draw(image)
    draw.rectangle((width * 0.4, height * 0.4, width * 0.6, height * 0.6), fill="white")
    draw.text((width * 0.47, height * 0.43), str(number), fill="black", font_size=height // 8)
    return image


def _rgb(colour: str) -> np.ndarray:
    return np.array([int(colour[i : i + 2], 16) for i in (1, 3, 5)], dtype=float)


def _phone_exif() -> Image.Exif:
    exif = Image.Exif()
    exif[ORIENTATION] = 6
    exif[MAKE] = "Phone"
    exif.get_ifd(EXIF_IFD)[TAKEN_AT] = dt.datetime(2026, 11, 20, 10, 30).strftime("%Y:%m:%d %H:%M:%S")
    exif.get_ifd(GPS_IFD).update({1: "N", 2: (48.0, 8.0, 14.0), 3: "E", 4: (11.0, 34.0, 31.0)})
    return exif
