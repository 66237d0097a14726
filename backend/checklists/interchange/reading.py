"""One door for all imports: looks at the file, picks its reader, and gives the checklist as YAML with the report."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final, NamedTuple

from backend.checklists.interchange.compact import compact
from backend.checklists.interchange.csv_file import read_csv
from backend.checklists.interchange.plain_list import import_list
from backend.checklists.interchange.table import Report, Table
from backend.checklists.interchange.workbook import FileRefused, read_workbook
from backend.checklists.interchange.xlsform_in import import_xlsform
from backend.checklists.interchange.yaml_out import write_yaml
from backend.domain.checklist import Definition, content_hash

WORKBOOKS: Final = (".xlsx", ".xlsm")


@dataclass(frozen=True)
class Wishes:
    """What the person who imports says; anything else is taken from the file."""

    slug: str | None = None
    title: str | None = None
    language: str | None = None


class Imported(NamedTuple):
    """A valid checklist and what has to be said about it."""

    definition: Definition
    text: str
    report: Report

    @property
    def content_hash(self) -> str:
        return content_hash(self.definition)


def import_file(path: Path, wishes: Wishes) -> Imported:
    """The checklist of a workbook or CSV file; raises FileRefused when there is none in it."""
    report = Report()
    try:
        definition = _as_wished(_read(path, wishes, report), wishes)
    except FileRefused as refused:
        refused.report = report
        raise
    return Imported(definition, write_yaml(compact(definition)), report)


def _read(path: Path, wishes: Wishes, report: Report) -> Definition:
    tables = _tables(path, report)
    if "survey" in tables:
        return import_xlsform(tables, path.stem, report)
    return import_list(tables, path.stem, wishes.language or "en", report)


def _tables(path: Path, report: Report) -> Mapping[str, Table]:
    if path.suffix.lower() in WORKBOOKS:
        return read_workbook(path, report)
    if path.suffix.lower() in (".csv", ".tsv", ".txt"):
        return read_csv(path, report)
    raise FileRefused(f"{path.name} is neither .xlsx nor .csv.")


def _as_wished(definition: Definition, wishes: Wishes) -> Definition:
    changed = dict(definition)
    if wishes.slug:
        changed["id"] = wishes.slug
    if wishes.title:
        changed["title"] = dict.fromkeys(definition["languages"], wishes.title)
    return changed
