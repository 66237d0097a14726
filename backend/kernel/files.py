"""The file store: bytes under keys, in a local folder or in S3, GCS or Azure by URL. What `put` ends is durable.

Local files are written aside, synced, renamed, and their folder is synced too: after a power cut it is all or nothing.
"""

import datetime as dt
import io
import os
import re
import shutil
import threading
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO, Protocol
from urllib.parse import unquote, urlsplit

KEY = re.compile(r"[a-z0-9][a-z0-9._-]*(/[a-z0-9][a-z0-9._-]*)*")
# obstore's own would hold a thread of the web server for three minutes; phones and jobs try again by themselves.
RETRIES, PATIENCE = 4, dt.timedelta(seconds=20)
PIECE = 256 * 1024


class FileMissing(Exception):
    """There is nothing under this key."""


class StoreAway(Exception):
    """The store cannot keep or give anything now: the disk is full, the bucket does not answer or refuses us."""


class Store(Protocol):
    """What a store can do. Putting a key again replaces it as a whole. `failures`: how it says that it cannot."""

    failures: tuple[type[Exception], ...]

    def put(self, key: str, data: bytes) -> None: ...
    def get(self, key: str) -> bytes: ...
    def put_file(self, key: str, file: BinaryIO) -> None: ...
    def pieces(self, key: str) -> Iterator[bytes]: ...
    def delete(self, key: str) -> None: ...
    def exists(self, key: str) -> bool: ...


_stores: list[Store] = []


def connect(url: str) -> None:
    """Set where this process keeps its files: called once at the start."""
    _stores[:] = [open_store(url)]


def open_store(url: str) -> Store:
    """A store by URL: file:///folder, s3://bucket/prefix, gs://, az://.

    Keys and endpoint are no settings of ours: obstore reads the usual variables itself (AWS_*, GOOGLE_*, AZURE_*).
    """
    parts = urlsplit(url)
    return LocalStore(Path(unquote(parts.path))) if parts.scheme == "file" else RemoteStore(url)


def put(key: str, data: bytes) -> None:
    """Keep these bytes; when this returns, they are on disk (or acknowledged by the remote store)."""
    with _answering() as store:
        store.put(_checked(key), data)


def get(key: str) -> bytes:
    with _answering() as store:
        return store.get(_checked(key))


def put_file(key: str, file: BinaryIO) -> None:
    """The same for what is too large for memory: all that follows in this open file."""
    with _answering() as store:
        store.put_file(_checked(key), file)


def pieces(key: str) -> Iterator[bytes]:
    """The bytes under a key, a piece at a time. FileMissing is raised before the first one is asked for."""
    with _answering() as store:
        return store.pieces(_checked(key))


def delete(key: str) -> None:
    """Forget the key; nothing happens if it is not there."""
    with _answering() as store:
        store.delete(_checked(key))


def exists(key: str) -> bool:
    with _answering() as store:
        return store.exists(_checked(key))


class LocalStore:
    """A folder on this machine."""

    failures: tuple[type[Exception], ...] = (OSError,)

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._known: set[Path] = set()
        self._guard = threading.Lock()

    def put(self, key: str, data: bytes) -> None:
        self.put_file(key, io.BytesIO(data))

    def put_file(self, key: str, file: BinaryIO) -> None:
        path = self._folder / key
        self._make_folder(path.parent)
        aside = path.with_name(f".{uuid.uuid4().hex}.part")
        try:
            _write_and_sync(aside, file)
            aside.replace(path)
        except BaseException:
            aside.unlink(missing_ok=True)
            raise
        _sync_folder(path.parent)

    def get(self, key: str) -> bytes:
        try:
            return (self._folder / key).read_bytes()
        except FileNotFoundError:
            raise FileMissing(key) from None

    def pieces(self, key: str) -> Iterator[bytes]:
        try:
            return _read_on((self._folder / key).open("rb"))
        except FileNotFoundError:
            raise FileMissing(key) from None

    def delete(self, key: str) -> None:
        (self._folder / key).unlink(missing_ok=True)

    def exists(self, key: str) -> bool:
        return (self._folder / key).is_file()

    def _make_folder(self, folder: Path) -> None:
        """A new folder is durable only once the one above it is synced."""
        if folder in self._known:
            return
        with self._guard:
            missing = [level for level in (folder, *folder.parents) if not level.exists()]
            for level in reversed(missing):
                level.mkdir(exist_ok=True)
                _sync_folder(level.parent)
            self._known.add(folder)


class RemoteStore:
    """A bucket. The store's own acknowledgement is its promise of durability."""

    def __init__(self, url: str) -> None:
        import obstore
        from obstore.exceptions import BaseError
        from obstore.store import from_url

        self.failures: tuple[type[Exception], ...] = (BaseError, OSError)
        self._api: Any = obstore
        self._bucket: Any = from_url(url, retry_config={"max_retries": RETRIES, "retry_timeout": PATIENCE})

    def put(self, key: str, data: bytes) -> None:
        self._api.put(self._bucket, key, data)

    def put_file(self, key: str, file: BinaryIO) -> None:
        self._api.put(self._bucket, key, file)

    def get(self, key: str) -> bytes:
        try:
            return bytes(self._api.get(self._bucket, key).bytes())
        except FileNotFoundError:
            raise FileMissing(key) from None

    def pieces(self, key: str) -> Iterator[bytes]:
        try:
            found = self._api.get(self._bucket, key)
        except FileNotFoundError:
            raise FileMissing(key) from None
        return map(bytes, found.stream(min_chunk_size=PIECE))

    def delete(self, key: str) -> None:
        try:
            self._api.delete(self._bucket, key)
        except FileNotFoundError:
            return

    def exists(self, key: str) -> bool:
        try:
            self._api.head(self._bucket, key)
        except FileNotFoundError:
            return False
        return True


@contextmanager
def _answering() -> Iterator[Store]:
    """The store of this process; its own ways of failing become one."""
    store = _store()
    try:
        yield store
    except store.failures as error:
        raise StoreAway(f"{type(error).__name__}: {error}") from error


def _store() -> Store:
    if not _stores:
        raise RuntimeError("no file store: call files.connect(url) at the start")
    return _stores[0]


def _checked(key: str) -> str:
    if not KEY.fullmatch(key):
        raise ValueError(f"not a key: {key!r}")
    return key


def _write_and_sync(path: Path, source: BinaryIO) -> None:
    with path.open("xb") as file:
        shutil.copyfileobj(source, file, PIECE)
        file.flush()
        os.fsync(file.fileno())


def _read_on(file: BinaryIO) -> Iterator[bytes]:
    with file:
        while piece := file.read(PIECE):
            yield piece


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
