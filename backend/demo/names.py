"""Invented names: areas, towns, houses, people, and the steps of the customer's journey."""

from typing import Final, NamedTuple


class AreaName(NamedTuple):
    """An area with the language spoken there, where it is, and its towns (name, latitude, longitude)."""

    code: str
    name: str
    language: str
    country: str
    time_zone: str
    towns: tuple[tuple[str, float, float], ...]


AREAS: Final = (
    AreaName(
        "north",
        "North",
        "en",
        "GB",
        "Europe/London",
        (
            ("Ashcombe", 54.52, -1.61),
            ("Wexbridge", 53.94, -1.32),
            ("Harrowgate Moor", 54.01, -2.06),
            ("Thornwick", 54.31, -0.92),
            ("Kelbury", 53.61, -2.21),
            ("Saltmarsh", 53.74, -0.45),
        ),
    ),
    AreaName(
        "south",
        "South",
        "en",
        "GB",
        "Europe/London",
        (
            ("Marlingford", 51.42, -1.12),
            ("Eastmere", 50.91, 0.32),
            ("Penhallow", 50.44, -4.71),
            ("Wickstead", 51.23, -0.55),
            ("Orchard Vale", 51.11, -2.74),
            ("Beaconsea", 50.83, -1.02),
        ),
    ),
    AreaName(
        "rhine",
        "Rhine",
        "de",
        "DE",
        "Europe/Berlin",
        (
            ("Lindenau am Rhein", 50.71, 7.12),
            ("Burgheim", 49.92, 8.21),
            ("Rotweiler", 49.41, 8.66),
            ("Steinfurth", 51.03, 6.84),
            ("Neuenahrbach", 50.52, 7.08),
            ("Kaltenborn", 49.73, 7.95),
        ),
    ),
    AreaName(
        "danube",
        "Danube",
        "de",
        "DE",
        "Europe/Berlin",
        (
            ("Donauwies", 48.71, 11.42),
            ("Altenreut", 48.95, 12.31),
            ("Seehofen", 47.92, 11.31),
            ("Grünthal", 48.32, 12.05),
            ("Marktleiten", 48.11, 10.92),
            ("Hohenbrunnau", 48.41, 13.11),
        ),
    ),
)

HOUSES: Final = {
    "en": ("Morrow & Pike", "Fenwick Cars", "Halden Centre", "Carraway Motors", "Bright & Sons", "Quayside Cars"),
    "de": ("Autohaus Brenner", "Halden Zentrum", "Autohaus Voss", "Mobil Keller", "Autohaus Linde", "Haus Sommer"),
}

PEOPLE: Final = {
    "en": (
        "Maya Okafor",
        "Tom Aldridge",
        "Priya Raman",
        "Callum Reid",
        "Hannah Whitlock",
        "Owen Prosser",
        "Leila Haddad",
        "Grace Pemberton",
        "Daniel Mercer",
        "Ruth Ainsley",
        "Sam Whitaker",
        "Imogen Clarke",
        "Yusuf Demir",
        "Fiona Galbraith",
        "Peter Lockwood",
        "Nadia Osei",
        "Harriet Coombe",
        "Ewan Sinclair",
        "Joyce Abara",
        "Colin Thackeray",
    ),
    "de": (
        "Jonas Reuter",
        "Katrin Vollmer",
        "Emre Yıldız",
        "Sabine Kranz",
        "Felix Ahrens",
        "Anja Petersen",
        "Miriam Scholl",
        "Lukas Brandner",
        "Theresa Huber",
        "Stefan Noll",
        "Birgit Lang",
        "Matthias Ebner",
        "Clara Wiese",
        "Georg Haas",
        "Elif Kaya",
        "Paul Winkler",
        "Renate Fischer",
        "Deniz Aydın",
        "Johanna Brühl",
        "Martin Kessler",
    ),
}

TEAMS: Final = {
    "reception": {"en": "Reception", "de": "Empfang"},
    "sales": {"en": "Sales", "de": "Verkauf"},
    "service": {"en": "Service", "de": "Service"},
    "parts": {"en": "Parts", "de": "Teile"},
}

# code, English, German, the team that delivers it; in the order the customer meets them
TOUCHPOINTS: Final = (
    ("web_lead", "Web enquiry", "Online-Anfrage", "sales"),
    ("phone_enquiry", "Phone enquiry", "Telefonische Anfrage", "reception"),
    ("arrival", "Arrival and premises", "Ankunft und Gelände", "reception"),
    ("greeting", "Greeting", "Begrüßung", "reception"),
    ("needs", "Needs", "Bedarf", "sales"),
    ("presentation", "Presentation", "Vorstellung", "sales"),
    ("test_drive", "Test drive", "Probefahrt", "sales"),
    ("appraisal", "Appraisal", "Bewertung", "sales"),
    ("offer", "Offer", "Angebot", "sales"),
    ("close", "Close", "Abschluss", "sales"),
    ("follow_up", "Follow-up", "Nachfassen", "sales"),
    ("order_progress", "Order progress", "Stand der Bestellung", "sales"),
    ("handover", "Handover", "Übergabe", "sales"),
    ("service_booking", "Service booking", "Servicetermin", "service"),
    ("service_reception", "Service reception", "Serviceannahme", "service"),
    ("work_in_progress", "Work in progress", "Arbeit am Fahrzeug", "service"),
    ("collection", "Collection", "Abholung", "service"),
    ("after_service", "After service", "Nach dem Service", "service"),
)
