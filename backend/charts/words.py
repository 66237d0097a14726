"""The few words charts say themselves, by language. Every character must be in the shipped font (a test looks)."""

WORDS: dict[str, dict[str, str]] = {
    "en": {
        "trend": "Scores over time",
        "dumbbell": "Centres compared",
        "empty": "Nothing to draw yet: the first approved visit appears here.",
        "visits_one": "1 visit",
        "visits": "{n} visits",
        "range": "likely range {low} to {high}",
        "low_base": "fewer than 4 visits",
        "low_base_key": "Hollow: fewer than 4 visits",
        "low_base_star": "* fewer than 4 visits",
        "alike": "Fine dots: like for like, on the questions that kept their meaning",
        "others": "Thin lines: the other {n}",
        "version": "new version",
        "from_to": "{name}: from {a} in {p} to {b} in {q}",
        "only": "{name}: {b} in {q}",
        "clear_key": "Bold: clear change (p ≤ 0.05). In brackets: may be chance.",
        "median": "median {v}",
        "clear": "clear change",
        "unclear": "may be chance",
    },
    "de": {
        "trend": "Ergebnisse im Zeitverlauf",
        "dumbbell": "Betriebe im Vergleich",
        "empty": "Noch nichts zu zeichnen: Hier erscheint der erste freigegebene Besuch.",
        "visits_one": "1 Besuch",
        "visits": "{n} Besuche",
        "range": "wahrscheinlicher Bereich {low} bis {high}",
        "low_base": "weniger als 4 Besuche",
        "low_base_key": "Hohl: weniger als 4 Besuche",
        "low_base_star": "* weniger als 4 Besuche",
        "alike": "Feine Punkte: nur Fragen, deren Bedeutung gleich blieb",
        "others": "Dünne Linien: die übrigen {n}",
        "version": "neue Fassung",
        "from_to": "{name}: von {a} ({p}) auf {b} ({q})",
        "only": "{name}: {b} ({q})",
        "clear_key": "Fett: klare Änderung (p ≤ 0,05). In Klammern: kann Zufall sein.",
        "median": "Median {v}",
        "clear": "klare Änderung",
        "unclear": "kann Zufall sein",
    },
}


def words(language: str) -> dict[str, str]:
    return WORDS.get(language, WORDS["en"])
