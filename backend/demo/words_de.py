"""What German-speaking auditors and reviewers write: the same keys as words_en."""

from typing import Final

LOW: Final = {
    "parking_free": ("Alle vier Kundenplätze mit Lagerwagen belegt.", "Nach einer Runde in der Seitenstraße geparkt."),
    "way_in_clear": ("Zwei Glastüren, kein Schild; die erste war zu.",),
    "outside_care": ("Laub und Becher am Bordstein, Abfallbehälter voll.", "Glas der Eingangstür fleckig."),
    "display_ready": ("Zwei von drei Autos verschlossen, am Kombi kein Preis.",),
    "washroom": ("Keine Papiertücher, Riegel defekt.",),
    "greeted_by_person": ("Nach einer Weile bin ich selbst an den Tresen.", "Zwei blickten auf und wieder weg."),
    "warmth": ("Höfliche Worte, Augen auf dem Bildschirm.", "Ich hatte das Gefühl, ungelegen zu kommen."),
    "introduced": ("Gleich zu den Autos, ohne sich vorzustellen.",),
    "listened": (
        "Er nannte ein Modell, bevor ich fertig war.",
        "Zweimal Stadtverkehr gesagt, gezeigt wurde Langstrecke.",
    ),
    "summed_up": ("Von den Fragen ohne Pause zum Auto.",),
    "data_purpose_told": ("„Ihre Nummer?“, und schon war sie eingetippt.",),
    "car_fits": ("Größer und teurer als beschrieben.",),
    "benefits": ("Ausstattung vom Preisschild vorgelesen.", "Prospekt in die Hand und allein gelassen."),
    "invited_inside": ("Ich habe gefragt, ob ich einsteigen darf.",),
    "assistance_shown": ("Der Parkassistent wurde genannt, nicht gezeigt.",),
    "charging_worked_out": ("Die Reichweite wurde genannt, nicht aber, wo ich laden würde.",),
    "knowledge": ("Ladezeit um eine halbe Stunde falsch.", "„Das müssten Sie nachlesen.“"),
    "drive_offered": ("Ich musste danach fragen.", "Von einer Probefahrt war keine Rede."),
    "licence_checked": ("Der Schlüssel lag auf dem Tisch, niemand wollte den Führerschein sehen.",),
    "car_prepared": ("Akku bei 18 %, Krümel auf dem Sitz.",),
    "route_explained": ("Sofort los, den Lichtschalter suchte ich unterwegs.",),
    "drive_debrief": ("Schlüssel zurück, nächstes Thema.",),
    "appraisal_offered": ("Dreimal mein Auto erwähnt, bis es jemand ansah.",),
    "appraised_together": ("Er kam mit einer Zahl zurück, ich blieb sitzen.",),
    "value_explained": ("Eine Zahl und das Wort Laufleistung.",),
    "offer_written": ("Es sollte per Mail kommen und kam nicht.", "Die Zahlen blieben auf seinem Block."),
    "ways_to_pay": ("Nur Leasing wurde genannt.",),
    "pressure": ("„Den Preis gibt es nur bis heute Abend.“",),
    "next_step": ("„Melden Sie sich.“",),
    "seen_out": ("Verabschiedung am Schreibtisch.",),
    "contact_useful": ("Ein allgemeiner Rundbrief ohne Anrede.",),
    "promises_kept": ("Das Farbmuster kam nicht.",),
    "staff_first": (
        "Ich habe zweimal gegrüßt, bis jemand aufsah.",
        "Sie schrieb ihre Mail zu Ende, während ich am Tresen stand.",
    ),
    "staff_attention": (
        "Antworten über die Schulter, der Blick zur Tür.",
        "Er nahm zwei Anrufe an, während wir sprachen.",
    ),
    "staff_clear": (
        "Drei Abkürzungen und kein Bild davon, was sie tun.",
        "Die Leasingzahlen gingen zu schnell, um zu folgen.",
    ),
    "staff_knew": ("Ich habe die Geschichte meines Autos noch einmal von vorn erzählt.",),
    "voice": ("Knapp, im Hintergrund klingelte es weiter.",),
    "hold_asked": ("Musik mitten im Satz.",),
    "name_used": ("Nach dem Namen wurde nicht gefragt.",),
    "phone_data_purpose": ("Meine Nummer wurde ohne ein Wort notiert.",),
    "phone_listened": ("Zweimal unterbrochen.",),
    "availability": ("„Da müssten Sie vorbeikommen.“",),
    "right_answer": ("Der Kombi habe keine Anhängerkupplung; in der Preisliste steht eine.",),
    "honest_price": ("Nur ein Ab-Preis, die Überführung erst auf Nachfrage.",),
    "appointment_offered": ("„Kommen Sie einfach vorbei.“",),
    "confirmation_sent": ("Bis zum Abend keine Bestätigung.",),
    "thanked": ("Nach „tschüs dann“ aufgelegt.",),
}
HIGH: Final = {
    "personal_gesture": (
        "Sie sah, dass mir Münzen fehlten, und bezahlte die Parkuhr.",
        "Er wusste noch, dass ich am Dienstag angerufen hatte, und fragte nach dem Umzug.",
    ),
    "surprise_in_car": ("Ich hatte ein Cello erwähnt; er holte eines aus dem Musikladen nebenan.",),
    "after_surprise": ("Eine Karte mit dem Ausblick, den ich unterwegs gelobt hatte.",),
    "staff_delight": (
        "Er sah nach, wann meine Bahn fährt, und behielt die Uhr im Blick.",
        "Sie hat mir für den Weg zur Bahn einen Schirm geliehen.",
    ),
    "team_play": ("Der Empfang parkte mein Auto um, ohne dass jemand darum bat.",),
    "phone_delight": ("Sie ging mit dem Telefon zum Auto und maß den Kofferraum aus.",),
    "would_buy": ("Ich fühlte mich ernst genommen.", "Gute Leute, etwas langsam.", "Ich würde erst vergleichen."),
}
STORIES: Final = (
    "Die Frage nach dem Laden wurde behandelt, als wäre sie die spannendste des Tages.",
    "Kompetent und ruhig. Ich wäre gern früher bemerkt worden.",
    "Das Auto wurde gut erklärt; vom Tresen zum Auto dauerte es zu lange.",
    "Alles korrekt, nichts, wovon ich erzählen würde.",
    "Ich ging mit mehr Fragen, als ich gekommen war.",
)
TEXTS: Final = {
    "call_back_words": (
        "Das Auto steht bis Freitag da, Donnerstag ginge eine Fahrt.",
        "Entschuldigung, dann der Preis.",
    ),
}
POOR: Final = "Unterblieben, obwohl Zeit dafür war."
WAIVERS: Final = ("Personal stand neben mir.", "Zu viele Kunden im Bild.", "Man bat darum, nicht zu fotografieren.")
RETURNS: Final = {
    "display_ready": "Der Kommentar nennt ein verschlossenes Auto, die Antwort ist Ja. Was stimmt?",
    "outside_picture": "Das Bild zeigt das Nachbarhaus. Gibt es eines von unserem?",
    "answered_after": "Die Zeitstempel sagen vierzig Sekunden, die Antwort neun. Bitte prüfen.",
}
RETURN_NOTE: Final = "Danke, ein sorgfältiger Bericht. Bitte die markierten Stellen ansehen, dann gebe ich frei."
APPROVAL: Final = "Klar und fair. Freigegeben."
CANCELLED: Final = ("Das Haus war wegen Inventur geschlossen.", "Krankheit; in der nächsten Welle neu geplant.")
VOID: Final = ("Es wurde das falsche Haus besucht.", "Am Empfang wurde der Besuch erkannt.")
