"""What a file of each kind may tell, and which of its columns probably tells it, by names in English and German."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from backend.domain.problems import FieldError, Invalid

FIGURES, ANSWERS, RESULTS, STARTS = "figures", "answers", "results", "starts"


@dataclass(frozen=True)
class Field:
    """`code` as in the documented file format; `usual`: what stands for it where the file does not say."""

    code: str
    required: bool = False
    usual: str | None = None


KINDS: Final[Mapping[str, Sequence[Field]]] = {
    FIGURES: (
        Field("wave_code", True),
        Field("opened_on"),
        Field("closed_on", True),
        Field("centre_code", True),
        Field("team_code"),
        Field("dimension_code", True),
        Field("scale_min", True, "1"),
        Field("scale_max", True, "5"),
        Field("mean"),
        Field("sd"),
        Field("n", True),
        Field("invited"),
        Field("top_box_n"),
        Field("bottom_box_n"),
        Field("source"),
    ),
    ANSWERS: (
        Field("wave_code", True),
        Field("opened_on"),
        Field("closed_on", True),
        Field("respondent_key", True),
        Field("centre_code", True),
        Field("team_code"),
        Field("item_code", True),
        Field("value", True),
        Field("scale_min", True, "1"),
        Field("scale_max", True, "5"),
        Field("dimension_code"),
        Field("reversed"),
    ),
    RESULTS: (
        Field("centre_code", True),
        Field("period", True),
        Field("measure", True, "revenue_growth_pct"),
        Field("value", True),
    ),
    STARTS: (Field("centre_code", True), Field("programme", True, "programme"), Field("started_on", True)),
}

# Other names, in small letters without anything but letters and digits.
OTHER_NAMES: Final[Mapping[str, Sequence[str]]] = {
    "wave_code": ("wave", "survey", "welle", "umfrage", "befragung", "wellencode"),
    "opened_on": ("opened", "start", "from", "beginn", "von", "geoeffnetam", "eroeffnetam"),
    "closed_on": ("closed", "end", "until", "closedate", "ende", "bis", "geschlossenam", "feldende"),
    "centre_code": (
        "centre",
        "center",
        "branch",
        "site",
        "dealer",
        "zentrum",
        "haus",
        "filiale",
        "standort",
        "betrieb",
    ),
    "team_code": ("team", "department", "unit", "abteilung", "bereich", "gruppe"),
    "dimension_code": ("dimension", "topic", "thema", "index", "faktor"),
    "scale_min": ("scalemin", "lowest", "skalamin", "skalevon", "kleinsterwert"),
    "scale_max": ("scalemax", "highest", "skalamax", "skalebis", "groessterwert"),
    "mean": ("average", "avg", "score", "mittelwert", "durchschnitt", "mittel"),
    "sd": ("stdev", "stddev", "standarddeviation", "standardabweichung", "streuung", "stabw"),
    "n": ("answers", "responses", "respondents", "count", "antworten", "teilnehmer", "teilnehmende", "anzahl"),
    "invited": ("headcount", "staff", "population", "eingeladen", "eingeladene", "belegschaft", "mitarbeitende"),
    "top_box_n": ("topbox", "favourable", "favorable", "positive", "positiv", "zustimmend"),
    "bottom_box_n": ("bottombox", "unfavourable", "unfavorable", "negative", "negativ", "ablehnend"),
    "source": ("quelle", "herkunft"),
    "respondent_key": ("respondent", "key", "person", "respondentid", "schluessel", "teilnehmerschluessel"),
    "item_code": ("item", "question", "questioncode", "frage", "fragecode"),
    "value": ("answer", "wert", "antwort", "result", "ergebnis"),
    "reversed": ("reverse", "umgepolt", "negativformuliert"),
    "period": ("quarter", "month", "quartal", "zeitraum", "periode", "monat"),
    "measure": ("kpi", "figure", "kennzahl", "groesse", "messgroesse"),
    "programme": ("program", "rollout", "programm", "massnahme"),
    "started_on": ("started", "startdate", "start", "begin", "startdatum", "beginn", "gestartetam"),
}
RESULT_NAMES: Final[Mapping[str, str]] = {
    "revenuegrowthpct": "revenue_growth_pct",
    "revenuegrowth": "revenue_growth_pct",
    "growth": "revenue_growth_pct",
    "umsatzwachstum": "revenue_growth_pct",
    "wachstum": "revenue_growth_pct",
    "customersurvey": "customer_survey",
    "customersurveyscore": "customer_survey",
    "kundenbefragung": "customer_survey",
    "csat": "customer_survey",
}


def suggest(kind: str, header: Sequence[str]) -> tuple[dict[str, int], dict[str, str]]:
    """Field codes to columns (counted from 0), and what stands for fields that no column tells."""
    plain = [plain_name(name) for name in header]
    found: dict[str, int] = {}
    for field in KINDS[kind]:
        for name in (plain_name(field.code), *OTHER_NAMES.get(field.code, ())):
            if name in plain and plain.index(name) not in found.values():
                found[field.code] = plain.index(name)
                break
    constants = {
        field.code: field.usual for field in KINDS[kind] if field.usual is not None and field.code not in found
    }
    if kind == RESULTS and "value" not in found:
        _by_measure(plain, found, constants)
    return found, constants


def check_chosen(kind: str, header: Sequence[str], columns: Mapping[str, int], constants: Mapping[str, str]) -> None:
    """Raises Invalid (import.columns) with each thing that is wrong."""
    known = {field.code for field in KINDS[kind]}
    errors = [
        FieldError(f"/columns/{code}", "unknown", f"“{code[:40]}” is nothing a file of this kind tells.")
        for code in (*columns, *constants)
        if code not in known
    ]
    errors += [
        FieldError(f"/columns/{code}", "range", f"There is no column {place + 1}.", values={"column": place + 1})
        for code, place in columns.items()
        if not 0 <= place < len(header)
    ]
    given = {*columns, *(code for code, text in constants.items() if text.strip())}
    needed = [field.code for field in KINDS[kind] if field.required and field.code not in given]
    if kind == FIGURES and not given & {"mean", "top_box_n"}:
        needed.append("mean")
    errors += [
        FieldError(f"/columns/{code}", "required", f"Say which column tells {code}.", values={"field": code})
        for code in needed
    ]
    if errors:
        raise Invalid("import.columns", "Some columns are still to be chosen.", errors=errors)


def _by_measure(plain: Sequence[str], found: dict[str, int], constants: dict[str, str]) -> None:
    """A column named after a result holds its values."""
    for place, name in enumerate(plain):
        if name in RESULT_NAMES:
            found["value"], constants["measure"] = place, RESULT_NAMES[name]
            return


def plain_name(name: str) -> str:
    """Small letters and digits alone: how names are compared."""
    small = name.strip().lower()
    for letter, plain in (("ä", "ae"), ("ö", "oe"), ("ü", "ue"), ("ß", "ss")):
        small = small.replace(letter, plain)
    return re.sub(r"[^a-z0-9]", "", small)
