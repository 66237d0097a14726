"""The columns of visits, answers and scores."""

from typing import Final

from backend.exports.columns import Column

VISIT_ID: Final = Column(
    "visit_id", "code", "Id of the visit; joins all tables.", "Id des Besuchs; verbindet alle Tabellen."
)

WHERE: Final = (
    VISIT_ID,
    Column(
        "status", "code", "approved, unless others were asked for.", "approved, sofern nichts anderes verlangt war."
    ),
    Column(
        "visited_on",
        "date",
        "Day of the visit, in the centre's time zone.",
        "Besuchstag, in der Zeitzone des Betriebs.",
    ),
    Column("centre_code", "text", "Code of the centre.", "Kürzel des Betriebs."),
    Column("centre", "text", "Name of the centre.", "Name des Betriebs."),
    Column("area_code", "text", "Code of the centre's area.", "Kürzel des Gebiets, in dem der Betrieb liegt."),
    Column("area", "text", "Name of the centre's area.", "Name des Gebiets, in dem der Betrieb liegt."),
    Column(
        "wave",
        "text",
        "Code of the wave, if the visit belongs to one.",
        "Kürzel der Welle, falls der Besuch zu einer gehört.",
    ),
    Column("checklist", "code", "Checklist.", "Checkliste."),
    Column("version", "integer", "Version of the checklist.", "Version der Checkliste."),
    Column(
        "customer",
        "code",
        "external, or internal: how one team serves the next. Overall figures hold external visits only.",
        "external, oder internal: ein Team für das nächste. Gesamtergebnisse sind nur aus externen Besuchen.",
    ),
)

VISIT: Final = (
    *WHERE,
    Column("city", "text", "City of the centre.", "Ort des Betriebs."),
    Column("country", "code", "Country of the centre (ISO 3166).", "Land des Betriebs (ISO 3166)."),
    Column("time_zone", "code", "Time zone of the centre (IANA); moments are UTC.", "Zeitzone des Betriebs (IANA)."),
    Column("part_of_day", "code", "morning, afternoon or evening there.", "morning, afternoon oder evening vor Ort."),
    Column(
        "score",
        "number",
        "Overall score, not rounded; empty: nothing was assessed.",
        "Gesamtergebnis, nicht gerundet; leer: nichts war zu bewerten.",
        "percent",
    ),
    Column(
        "delight",
        "number",
        "Delight, beside the score; empty: nothing was assessed.",
        "Begeisterung, neben dem Wert; leer: nichts war zu bewerten.",
        "percent",
    ),
    Column("band", "code", "Band of the score.", "Stufe des Werts."),
    Column("outcome", "code", "pass or fail, apart from the score.", "pass oder fail, unabhängig vom Wert."),
    Column(
        "excluded_items",
        "integer",
        "Questions not applicable or not observed.",
        "Fragen, die nicht zutrafen oder nicht beobachtet wurden.",
    ),
    Column(
        "decided_at",
        "moment",
        "When it was approved, or declared void (UTC).",
        "Wann er freigegeben oder für ungültig erklärt wurde (UTC).",
    ),
    Column(
        "submitted_at",
        "moment",
        "When it was submitted (UTC); not for centres.",
        "Wann er abgesendet wurde (UTC); nicht für Betriebe.",
    ),
    Column("arrived_at", "moment", "Arrival (UTC); not for centres.", "Ankunft (UTC); nicht für Betriebe."),
    Column("left_at", "moment", "Leaving (UTC); not for centres.", "Verlassen (UTC); nicht für Betriebe."),
    Column("auditor", "text", "Who visited; never for centres.", "Wer besucht hat; nie für Betriebe."),
)

ANSWER: Final = (
    *WHERE,
    Column("section", "code", "Section of the checklist.", "Abschnitt der Checkliste."),
    Column("touchpoint", "code", "Step in the customer's journey.", "Schritt auf dem Weg des Kunden."),
    Column(
        "question", "code", "Id of the question; the same over the years.", "Id der Frage; über die Jahre dieselbe."
    ),
    Column("entry", "code", "In a repeated section: which entry.", "In einem wiederholten Abschnitt: welcher Eintrag."),
    Column("text", "text", "The question as it was asked.", "Die Frage, wie sie gestellt wurde."),
    Column("type", "code", "Type of the question.", "Art der Frage."),
    Column("kind", "code", "basic or delight.", "basic oder delight."),
    Column("critical", "boolean", "A miss makes the outcome fail.", "Nicht erfüllt heißt: Ergebnis fail."),
    Column(
        "bonus",
        "boolean",
        "Its points add to those reached; its maximum is not added.",
        "Ihre Punkte zählen zu den erreichten, ihre Höchstzahl nicht zu den erreichbaren.",
    ),
    Column(
        "state",
        "code",
        "scored, unscored, unanswered, not_applicable or not_observed; what counts has points and a maximum.",
        "scored, unscored, unanswered, not_applicable oder not_observed; was zählt, hat Punkte und Höchstzahl.",
    ),
    Column(
        "points", "number", "Points reached; empty: does not count.", "Erreichte Punkte; leer: zählt nicht.", "points"
    ),
    Column("maximum", "number", "Points that could be reached.", "Erreichbare Punkte.", "points"),
    Column("weight", "number", "Weight of points and maximum alike.", "Gewicht für Punkte und Höchstzahl."),
    Column(
        "answer",
        "text",
        "The answer: options by id, several with ; between.",
        "Die Antwort: Optionen mit Id, mehrere durch ; getrennt.",
    ),
    Column("label", "text", "The answer in words.", "Die Antwort in Worten."),
    Column(
        "number",
        "number",
        "The answer as a number: step of a scale, number, or seconds of a duration.",
        "Die Antwort als Zahl: Stufe einer Skala, Zahl, oder Sekunden einer Dauer.",
    ),
    Column("comment", "text", "What the auditor wrote.", "Was dazu geschrieben wurde."),
    Column("photo_waiver", "text", "Why there is no photo.", "Warum es kein Foto gibt."),
)

SCORE: Final = (
    *WHERE,
    Column(
        "measure",
        "code",
        "overall, delight, section:<checklist>/<section> or touchpoint:<code>.",
        "overall, delight, section:<Checkliste>/<Abschnitt> oder touchpoint:<Kürzel>.",
    ),
    Column(
        "percent",
        "number",
        "The score, not rounded; empty: nothing was assessed.",
        "Der Wert, nicht gerundet; leer: nichts war zu bewerten.",
        "percent",
    ),
    Column("items", "integer", "Questions that counted.", "Fragen, die zählten."),
    Column(
        "excluded",
        "integer",
        "Questions not applicable or not observed.",
        "Fragen, die nicht zutrafen oder nicht beobachtet wurden.",
    ),
)

SET_ASIDE: Final = (
    Column(
        "not_applicable",
        "code",
        "Questions that did not apply, with ; between.",
        "Fragen, die nicht zutrafen, durch ; getrennt.",
    ),
    Column(
        "not_observed",
        "code",
        "Questions not observed, with ; between.",
        "Fragen, die nicht beobachtet wurden, durch ; getrennt.",
    ),
    Column(
        "no_contact",
        "code",
        "Clocks that ran out without a contact, with ; between.",
        "Uhren, die ohne Kontakt abliefen, durch ; getrennt.",
    ),
)
