"""What the columns of the views for BI programs mean: what tables that leave have too is called and means the same."""

from collections.abc import Sequence
from typing import Final

from backend.exports.columns import Column
from backend.exports.visit_columns import ANSWER, SCORE, VISIT

_KNOWN: Final = {column.name: column for column in (*VISIT, *SCORE, *ANSWER)}
_OWN: Final = {
    column.name: column
    for column in (
        Column("centre_id", "code", "Id of the centre.", "Id des Betriebs."),
        Column("text_en", "text", "The question in English.", "Die Frage auf Englisch."),
        Column("text_de", "text", "The question in German.", "Die Frage auf Deutsch."),
        Column("scope", "code", "centre, area or chain.", "centre, area oder chain."),
        Column(
            "scope_id",
            "code",
            "Id of the centre or area; of the chain nothing.",
            "Id des Betriebs oder des Gebiets; der Kette keine.",
        ),
        Column("name", "text", "Name of the centre or area.", "Name des Betriebs oder des Gebiets."),
        Column("period_kind", "code", "month, quarter, year or wave.", "month, quarter, year oder wave."),
        Column("period", "text", "Code of the period, such as 2026-Q4.", "Kürzel des Zeitraums, etwa 2026-Q4."),
        Column(
            "mean",
            "number",
            "Mean of the visits, to a millionth; of compliance the share of visits.",
            "Mittel der Besuche, auf ein Millionstel; bei compliance der Anteil der Besuche.",
            "percent",
        ),
        Column("visits", "integer", "Approved visits it rests on.", "Freigegebene Besuche, auf denen er beruht."),
    )
}
_MEASURE: Final = Column(
    "measure",
    "code",
    "overall, delight, compliance, section:<checklist>/<section>, touchpoint:<code> or team:<code>.",
    "overall, delight, compliance, section:<Checkliste>/<Abschnitt>, touchpoint:<Kürzel> oder team:<Kürzel>.",
)
_VISIT: Final = "visit_id visited_on centre_id centre_code centre area_code area wave checklist version"
_NAMES: Final = {
    "v_visit": f"{_VISIT} customer city country score delight band outcome excluded_items",
    "v_section_score": f"{_VISIT} section touchpoint percent items excluded",
    "v_answer": f"{_VISIT} question entry state points maximum weight answer number comment",
    "v_question": "checklist version section touchpoint question type kind critical bonus text_en text_de",
    "v_figure": "scope scope_id name period_kind period measure mean visits items excluded",
}


def _column(view: str, name: str) -> Column:
    if (view, name) == ("v_figure", "measure"):
        return _MEASURE
    return _OWN.get(name) or _KNOWN[name]


VIEW_COLUMNS: Final[dict[str, Sequence[Column]]] = {
    view: tuple(_column(view, name) for name in names.split()) for view, names in _NAMES.items()
}
