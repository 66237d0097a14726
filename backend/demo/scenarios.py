"""The programme with its recorded notice, its waves, and the scenarios auditors play."""

import datetime as dt
import uuid
from dataclasses import dataclass
from typing import Any, Final

from backend.demo.chance import Chance
from backend.demo.quarters import Quarter
from backend.demo.rows import Rows
from backend.programmes.models import Programme, Scenario, Wave

PURPOSE: Final = (
    "To see our service as a customer meets it, so that teams can improve it. Results are about touchpoints and"
    " centres, never about single people, and are not used for discipline."
)
NOTICE: Final = (
    "From {day} on, mystery shoppers visit and call our centres about four times a quarter. They check what"
    " we promised"
    " our customers: to be noticed, listened to, advised and called back. They note roles, not names, and"
    " record neither"
    " sound nor video. Pictures show premises and papers, not people. Every centre reads its own reports"
    " and can object"
    " to an item within seven days. Records are deleted after 24 months. Questions: your works council or"
    " the programme"
    " office."
)


@dataclass(frozen=True)
class Role:
    """A scenario as auditors read it; `part_exchange` decides whether a car is brought along."""

    title: str
    language: str
    checklist: str
    part_exchange: bool
    brief: dict[str, Any]


SCENARIOS: Final = (
    Role(
        "Young family, estate instead of hatchback",
        "en",
        "showroom-visit",
        True,
        {
            "persona": "In your thirties, one child of two, a second one due in spring. One parent commutes 25 km.",
            "story": "Your hatchback, seven years old, has become too small. You have compared two brands"
            " on the web and"
            " want to see how the boot works with a pram. You would like to decide within six weeks.",
            "ask_for": "Boot and child seats; what charging at a rented flat would take; what your car is worth.",
            "never_say": "That you work in research or write a report. Do not sign anything but the test-drive form.",
            "facts": [
                "Control question 1: how long does charging from 10 to 80 % take? Right: 31 minutes at 150 kW.",
                "Control question 2: may the estate tow? Right: 1,500 kg braked.",
            ],
            "photos": ["The front with the entrance.", "The first page of the offer, names covered."],
        },
    ),
    Role(
        "Moving to electric, no car to give",
        "en",
        "showroom-visit",
        False,
        {
            "persona": "Early fifties, self-employed, 18,000 miles a year, house with a driveway.",
            "story": "Your lease ends in three months and the car goes back. You want electric, but have"
            " heard about slow"
            " chargers in winter. Price matters less than time.",
            "ask_for": "Range in winter; wall box and its price; delivery date; leasing against buying.",
            "never_say": "The name of your present leasing company.",
            "facts": [
                "Control question 1: winter range at motorway speed? Right: about 30 % less than stated.",
                "Control question 2: warranty of the battery? Right: eight years or 160,000 km to 70 %.",
            ],
            "photos": ["The front with the entrance.", "The first page of the offer, names covered."],
        },
    ),
    Role(
        "First call about a car on the website",
        "en",
        "phone-enquiry",
        False,
        {
            "persona": "Late twenties, first own car, flexible hours.",
            "story": "You found one particular car on the centre's page and want to know whether it is"
            " still there before"
            " you take a bus for forty minutes.",
            "ask_for": "Availability; the total price; whether a tow bar can be fitted.",
            "never_say": "That you have called before.",
            "facts": ["Control question: can a tow bar be fitted later? Right: yes, the wiring is prepared."],
            "photos": ["The written confirmation, if one comes, names covered."],
        },
    ),
    Role(
        "Junge Familie, Kombi statt Kompaktwagen",
        "de",
        "showroom-visit",
        True,
        {
            "persona": "Mitte dreißig, ein Kind von zwei Jahren, das zweite kommt im Frühjahr. 25 km Arbeitsweg.",
            "story": "Ihr Kompaktwagen, sieben Jahre alt, ist zu klein geworden. Sie haben im Netz zwei"
            " Marken verglichen"
            " und wollen sehen, wie der Kinderwagen in den Kofferraum passt. Entscheidung in sechs Wochen.",
            "ask_for": "Kofferraum und Kindersitze; Laden an einer Mietwohnung; Wert Ihres Autos.",
            "never_say": "Dass Sie einen Bericht schreiben. Unterschreiben Sie nur das Probefahrtformular.",
            "facts": [
                "Kontrollfrage 1: Wie lange lädt er von 10 auf 80 %? Richtig: 31 Minuten an 150 kW.",
                "Kontrollfrage 2: Darf der Kombi ziehen? Richtig: 1.500 kg gebremst.",
            ],
            "photos": ["Die Front mit dem Eingang.", "Die erste Seite des Angebots, Namen abgedeckt."],
        },
    ),
    Role(
        "Umstieg auf elektrisch, ohne Altwagen",
        "de",
        "showroom-visit",
        False,
        {
            "persona": "Anfang fünfzig, selbstständig, 30.000 km im Jahr, Haus mit Stellplatz.",
            "story": "Ihr Leasing endet in drei Monaten, das Auto geht zurück. Sie wollen elektrisch"
            " fahren, haben aber von"
            " langsamem Laden im Winter gehört. Zeit ist wichtiger als der Preis.",
            "ask_for": "Reichweite im Winter; Wallbox und ihr Preis; Liefertermin; Leasing oder Kauf.",
            "never_say": "Den Namen Ihrer jetzigen Leasinggesellschaft.",
            "facts": [
                "Kontrollfrage 1: Reichweite im Winter auf der Autobahn? Richtig: etwa 30 % weniger als angegeben.",
                "Kontrollfrage 2: Garantie auf den Akku? Richtig: acht Jahre oder 160.000 km bis 70 %.",
            ],
            "photos": ["Die Front mit dem Eingang.", "Die erste Seite des Angebots, Namen abgedeckt."],
        },
    ),
    Role(
        "Erster Anruf zu einem Auto auf der Website",
        "de",
        "phone-enquiry",
        False,
        {
            "persona": "Ende zwanzig, erstes eigenes Auto, zeitlich frei.",
            "story": "Sie haben ein bestimmtes Auto auf der Seite des Hauses gefunden und wollen wissen, ob"
            " es noch da ist,"
            " bevor Sie vierzig Minuten mit dem Bus fahren.",
            "ask_for": "Verfügbarkeit; Gesamtpreis; ob eine Anhängerkupplung nachgerüstet werden kann.",
            "never_say": "Dass Sie schon einmal angerufen haben.",
            "facts": ["Kontrollfrage: Kupplung nachrüstbar? Richtig: ja, die Leitungen liegen schon."],
            "photos": ["Die schriftliche Bestätigung, falls eine kommt, Namen abgedeckt."],
        },
    ),
)


@dataclass(frozen=True)
class Plan:
    """The programme's rows that visits point to."""

    waves: list[tuple[Quarter, uuid.UUID]]
    scenarios: list[tuple[Role, uuid.UUID]]

    def wave_of(self, day: dt.date) -> uuid.UUID | None:
        return next((key for quarter, key in self.waves if quarter.starts_on <= day <= quarter.ends_on), None)


def make_programme(rows: Rows, chance: Chance, quarters: list[Quarter]) -> Plan:
    """One programme since the first quarter; the quarter after the last has its wave already."""
    first = quarters[0].starts_on
    since = dt.datetime.combine(first, dt.time(), dt.UTC) - dt.timedelta(days=30)
    programme = chance.id_at(since)
    rows.add(
        Programme,
        id=programme,
        code="service-excellence",
        name="Service excellence",
        purpose=PURPOSE,
        notice_text=NOTICE.format(day=f"{first:%d %B %Y}"),
        notice_on=first - dt.timedelta(days=28),
        notice_audience="All staff of the sales centres, works councils",
        retention_months=24,
        rotation_days=60,
        started_on=first,
        row_version=1,
    )
    waves = [(quarter, chance.id_at(since)) for quarter in (*quarters, quarters[-1].plus(1))]
    for quarter, key in waves:
        name, days = f"Q{quarter.number} {quarter.year}", (quarter.starts_on, quarter.ends_on)
        rows.add(Wave, id=key, programme_id=programme, code=quarter.code, name=name, starts_on=days[0], ends_on=days[1])
    scenarios = [(role, chance.id_at(since)) for role in SCENARIOS]
    for role, key in scenarios:
        rows.add(Scenario, id=key, programme_id=programme, title=role.title, brief=role.brief)
    return Plan(waves, scenarios)
