"""PDF objects as bytes: written down once, and with their references moved when documents are bound into one."""

import re
import zlib
from functools import cache
from typing import Any

# Text in a dictionary is skipped first, so that a title that reads "12 0 R" stays one.
_TOKEN = re.compile(
    rb"\((?:[^()\\]|\\.)*\)|<[0-9A-Fa-f]+>|(?P<number>\d+) 0 R\b|/(?P<key>StructParents?) (?P<place>\d+)", re.DOTALL
)
_STREAM = b"\nstream\n"


@cache
def raw_class() -> Any:
    """Made on demand, because its base class comes with WeasyPrint."""
    import pydyf

    class Raw(pydyf.Object):  # type: ignore[misc]
        """An object that is bytes already."""

        def __init__(self, data: bytes, *, stream: bool = False) -> None:
            super().__init__()
            self._data, self._stream = data, stream

        @property
        def data(self) -> bytes:
            return self._data

        @property
        def compressible(self) -> bool:
            return not self._stream

    return Raw


class _UsualLevel:
    """What pydyf needs of zlib. The highest level, which it asks for, takes three times as long for 1 % less."""

    @staticmethod
    def compressobj(**_asked: int) -> Any:
        return zlib.compressobj()


def compress_as_usual() -> None:
    """From now on pydyf compresses at zlib's usual level; it has no option for it."""
    import pydyf

    pydyf.zlib = _UsualLevel


def write_down(pdf: Any) -> None:
    """Turn every object into its bytes: its identifier and its file would each ask for them anew, and compress anew."""
    import pydyf

    raw = raw_class()
    for number, item in enumerate(pdf.objects):
        if item.free == "n" and not isinstance(item, raw):
            written = raw(item.data, stream=isinstance(item, pydyf.Stream))
            written.number = number
            pdf.objects[number] = written


def moved(data: bytes, numbers: dict[int, int], by: int, places: int) -> bytes:
    """The object with references to its new neighbours: to `numbers` where one is named, else `by` further on.

    `places` is how far its places in the tree of tags move. What is compressed is left alone.
    """

    def replace(found: re.Match[bytes]) -> bytes:
        if found["number"]:
            old = int(found["number"])
            return b"%d 0 R" % numbers.get(old, old + by)
        if found["key"]:
            return b"/%s %d" % (found["key"], int(found["place"]) + places)
        return found[0]

    head, mark, rest = data.partition(_STREAM)
    return _TOKEN.sub(replace, head) + mark + rest
