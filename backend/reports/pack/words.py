"""The words of the pack's cover and contents, by language."""

from collections.abc import Mapping

from backend.reports.words import with_shared

WORDS: Mapping[str, Mapping[str, str]] = {
    "en": {
        "report": "Visit reports",
        "simulated": "Simulated data. These visits never took place.",
        "chain": "The whole chain",
        "period": "Period",
        "visits": "Approved visits",
        "centres": "Centres",
        "checklists": "Checklists",
        "read": "As of",
        "chapter": "Visits",
        "number": "No.",
        "centre": "Centre",
        "visited": "Visited",
        "checklist": "Checklist",
        "score": "Score",
        "outcome": "Outcome",
        "page": "Page",
        "pass": "Pass",
        "fail": "Fail",
        "none": "–",
        "undefined": "n/a",
        "note": "Sorted by centre and day. Each visit keeps its own page numbers; its number in this pack stands at the"
        " foot of its pages, and the page named here counts from the cover.",
        "note_zip": "Sorted by centre and day. Each report is a file of its own, with its number first in its name.",
        "part": "Visit {n} of {of}",
    },
    "de": {
        "report": "Besuchsberichte",
        "simulated": "Simulierte Daten. Diese Besuche gab es nie.",
        "chain": "Alle Betriebe",
        "period": "Zeitraum",
        "visits": "Freigegebene Besuche",
        "centres": "Betriebe",
        "checklists": "Checklisten",
        "read": "Stand",
        "chapter": "Besuche",
        "number": "Nr.",
        "centre": "Betrieb",
        "visited": "Besucht",
        "checklist": "Checkliste",
        "score": "Ergebnis",
        "outcome": "Ausgang",
        "page": "Seite",
        "pass": "Bestanden",
        "fail": "Nicht bestanden",
        "none": "–",
        "undefined": "k. A.",
        "note": "Nach Betrieb und Tag geordnet. Jeder Besuch behält seine eigenen Seitenzahlen; seine Nummer in diesem"
        " Paket steht am Fuß seiner Seiten, und die Seite hier zählt ab dem Deckblatt.",
        "note_zip": "Nach Betrieb und Tag geordnet. Jeder Bericht ist eine eigene Datei, deren Name mit der Nummer"
        " beginnt.",
        "part": "Besuch {n} von {of}",
    },
}


def words(language: str) -> dict[str, str]:
    return with_shared(WORDS, language)
