"""What a checklist gets when a file says nothing about it, in languages beyond the built-in ones too."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from backend.domain.checklist_scoring import STANDARD_BANDS
from backend.domain.questions.yes_no import LABELS

YES_NO: Final[Mapping[str, tuple[str, str]]] = {
    "fr": ("Oui", "Non"),
    "es": ("Sí", "No"),
    "it": ("Sì", "No"),
    "pt": ("Sim", "Não"),
    "nl": ("Ja", "Nee"),
    "pl": ("Tak", "Nie"),
    "cs": ("Ano", "Ne"),
    "da": ("Ja", "Nej"),
    "sv": ("Ja", "Nej"),
    "tr": ("Evet", "Hayır"),
    "en": (LABELS["yes"]["en"], LABELS["no"]["en"]),
    "de": (LABELS["yes"]["de"], LABELS["no"]["de"]),
}


def built_in(languages: Sequence[str]) -> bool:
    return set(languages) <= {"en", "de"}


def yes_no_options(languages: Sequence[str], points: tuple[float, float] = (1, 0)) -> list[dict[str, Any]]:
    """Languages without words of their own get the English ones, for somebody to translate."""
    return [
        {
            "id": option,
            "label": {language: YES_NO.get(language, YES_NO["en"])[place] for language in languages},
            "points": points[place],
        }
        for place, option in enumerate(("yes", "no"))
    ]


def score_bands(languages: Sequence[str]) -> list[dict[str, Any]]:
    return [
        {"id": band, "from": start, "label": {language: label.get(language, label["en"]) for language in languages}}
        for band, start, label in STANDARD_BANDS
    ]
