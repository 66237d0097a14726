"""The words of the engagement board, by language: what stands beside what, never that one makes the other."""

from collections.abc import Mapping

from backend.reports.words import with_shared

WORDS: Mapping[str, Mapping[str, str]] = {
    "en": {
        "report": "Engagement board",
        "simulated": "Simulated data. None of these visits and surveys ever took place.",
        "chain": "What customers met, and the teams behind it",
        "liked": "Customers liked most",
        "next": "Worth working on",
        "items_base": "Points reached of all within reach, {period}, with the visits behind each.",
        "too_few": "This needs four visits of one quarter or year: of fewer it would be chance.",
        "visits": "{n} visits",
        "visit": "1 visit",
        "actions": "Agreed actions",
        "due": "by {day}",
        "overdue": "{day}, overdue",
        "no_actions": "None is open.",
        "more": "{n} more are open.",
        "more_one": "1 more is open.",
        "outside": "Outside",
        "outside_of": "approved visits, {first} to {last}",
        "inside": "Inside",
        "inside_of": "wave {wave}, closed on {day}",
        "no_wave": "no survey yet",
        "floor": "Protection",
        "floor_of": "no group of fewer than {floor} answers is ever shown",
        "read": "As of",
        "says_not": "What this does not say",
        "not_person": "It says nothing about any person. A hatched team is not shown to protect answers, whatever it"
        " answered.",
        "not_cause": "Scores stand over teams; that one makes the other is not said. A shared cause (a new manager, a"
        " local event) can produce the same picture.",
    },
    "de": {
        "report": "Engagement-Tafel",
        "simulated": "Simulierte Daten. Diese Besuche und Befragungen gab es nie.",
        "chain": "Was Kunden erlebten, und die Teams dahinter",
        "liked": "Das gefiel den Kunden am besten",
        "next": "Daran lohnt es zu arbeiten",
        "items_base": "Erreichte von allen erreichbaren Punkten, {period}, jeweils mit den Besuchen dahinter.",
        "too_few": "Dafür braucht es vier Besuche in einem Quartal oder Jahr: bei weniger wäre es Zufall.",
        "visits": "{n} Besuche",
        "visit": "1 Besuch",
        "actions": "Vereinbarte Maßnahmen",
        "due": "bis {day}",
        "overdue": "{day}, überfällig",
        "no_actions": "Keine ist offen.",
        "more": "{n} weitere sind offen.",
        "more_one": "1 weitere ist offen.",
        "outside": "Außen",
        "outside_of": "freigegebene Besuche, {first} bis {last}",
        "inside": "Innen",
        "inside_of": "Welle {wave}, beendet am {day}",
        "no_wave": "noch keine Befragung",
        "floor": "Schutz",
        "floor_of": "keine Gruppe mit weniger als {floor} Antworten wird je gezeigt",
        "read": "Stand",
        "says_not": "Was das nicht sagt",
        "not_person": "Es sagt nichts über einzelne Menschen. Ein schraffiertes Team wird nicht gezeigt, um Antworten"
        " zu schützen, gleich was es geantwortet hat.",
        "not_cause": "Ergebnisse stehen über Teams; dass eines das andere macht, ist damit nicht gesagt. Eine"
        " gemeinsame Ursache (eine neue Leitung, ein örtliches Ereignis) kann dasselbe Bild ergeben.",
    },
}


def words(language: str) -> dict[str, str]:
    return with_shared(WORDS, language)
