"""The columns of a comparison: a figure with its base, and the change with its test."""

from typing import Final

from backend.exports.columns import Column

COMPARISON: Final = (
    Column("measure", "code", "What is compared.", "Was verglichen wird."),
    Column("unit", "code", "Unit of the figures.", "Einheit der Werte."),
    Column("aggregate", "code", "How visits were put together.", "Wie Besuche zusammengefasst sind."),
    Column("series", "code", "centre, area, team or chain.", "centre, area, team oder chain."),
    Column("id", "code", "Id of the centre or area.", "Id des Betriebs oder des Gebiets."),
    Column("name", "text", "Name.", "Name."),
    Column("area", "text", "Area of a centre.", "Gebiet eines Betriebs."),
    Column("period", "text", "Month, quarter, year or wave.", "Monat, Quartal, Jahr oder Welle."),
    Column("starts_on", "date", "First day of the period.", "Erster Tag des Zeitraums."),
    Column("ends_on", "date", "Last day of the period.", "Letzter Tag des Zeitraums."),
    Column("mean", "number", "The figure, not rounded.", "Der Wert, nicht gerundet."),
    Column("low", "number", "95 % interval, lower end.", "95-%-Intervall, unteres Ende."),
    Column("high", "number", "95 % interval, upper end.", "95-%-Intervall, oberes Ende."),
    Column("method", "code", "How the interval was found.", "Wie das Intervall bestimmt wurde."),
    Column("visits", "integer", "Approved visits it rests on.", "Freigegebene Besuche, auf denen er beruht."),
    Column("centres", "integer", "Centres it rests on.", "Betriebe, auf denen er beruht."),
    Column("applicable", "integer", "Questions that counted.", "Fragen, die zählten."),
    Column(
        "excluded",
        "integer",
        "Questions not applicable or not observed.",
        "Fragen, die nicht zutrafen oder nicht beobachtet wurden.",
    ),
    Column("low_base", "boolean", "Fewer than four visits.", "Weniger als vier Besuche."),
    Column("checklists", "text", "Checklist versions in it.", "Checklisten-Versionen darin."),
    Column(
        "like_for_like",
        "number",
        "The same visits on the questions that kept their meaning.",
        "Dieselben Besuche auf Fragen, deren Sinn gleich blieb.",
    ),
    Column(
        "change_from",
        "text",
        "Of the series: the change is from this period.",
        "Der Reihe: Veränderung von diesem Zeitraum.",
    ),
    Column("change_to", "text", "To this period.", "Bis zu diesem Zeitraum."),
    Column("change", "number", "Difference.", "Unterschied."),
    Column("change_low", "number", "95 % interval, lower end.", "95-%-Intervall, unteres Ende."),
    Column("change_high", "number", "95 % interval, upper end.", "95-%-Intervall, oberes Ende."),
    Column("change_p", "number", "p of the test.", "p des Tests."),
    Column(
        "change_q",
        "number",
        "p after Benjamini-Hochberg over this table.",
        "p nach Benjamini-Hochberg über diese Tabelle.",
    ),
    Column(
        "change_clear",
        "boolean",
        "The test passes: only then is it a change.",
        "Der Test besteht: nur dann ist es eine Veränderung.",
    ),
    Column("change_test", "code", "Which test.", "Welcher Test."),
)
