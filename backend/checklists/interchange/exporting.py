"""Finds a checklist by slug or file and knows who writes which format. A higher feature adds the printed form."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import undefer

from backend.checklists.interchange.compact import compact
from backend.checklists.interchange.xlsform_out import write_xlsform
from backend.checklists.interchange.yaml_out import write_yaml
from backend.checklists.models import Checklist, ChecklistVersion
from backend.checklists.service import read_checklist
from backend.domain.checklist import content_hash
from backend.domain.problems import NotFound
from backend.kernel.command_line import command_work


@dataclass(frozen=True)
class Found:
    """A checklist to be written; `number` and `source` only if it is published."""

    definition: Mapping[str, Any]
    content_hash: str
    number: int | None = None
    source: str | None = None


def find_checklist(name: str, number: int | None) -> Found:
    """A file if there is one of this name, else a published checklist; raises NotFound."""
    path = Path(name)
    if path.is_file():
        definition = read_checklist(path.read_text(encoding="utf-8", errors="replace"), name)
        return Found(definition, content_hash(dict(definition)))
    with command_work(write=False) as uow:
        versions = select(ChecklistVersion).join(ChecklistVersion.checklist).where(Checklist.slug == name)
        if number is not None:
            versions = versions.where(ChecklistVersion.number == number)
        whole = versions.options(undefer(ChecklistVersion.definition), undefer(ChecklistVersion.source))
        version = uow.session.scalars(whole.order_by(ChecklistVersion.number.desc()).limit(1)).first()
        if version is None:
            which = (
                f"no version {number} of “{name}”" if number else f"neither a file nor a published checklist “{name}”"
            )
            raise NotFound(message=f"There is {which}.")
        return Found(version.definition, version.content_hash, version.number, version.source)


def _as_yaml(found: Found, _language: str | None) -> bytes:
    """What was published stays as its author wrote it, remarks and all."""
    text = found.source if found.source is not None else write_yaml(compact(found.definition))
    return text.encode()


def _as_xlsform(found: Found, _language: str | None) -> bytes:
    return write_xlsform(found.definition, found.content_hash)


# fn(checklist, language of the reader if one was asked for) -> the file.
FORMATS: dict[str, Callable[[Found, str | None], bytes]] = {"yaml": _as_yaml, "xlsform": _as_xlsform}
