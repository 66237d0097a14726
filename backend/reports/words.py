"""The words every report shares, by language; each kind adds its own."""

from collections.abc import Mapping

SHARED: Mapping[str, Mapping[str, str]] = {
    "en": {
        "contents": "Contents",
        "verify": "Genuine and current?",
        "verify_text": "Scan, or type the code at",
        "data_of": "Data of this report",
        "edition_review": "Review edition",
        "edition_centre": "Centre edition",
        "purpose": "Made to improve the service, not to judge or discipline people.",
    },
    "de": {
        "contents": "Inhalt",
        "verify": "Echt und aktuell?",
        "verify_text": "Scannen oder Code eingeben unter",
        "data_of": "Daten dieses Berichts",
        "edition_review": "Ausgabe für die Prüfung",
        "edition_centre": "Ausgabe für den Betrieb",
        "purpose": "Gemacht, um den Service zu verbessern, nicht um Menschen zu beurteilen oder zu maßregeln.",
    },
}


def with_shared(own: Mapping[str, Mapping[str, str]], language: str) -> dict[str, str]:
    """The words of one kind in this language, else in English."""
    known = language if language in own else "en"
    return {**SHARED[known], **own[known]}
