"""Notes of a survey sheet on their way to a section's intro or to the guidance of a question."""

from dataclasses import dataclass, field

from backend.checklists.interchange.table import Row, shorten
from backend.checklists.interchange.words import Text, joined


@dataclass
class Notes:
    """Texts between questions: those before a section's first question are its intro, later ones guidance."""

    intro: Text | None = None
    waiting: list[Text] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)
    begun: bool = False

    def add(self, row: Row, text: Text) -> None:
        self.rows.append(row)
        self.waiting.append(text)

    def unheard(self) -> None:
        for row, text in zip(self.rows, self.waiting, strict=True):
            row.lost("label", f"The note “{shorten(next(iter(text.values())))}” has no question after it.")

    def hand_over(self, row: Row) -> None:
        if self.waiting and self.begun:
            row.assumed("hint", "The note before it stands in the guidance now.")
        elif self.waiting:
            self.intro = joined([self.intro, *self.waiting])
        self.waiting.clear()
        self.rows.clear()
        self.begun = True
