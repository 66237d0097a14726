"""A file that is never whole: what was written to it is taken away piece by piece."""

import io


class Sink(io.RawIOBase):
    """What writers of other libraries take for an open file that cannot go back."""

    def __init__(self) -> None:
        self._pieces: list[bytes] = []
        self._written = 0

    def writable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return False

    def tell(self) -> int:
        return self._written

    def write(self, data: object) -> int:
        piece = bytes(data)  # type: ignore[call-overload]
        self._pieces.append(piece)
        self._written += len(piece)
        return len(piece)

    def take(self) -> bytes:
        """What came since the last time."""
        taken = b"".join(self._pieces)
        self._pieces.clear()
        return taken
