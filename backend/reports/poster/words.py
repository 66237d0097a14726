"""The words of posters and slips, by language."""

import datetime as dt
from collections.abc import Mapping
from typing import Final

WORDS: Final[Mapping[str, Mapping[str, str]]] = {
    "en": {
        "title": "How is work here?",
        "lead": "Two minutes, no name, no account.",
        "everybody": "Everybody here",
        "scan": "Point the camera of your phone at the square.",
        "type": "Or type this address, and then these letters:",
        "kept": "What is kept: which team, and the answers. Not who, not when, not from which phone.",
        "shown": "Only the means of groups with {floor} answers or more are ever shown. When the survey is closed, the"
        " answers themselves are deleted.",
        "until": "Open until {day}",
        "once": "This code works once, for one person.",
        "own": "Nobody may note who drew which slip. Swap yours with a colleague if you like.",
    },
    "de": {
        "title": "Wie arbeitet es sich hier?",
        "lead": "Zwei Minuten, ohne Namen, ohne Konto.",
        "everybody": "Alle hier",
        "scan": "Richten Sie die Kamera Ihres Telefons auf das Quadrat.",
        "type": "Oder tippen Sie diese Adresse und dann diese Buchstaben:",
        "kept": "Was aufbewahrt wird: Team und Antworten. Nicht wer, nicht wann, nicht von welchem Telefon.",
        "shown": "Gezeigt werden immer nur Mittelwerte von Gruppen mit {floor} oder mehr Antworten. Nach dem Ende der"
        " Umfrage werden die Antworten selbst gelöscht.",
        "until": "Offen bis {day}",
        "once": "Dieser Code gilt einmal, für eine Person.",
        "own": "Niemand darf notieren, wer welchen Zettel zog. Tauschen Sie Ihren gern mit anderen.",
    },
}
MONTHS: Final[Mapping[str, str]] = {
    "en": "January February March April May June July August September October November December",
    "de": "Januar Februar März April Mai Juni Juli August September Oktober November Dezember",
}


def words_in(language: str) -> Mapping[str, str]:
    return WORDS[language]


def day_in(language: str, day: dt.date) -> str:
    month = MONTHS[language].split()[day.month - 1]
    return f"{day.day}. {month} {day.year}" if language == "de" else f"{day.day} {month} {day.year}"
