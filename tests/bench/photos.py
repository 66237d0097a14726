"""The photo pipeline against Pillow's own floor: a 12 MP camera JPEG to the reading copy and the thumbnail."""

import io
import subprocess
import sys
import time
from collections.abc import Callable, Iterator

from PIL import Image, ImageOps

from backend.kernel import images
from tests.bench.figures import Figure, median
from tests.live.pictures import make_photo

ROUNDS = 9


def measure() -> Iterator[Figure]:
    camera = make_photo(1, (4032, 3024), sideways=True)
    ours, floor = _interleaved([lambda: images.render(camera), lambda: _pillow_chain(camera)])
    yield _figure("photos.camera-12mp", ours, floor)
    from_phone = make_photo(2, (2048, 1536))
    ours, floor = _interleaved([lambda: images.render(from_phone), lambda: _pillow_chain(from_phone)])
    yield _figure("photos.from-the-app", ours, floor)
    yield Figure("photos.peak-memory", _peak_mb(camera), "MB", 1, goal="<= 60", remark="over an idle process, 12 MP")


def _figure(name: str, ours: list[float], floor: list[float]) -> Figure:
    value, base = median(ours), median(floor)
    speed = f"{1 / value:.1f} photos a CPU-second"
    return Figure(name, value * 1000, "CPU-ms", len(ours), "ratio <= 1.25", "Pillow draft chain", value / base, speed)


def _interleaved(works: list[Callable[[], object]]) -> list[list[float]]:
    """CPU seconds of each work in turn, so that a busy minute of the machine meets all of them."""
    taken: list[list[float]] = [[] for _ in works]
    for _ in range(ROUNDS):
        for work, times in zip(works, taken, strict=True):
            began = time.process_time()
            work()
            times.append(time.process_time() - began)
    return taken


def _pillow_chain(data: bytes) -> tuple[bytes, bytes]:
    """The least that Pillow can do for the same two pictures: draft decode, then one from the other."""
    image = Image.open(io.BytesIO(data))
    image.draft("RGB", _box(image.size, images.FULL_SIDE_LEAST))
    image.thumbnail(_box(image.size, images.FULL_SIDE), reducing_gap=1.0)
    image = ImageOps.exif_transpose(image)
    large, small = io.BytesIO(), io.BytesIO()
    image.save(large, "JPEG", quality=82)
    image.thumbnail(_box(image.size, images.THUMB_SIDE))
    image.save(small, "JPEG", quality=80)
    return large.getvalue(), small.getvalue()


def _box(size: tuple[int, int], side: int) -> tuple[int, int]:
    scale = side / max(size)
    return round(size[0] * scale), round(size[1] * scale)


# VmHWM, not getrusage: the latter starts at what the parent process had reached.
PEAK = """
import re, sys
from pathlib import Path
from PIL import Image
from backend.kernel import images

def highest_mb():
    return int(re.search(r"VmHWM:\\s+(\\d+)", Path("/proc/self/status").read_text())[1]) / 1024

Image.init()
data = sys.stdin.buffer.read()
before = highest_mb()
images.render(data)
print(highest_mb() - before)
"""


def _peak_mb(camera: bytes) -> float:
    """Highest memory while rendering in a fresh process, less what the process held before it."""
    run = subprocess.run([sys.executable, "-c", PEAK], input=camera, capture_output=True, check=True)
    return float(run.stdout)
