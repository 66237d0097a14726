"""Publishing checklists: what was published once never changes, and the same content is the same version."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from backend.checklists.models import Checklist, ChecklistVersion
from backend.checklists.queries import checklist_by_slug, latest_number, version_with
from backend.checklists.source import load_yaml
from backend.domain.checklist import ChecklistInvalid, content_hash, nothing_counts, parse_checklist
from backend.domain.problems import FieldError
from backend.domain.roles import Actor
from backend.kernel.clock import now
from backend.kernel.ids import new_id
from backend.kernel.unit_of_work import UnitOfWork
from backend.trail.service import record


class Published(NamedTuple):
    """A version, and whether it was new."""

    version: ChecklistVersion
    created: bool


def read_checklist(source: str, name: str) -> Mapping[str, Any]:
    """The definition this YAML means; raises `ChecklistInvalid` with everything that is wrong with it."""
    return check_checklist(*load_yaml(source, name))


def check_checklist(data: Any, lines: Mapping[str, int]) -> dict[str, Any]:
    """The definition of loaded data, once nothing stands against publishing it."""
    definition = parse_checklist(data, lines)
    if nothing_counts(definition):
        text = "Every weight is 0, so no visit could ever get a score."
        raise ChecklistInvalid([FieldError("/sections", "nothing_counts", text, lines.get("/sections"))])
    return definition


def publish_checklist(
    uow: UnitOfWork, actor: Actor, source: str, *, slug: str | None = None, name: str = "The checklist"
) -> Published:
    """A new version, or the one that already says the same. With a `slug` the source must be of that checklist."""
    definition = dict(read_checklist(source, name))
    if slug is not None and definition["id"] != slug:
        wrong = f"This is the checklist “{definition['id']}”, not “{slug}”."
        error = FieldError("/id", "wrong_checklist", wrong, values={"id": definition["id"], "wanted": slug})
        raise ChecklistInvalid([error])
    checklist = checklist_by_slug(uow.session, definition["id"]) or _add_checklist(uow, definition["id"])
    digest = content_hash(definition)
    existing = version_with(uow.session, checklist.id, digest)
    if existing is not None:
        return Published(existing, False)
    return Published(_add_version(uow, actor, checklist, definition, digest, source), True)


def _add_checklist(uow: UnitOfWork, slug: str) -> Checklist:
    checklist = Checklist(id=new_id(), slug=slug, created_at=now())
    uow.session.add(checklist)
    uow.session.flush()
    return checklist


def _add_version(
    uow: UnitOfWork, actor: Actor, checklist: Checklist, definition: dict[str, Any], digest: str, source: str
) -> ChecklistVersion:
    version = ChecklistVersion(
        id=new_id(),
        checklist=checklist,
        number=latest_number(uow.session, checklist.id) + 1,
        title=definition["title"],
        content_hash=digest,
        definition=definition,
        source=source,
        published_at=now(),
        published_by_id=actor.user_id,
    )
    uow.session.add(version)
    uow.session.flush()
    details = {"number": version.number, "content_hash": digest}
    record(uow, actor, "checklist.published", "checklist", checklist.id, details=details)
    return version
