"""What the team that takes over writes in German. `LOW` beside a poor answer, `HIGH` beside a delight."""

from typing import Final

LOW: Final = {
    "notice_came": ("Das Auto stand morgens auf dem Hof.",),
    "capacity_asked": ("„Freitag habe ich schon zugesagt.“",),
    "papers_complete": ("Der zweite Schlüssel lag noch im Verkauf.", "Die Papiere kamen einen Tag später."),
    "order_clear": ("„Wie besprochen“ stand im Auftrag; mit uns hatte niemand gesprochen.",),
    "promises_written": ("Der Kunde fragte nach Fußmatten, die nirgends standen.",),
    "safety_told": ("Den offenen Rückruf fanden wir selbst im System.",),
    "accessories_ordered": ("Die Kupplung wurde am Tag der Übergabe bestellt.",),
    "special_needs": ("Der Kunde arbeitet nachts; wir riefen mittags an.",),
    "only_needed_data": ("In der Akte lag eine Kopie des Leasingvertrags.",),
    "date_doable": ("Zwei andere Autos mussten dafür warten.",),
    "promised_for_you": ("In unserem Namen war eine Wäsche versprochen.",),
    "cost_carried": ("Drei Anrufe, bis klar war, wer die Räder zahlt.",),
    "change_told": ("Wir erfuhren es vom Kunden.",),
    "introduced": ("Ein Name auf einem Zettel.",),
    "customer_knew": ("Der Kunde dachte, der erste Service sei kostenlos und nächstes Jahr.",),
    "could_begin": ("Wir haben alles noch einmal gefragt.",),
    "tone": ("„Das ist jetzt euer Problem.“",),
    "feedback_taken": ("Dieselbe Lücke wie im letzten Monat.",),
    "asked_how_it_went": ("Niemand hat gefragt.",),
    "agreed_way": ("Durch die Halle gerufen.",),
    "vehicle_right": ("Die Fahrgestellnummer gehörte zum Auto daneben.",),
    "parts_named": ("„Der übliche Satz“.",),
    "quantity_right": ("Eine Seite fehlte, und alle Klammern.",),
    "reason_told": ("Wir buchten auf den Kunden; es war Garantie.",),
    "urgency_true": ("Um acht eilig, um fünf abgeholt.",),
    "needed_when": ("Kein Tag auf der Bestellung.",),
    "order_of_importance": ("Fünf Bestellungen auf einmal, alle zuerst.",),
    "availability_asked": ("Der Tag war zugesagt, bevor jemand nachgesehen hatte.",),
    "delay_passed_on": ("Der Kunde stand am Tresen und wusste nichts.",),
    "safety_marked": ("Bremsteile ohne Vermerk.",),
    "alternatives": ("„Neu bestellen“, ohne Blick auf den Reparatursatz.",),
    "returned_after": ("Es lag zwei Wochen unter der Werkbank.",),
    "returned_whole": ("Der Karton war zerrissen, eine Schraube fehlte.",),
    "old_parts_tagged": ("Das Tauschteil hatte keinen Anhänger.",),
    "want_next_like_this": ("Das meiste passt inzwischen.", "Mit einem Tag mehr Vorlauf gern.", "Besser als zuletzt."),
}
HIGH: Final = {
    "internal_gesture": (
        "Sie verlegten den Termin um eine Stunde, als sie den vollen Hof sahen.",
        "Auf dem Sitz lag ein Zettel mit den Worten des Kunden.",
    ),
}
TEXTS: Final = {
    "one_thing": (
        "Die Ausstattungsliste mit der Ankündigung, nicht danach.",
        "Ein Anruf, bevor ein Tag zugesagt wird.",
        "Ein Weg für Fragen, nicht drei.",
    ),
    "thanks": (
        "Fürs Mitkommen mit dem Kunden.",
        "Für die schnelle Antwort am Donnerstag.",
        "Für die vollständige Akte.",
    ),
}
STORIES: Final = ("Es lief wie vereinbart.",)
POOR: Final = "Diesmal nicht, und wir haben es gemerkt."
WAIVERS: Final = ("Das Teil war schon unterwegs.", "Keine Kamera am Tresen.")
