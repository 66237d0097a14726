"""The one family of expected errors. Pure: `backend/http/problems.py` turns them into problem+json."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class FieldError:
    """One thing wrong at one place. `pointer` is a JSON Pointer into what was sent; `line` counts in a file.

    `kind` says which of a code's sentences this is, and `values` what stands in it, for words in other languages.
    """

    pointer: str
    code: str
    message: str
    line: int | None = None
    kind: str = ""
    values: Mapping[str, Any] = field(default_factory=dict)

    def as_json(self) -> dict[str, Any]:
        data: dict[str, Any] = {"pointer": self.pointer, "code": self.code, "message": self.message}
        if self.line is not None:
            data["line"] = self.line
        if self.kind:
            data["kind"] = self.kind
        if self.values:
            data["values"] = dict(self.values)
        return data


class Problem(Exception):
    """An expected refusal: a stable code, one clear sentence, an HTTP status, and where it went wrong.

    `extra` members appear beside the standard ones, for example `missing` of an incomplete submission.
    """

    status = 400

    def __init__(
        self,
        code: str,
        message: str,
        *,
        errors: Sequence[FieldError] = (),
        extra: Mapping[str, Any] | None = None,
        status: int | None = None,
    ) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.errors = tuple(errors)
        self.extra = dict(extra or {})
        if status is not None:
            self.status = status

    def as_json(self) -> dict[str, Any]:
        """What is told of it: its code, its English sentence, and the places."""
        return {"code": self.code, "detail": self.message, "errors": [error.as_json() for error in self.errors]}


class Unauthenticated(Problem):
    """Nobody is signed in, or the session has ended (401)."""

    status = 401

    def __init__(self, code: str = "unauthenticated", message: str = "Please sign in.") -> None:
        super().__init__(code, message)


class Forbidden(Problem):
    """Signed in, but this role may not do it (403)."""

    status = 403

    def __init__(self, code: str = "forbidden", message: str = "Your role does not allow this.") -> None:
        super().__init__(code, message)


class NotFound(Problem):
    """It does not exist, or this person may not see it: the two are never told apart (404)."""

    status = 404

    def __init__(self, code: str = "not_found", message: str = "There is nothing here, or you may not see it.") -> None:
        super().__init__(code, message)


class Conflict(Problem):
    """The request fits its rules, but not the present state (409)."""

    status = 409


class Gone(Problem):
    """It was here and was deleted on purpose (410)."""

    status = 410


class PreconditionFailed(Problem):
    """Somebody else changed the row since it was read (412)."""

    status = 412

    def __init__(
        self, code: str = "row_version_changed", message: str = "Somebody else changed this meanwhile. Load it again."
    ) -> None:
        super().__init__(code, message)


class Invalid(Problem):
    """The content breaks a rule; `errors` says where (422)."""

    status = 422
