"""The columns of a comparison: a figure with its base, and the change with its test."""

from typing import Final

from backend.exports.columns import Column

COMPARISON: Final = (
    Column("measure", "code", "What is compared.", "Was verglichen wird."),
    Column(
        "unit",
        "code",
        "Unit of all figures and changes: percent, share (of visits, in percent too) or minutes.",
        "Einheit aller Werte und Veränderungen: percent, share (der Besuche, auch in Prozent) oder minutes.",
    ),
    Column(
        "aggregate",
        "code",
        "How visits were put together: mean_of_visits or pooled.",
        "Wie Besuche zusammengefasst sind: mean_of_visits oder pooled.",
    ),
    Column("series", "code", "centre, area, team or chain.", "centre, area, team oder chain."),
    Column(
        "id",
        "code",
        "Id of the centre or area, code of the team; empty: the chain.",
        "Id des Betriebs oder Gebiets, Kürzel des Teams; leer: die Kette.",
    ),
    Column("code", "text", "Its code, as in the other tables.", "Sein Kürzel, wie in den anderen Tabellen."),
    Column("name", "text", "Name.", "Name."),
    Column("area", "text", "Area of a centre.", "Gebiet eines Betriebs."),
    Column("period_kind", "code", "month, quarter, year or wave.", "month, quarter, year oder wave."),
    Column(
        "period",
        "text",
        "Code of the period, such as 2026-Q4; of a wave its own.",
        "Kürzel des Zeitraums, etwa 2026-Q4; einer Welle ihr eigenes.",
    ),
    Column("period_name", "text", "The period as people say it.", "Der Zeitraum, wie man ihn nennt."),
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
        "Of the series, in each of its rows: the change is from this period.",
        "Der Reihe, in jeder ihrer Zeilen: Veränderung von diesem Zeitraum.",
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
