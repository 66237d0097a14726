"""A rescue file: the unsent visits of a phone, as a zip it made itself. Nothing in it is believed before it is checked.

Our phones store without compressing, so a zip bomb is refused by its method alone; nothing is ever unpacked to disk.
"""

import hashlib
import json
import re
import uuid
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any, Final, Self

from marshmallow import ValidationError, fields, validate

from backend.domain.problems import Problem
from backend.http.fields import Moment
from backend.http.schemas import In
from backend.kernel.images import MOST_BYTES
from backend.visits.schemas import SHA256

FORMAT: Final = "insideout-rescue"
MANIFEST: Final = "manifest.json"
MOST_ENTRIES: Final = 5_000
LARGEST_JSON: Final = 16 * 1024 * 1024
PIECE: Final = 1024 * 1024
_UUID: Final = "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"
_ANSWERS: Final = re.compile(f"visits/{_UUID}/answers[.]json")
_PHOTO: Final = re.compile(f"photos/{_UUID}")


class AccountIn(In):
    """Whose phone it is."""

    id = fields.UUID(required=True)
    name = fields.String(required=True, validate=validate.Length(max=200))


class EntryIn(In):
    """What an entry must be."""

    sha256 = fields.String(required=True, validate=SHA256)
    size = fields.Integer(required=True, strict=True, validate=validate.Range(min=0))


class ManifestIn(In):
    """The first thing in the file: who made it, when, and the hash of everything else."""

    format = fields.String(required=True, validate=validate.Equal(FORMAT))
    version = fields.Integer(required=True, strict=True, validate=validate.Equal(1))
    made_at = Moment(required=True)
    code = fields.String(required=True, validate=validate.Length(max=80))
    device = fields.UUID(required=True)
    account = fields.Nested(AccountIn, required=True)
    files = fields.Dict(keys=fields.String(), values=fields.Nested(EntryIn), required=True)


class RescuedPhotoIn(In):
    """A photo: what would have stood in its address, and the entry with its bytes."""

    id = fields.UUID(required=True)
    query = fields.Dict(keys=fields.String(), values=fields.String(), required=True)
    sha256 = fields.String(required=True, validate=SHA256)
    file = fields.String(required=True)


class RescuedDetailIn(In):
    """Another caption, question or place of a photo the server has."""

    id = fields.UUID(required=True)
    changes = fields.Dict(required=True)


class RescuedSubmissionIn(In):
    """A submission that waited to be sent."""

    key = fields.String(required=True)
    body = fields.Dict(required=True)


class RescuedVisitIn(In):
    """What was unsent of one visit, as it would have been sent."""

    visit_id = fields.UUID(required=True)
    accepted = fields.Boolean(required=True)
    answers = fields.List(fields.Raw(), required=True)
    notes = fields.List(fields.Raw(), load_default=list)
    photos = fields.List(fields.Nested(RescuedPhotoIn), required=True)
    details = fields.List(fields.Nested(RescuedDetailIn), required=True)
    deleted = fields.List(fields.UUID(), required=True)
    submission = fields.Nested(RescuedSubmissionIn, required=True, allow_none=True)


class RescueFile:
    """Opened and checked as a whole; `with RescueFile(path) as file:`."""

    def __init__(self, path: Path) -> None:
        self._entries: Mapping[str, zipfile.ZipInfo] = {}
        self._zip = _open(path)
        self._entries = _checked_entries(self._zip, path.stat().st_size)
        self.manifest: dict[str, Any] = _load(ManifestIn, self._read(MANIFEST, LARGEST_JSON), MANIFEST)
        self.sha256 = hashlib.sha256()
        self._check_hashes()
        self.visits: Sequence[dict[str, Any]] = [
            self._visit(name) for name in self._entries if _ANSWERS.fullmatch(name)
        ]

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._zip.close()

    @property
    def account_id(self) -> uuid.UUID:
        found: uuid.UUID = self.manifest["account"]["id"]
        return found

    def photo(self, name: str) -> bytes:
        if not _PHOTO.fullmatch(name) or name not in self._entries:
            raise _refused(f"The photo {name!r} is not in the file.")
        return self._read(name, MOST_BYTES)

    def _visit(self, name: str) -> dict[str, Any]:
        visit = _load(RescuedVisitIn, self._read(name, LARGEST_JSON), name)
        if str(visit["visit_id"]) not in name:
            raise _refused(f"{name} is about another visit.")
        return visit

    def _read(self, name: str, most: int) -> bytes:
        if name not in self._entries:
            raise _refused(f"It has no {name}.")
        try:
            with self._zip.open(self._entries[name]) as entry:
                data = entry.read(most + 1)
        except (zipfile.BadZipFile, EOFError, OSError, NotImplementedError, RuntimeError) as error:
            raise _refused(f"{name} is damaged.") from error
        if len(data) > most:
            raise _refused(f"{name} is too large.")
        return data

    def _check_hashes(self) -> None:
        promised = self.manifest["files"]
        if set(promised) != set(self._entries) - {MANIFEST}:
            raise _refused("What it holds is not what its list says.")
        for name, entry in promised.items():
            data = self._read(name, LARGEST_JSON if name.endswith(".json") else MOST_BYTES)
            found = hashlib.sha256(data).hexdigest()
            if (len(data), found) != (entry["size"], entry["sha256"].lower()):
                raise _refused(f"{name} is not what its list says: it was changed or damaged.")
            self.sha256.update(found.encode())


def _open(path: Path) -> zipfile.ZipFile:
    try:
        return zipfile.ZipFile(path)
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise _refused("It is not a zip, or only a part of one.") from error


def _checked_entries(archive: zipfile.ZipFile, size: int) -> dict[str, zipfile.ZipInfo]:
    found = archive.infolist()
    entries = {info.filename: info for info in found}
    if len(found) > MOST_ENTRIES or len(entries) != len(found):
        raise _refused("It holds too many entries, or two of one name.")
    for name, info in entries.items():
        if name != MANIFEST and not _ANSWERS.fullmatch(name) and not _PHOTO.fullmatch(name):
            raise _refused(f"{name[:100]!r} does not belong in it.")
        if info.compress_type != zipfile.ZIP_STORED or info.flag_bits & 1:
            raise _refused("It was packed by another program. Send the file as the phone made it.")
    if sum(info.file_size for info in found) > size:
        raise _refused("Its entries are larger than the file itself.")
    return entries


def _load(schema: type[In], data: bytes, name: str) -> dict[str, Any]:
    try:
        loaded: dict[str, Any] = schema().load(json.loads(data))
    except (ValueError, RecursionError, ValidationError) as error:
        raise _refused(f"{name} is not as our phones write it.") from error
    return loaded


def _refused(sentence: str) -> Problem:
    return Problem("rescue.refused", f"This is no rescue file we can use. {sentence}", status=422)
