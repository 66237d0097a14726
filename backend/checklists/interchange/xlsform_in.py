"""An XLSForm workbook becomes a checklist: sheets, settings, sections. What has no counterpart is reported."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from backend.checklists.interchange.lists import Choices
from backend.checklists.interchange.logic import Condition
from backend.checklists.interchange.naming import id_of, slug_of
from backend.checklists.interchange.repair import Placed, finish
from backend.checklists.interchange.standards import built_in, score_bands
from backend.checklists.interchange.table import Report, Row, Table, shorten
from backend.checklists.interchange.words import Text, Words, joined
from backend.checklists.interchange.workbook import FileRefused
from backend.checklists.interchange.xlsform_columns import normal, report_columns
from backend.checklists.interchange.xlsform_notes import Notes
from backend.checklists.interchange.xlsform_questions import Questions
from backend.checklists.interchange.xlsform_repeats import repeat_of
from backend.checklists.interchange.xlsform_tree import Group, chunks_of, is_note, pieces_of, tree_of
from backend.domain.checklist import Definition

SHEETS: Final = ("survey", "choices", "settings", "bands")
SCORING: Final = frozenset({"points", "weight", "scored", "critical", "bands", "audit_type", "cap"})


def import_xlsform(tables: Mapping[str, Table], name: str, report: Report) -> Definition:
    """`name` is the file's, for what the workbook does not say itself."""
    survey, choices, settings, bands = (normal(tables.get(sheet), sheet) for sheet in SHEETS)
    if "type" not in survey.columns or not survey.rows:
        raise FileRefused("The sheet “survey” has no column “type”, or no rows below it.")
    for sheet, table in tables.items():
        if sheet not in SHEETS and table.rows:
            report.lost(table.name, None, None, f"The sheet was not read; only {', '.join(SHEETS)} are.")
    for table, sheet in ((survey, "survey"), (choices, "choices"), (settings, "settings")):
        report_columns(table, sheet, report)
    return _Form(survey, choices, settings, bands, name, report).definition()


class _Form:
    """One import."""

    def __init__(self, survey: Table, choices: Table, settings: Table, bands: Table, name: str, report: Report) -> None:
        self.report, self.name, self.survey, self.bands = report, name, survey, bands
        self.settings = settings.rows[0] if settings.rows else Row("settings", 2, {}, report)
        tables = (survey, choices, settings, bands)
        self.words = Words(tables, self.settings.get("default_language"), report)
        self.choices = Choices(choices, self.words)
        scoring = bool(SCORING & {*survey.columns, *choices.columns})
        if not scoring:
            self.report.assumed("choices", None, "points", "No option has points, so nothing is scored yet.")
        self.questions = Questions(self.words, self.choices, scoring=scoring)
        self.section_ids: set[str] = set()
        # Notes that stand alone wait for the next section.
        self.notes = Notes()

    def definition(self) -> Definition:
        settings, words = self.settings, self.words
        title = words.text(settings, "audit_title") or words.text(settings, "form_title") or words.same(self.name)
        source: dict[str, Any] = {
            "id": slug_of(settings.get("form_id") or settings.get("id_string") or next(iter(title.values()))),
            "title": title,
            "description": words.text(settings, "description"),
            "language": words.language,
            "languages": words.languages,
            "sections": list(self._sections(tree_of(self.survey), [], title)),
        }
        if settings.get("customer"):
            source["customer"] = settings.get("customer").lower()
        self.notes.unheard()
        source["scoring"] = self._scoring(source["sections"])
        for name in sorted(set(self.choices.lists) - self.choices.used):
            row = self.choices.lists[name][0]
            row.lost("list_name", f"The list “{name}” belongs to no question that was carried over.")
        return finish(source, self.report)

    def _scoring(self, sections: Sequence[Placed]) -> dict[str, Any]:
        scoring: dict[str, Any] = {"mode": self.settings.get("scoring_mode") or "sections"}
        if self.settings.flag("floor_at_zero"):
            scoring["floor_at_zero"] = True
        cap = self.settings.get("bonus_cap")
        if cap:
            scoring["bonus_cap"] = "none" if cap.lower() == "none" else self.settings.number_in("bonus_cap")
        elif any(question.get("bonus") for section in sections for question in section["questions"]):
            scoring["bonus_cap"] = 100
            self.settings.assumed("bonus_cap", "There are bonus questions: no score may pass 100 %.")
        bands = [self._band(row) for row in self.bands]
        if bands or not built_in(self.words.languages):
            scoring["bands"] = bands or score_bands(self.words.languages)
        return scoring

    def _band(self, row: Row) -> dict[str, Any]:
        label = self.words.text(row, "label") or self.words.same(row.get("id"))
        return {"id": row.get("id"), "from": row.number_in("from"), "label": label}

    def _sections(self, group: Group, around: Sequence[Condition], title: Text) -> Iterator[Placed]:
        for chunk in chunks_of(group):
            if isinstance(chunk, list):
                yield from self._section(Group(None, children=[*chunk]), around, title)
            elif chunk.is_folder() and chunk.row is not None:
                conditions = [*around, *self.questions.conditions(chunk.row, "group")]
                inner = self.words.text(chunk.row, "label") or title
                chunk.row.assumed("type", "A group of groups only: its groups are the sections.")
                yield from self._sections(chunk, conditions, inner)
            else:
                for piece in pieces_of(chunk):
                    yield from self._piece(piece, around)

    def _piece(self, group: Group, around: Sequence[Condition]) -> Iterator[Placed]:
        assert group.row is not None
        rows = [*group.inside, group.row]
        conditions = [condition for row in rows for condition in self.questions.conditions(row, "section")]
        label = self.words.text(group.row, "label")
        named = label or self.words.same(group.row.get("name") or f"Section {len(self.section_ids) + 1}")
        if group.inside:
            group.row.assumed("type", "A repeat inside a group is a section of its own; the group goes on after it.")
        yield from self._section(group, [*around, *conditions], named)

    def _section(self, group: Group, around: Sequence[Condition], title: Text) -> Iterator[Placed]:
        """One section, or none when nothing in it can be asked."""
        row = group.row
        notes = self.notes
        notes.intro, notes.begun = (self.words.text(row, "intro") if row else None), False
        questions = list(self._flat(group.children, [], notes))
        if not questions:
            return
        notes.unheard()
        self.notes = Notes()
        name = id_of((row.get("name") if row else "") or "part", self.section_ids, "s")
        self.section_ids.add(name)
        section = Placed(row, {"id": name, "title": title, "intro": notes.intro, **self._counting(row, name)})
        if around:
            section["visible_if"] = around[0] if len(around) == 1 else {"all": list(around)}
        section["questions"] = questions
        if group.is_repeat and row is not None:
            repeat_of(row, section, self.words, self.questions.ids)
            self.questions.close(questions)
        yield section

    def _flat(self, children: Sequence["Row | Group"], around: Sequence[Condition], notes: Notes) -> Iterator[Placed]:
        """Questions in their order, those of inner groups among them; notes wait for the next question."""
        for child in children:
            if isinstance(child, Group):
                yield from self._inner(child, around, notes)
            elif is_note(child):
                self._note(child, notes)
            else:
                question = self.questions.question(child, around, notes.waiting if notes.begun else [])
                if question is not None:
                    notes.hand_over(child)
                    yield question

    def _inner(self, group: Group, around: Sequence[Condition], notes: Notes) -> Iterator[Placed]:
        assert group.row is not None
        label = self.words.text(group.row, "label")
        if label:
            group.row.lost("label", f"“{shorten(next(iter(label.values())))}”: sections have no inner headings.")
        if group.is_repeat:
            group.row.lost("type", "A repeat inside a repeat is asked once for each time of the outer one.")
        conditions = [*around, *self.questions.conditions(group.row, "inner group")]
        yield from self._flat(group.children, conditions, notes)

    def _note(self, row: Row, notes: Notes) -> None:
        text = joined([self.words.text(row, "label"), self.words.text(row, "hint")])
        if text:
            notes.add(row, text)
        if row.get("relevant"):
            row.lost("relevant", "A note is always shown here.")

    def _counting(self, row: Row | None, name: str) -> dict[str, Any]:
        found: dict[str, Any] = {"touchpoint": id_of((row.get("name") if row else "") or "part", (), "s")}
        if row is None or not row.get("touchpoint"):
            sheet, number = self.survey.name, row.number if row else None
            self.report.assumed(
                sheet,
                number,
                "touchpoint",
                f"The section “{name}” names no touchpoint; “{found['touchpoint']}” stands in.",
            )
        if row is None:
            return found
        found |= {key: row.get(key) for key in ("touchpoint", "team") if row.get(key)}
        numbers = {key: row.number_in(key) for key in ("weight", "gate")}
        return found | {key: number for key, number in numbers.items() if number is not None}
