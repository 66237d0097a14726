"""When a number is not shown, and what is said instead. The limits are those of the specification, in one place."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

import numpy as np

from backend.domain.statistics.link.direction import is_whole
from backend.domain.statistics.link.panel import Array, Panel, Rows, engagement_window
from backend.domain.statistics.link.rollout import LEAST_STARTED, Rollout

CENTRES, PERIODS_EACH, ROWS = 12, 4, 60
PROFILE_CENTRES, DIRECTION_CENTRES, CHAIN_CENTRES, THROUGH_CENTRES = 20, 30, 30, 100
CORRECTABLE, VISITS_RELIABLE = 0.3, 0.15
WARNING_CENTRES, WARNING_PERIODS, ORIGINS = 30, 10, 4

WORDS: Final[Mapping[str, Mapping[str, str]]] = {
    "centres": {
        "en": "It needs {need} centres; there are {have}.",
        "de": "Dafür braucht es {need} Betriebe; es sind {have}.",
    },
    "short": {
        "en": "It needs {need} centres with {each} usable periods each; there are {have}.",
        "de": "Dafür braucht es {need} Betriebe mit je {each} verwendbaren Zeiträumen; es sind {have}.",
    },
    "rows": {
        "en": "It needs {need} pairs of engagement and service; there are {have}.",
        "de": "Dafür braucht es {need} Paare aus Engagement und Service; es sind {have}.",
    },
    "periods": {
        "en": "It needs {need} periods; there are {have}.",
        "de": "Dafür braucht es {need} Zeiträume; es sind {have}.",
    },
    "teams": {
        "en": "It needs {need} centres in which two teams or more are shown; there are {have}.",
        "de": "Dafür braucht es {need} Betriebe, in denen zwei oder mehr Teams gezeigt werden; es sind {have}.",
    },
    "no_teams": {
        "en": "It needs figures of teams and the touchpoints they deliver.",
        "de": "Dafür braucht es Werte von Teams und den Kontaktpunkten, die sie leisten.",
    },
    "one_centre": {
        "en": "There is no interval: without one of the centres nothing would be left to estimate.",
        "de": "Es gibt kein Intervall: ohne einen der Betriebe bliebe nichts zu schätzen.",
    },
    "no_variation": {
        "en": "Engagement or service does not vary once the differences between centres and periods are taken out.",
        "de": "Engagement oder Service schwankt nicht, sobald die Unterschiede zwischen Betrieben und Zeiträumen"
        " herausgerechnet sind.",
    },
    "no_spread": {
        "en": "It needs the number of answers and how far they lie apart (engagement_n, engagement_sd).",
        "de": "Dafür braucht es die Zahl der Antworten und ihre Streuung (engagement_n, engagement_sd).",
    },
    "no_visit_spread": {
        "en": "It needs the number of visits and how far they lie apart (visits, service_sd), somewhere two or more.",
        "de": "Dafür braucht es die Zahl der Besuche und ihre Streuung (visits, service_sd), irgendwo mindestens zwei.",
    },
    "noisy": {
        "en": "The engagement figure is too noisy to correct: {have} % of its ups and downs are real, {need} % are"
        " needed.",
        "de": "Der Engagementwert ist zu unruhig, um ihn zu berichtigen: {have} % seines Auf und Ab sind echt, nötig"
        " sind {need} %.",
    },
    "noisy_visits": {
        "en": "The visit scores are too noisy: {have} % of their ups and downs are real, {need} % are needed.",
        "de": "Die Besuchswerte sind zu unruhig: {have} % ihres Auf und Ab sind echt, nötig sind {need} %.",
    },
    "gaps": {
        "en": "It needs an engagement figure for every period; {have} of {need} periods have one.",
        "de": "Dafür braucht es in jedem Zeitraum einen Engagementwert; {have} von {need} Zeiträumen haben einen.",
    },
    "holes": {
        "en": "It needs engagement and service of every centre in every period; {have} cells are empty.",
        "de": "Dafür braucht es von jedem Betrieb in jedem Zeitraum Engagement und Service; {have} Felder sind leer.",
    },
    "no_results": {
        "en": "It needs a result (for example revenue growth) beside engagement and service.",
        "de": "Dafür braucht es neben Engagement und Service ein Ergebnis (etwa das Umsatzwachstum).",
    },
    "not_clear": {
        "en": "We cannot yet put a number on it: an interval still holds nothing at all.",
        "de": "Wir können noch keine Zahl nennen: ein Intervall enthält noch die Null.",
    },
    "no_starts": {
        "en": "No centre started a programme within these periods.",
        "de": "Kein Betrieb hat in diesen Zeiträumen ein Programm begonnen.",
    },
    "started": {
        "en": "It needs {need} centres that started and {others} to compare them with; there are {have} and"
        " {have_others}.",
        "de": "Dafür braucht es {need} Betriebe, die begonnen haben, und {others} zum Vergleich; es sind {have} und"
        " {have_others}.",
    },
    "before": {
        "en": "It needs {need} centres with two periods or more before their start; there are {have}.",
        "de": "Dafür braucht es {need} Betriebe mit zwei oder mehr Zeiträumen vor dem Beginn; es sind {have}.",
    },
    "origins": {
        "en": "It needs {need} times at which the forecast can be tried; there are {have}.",
        "de": "Dafür braucht es {need} Zeitpunkte, an denen die Vorhersage erprobt werden kann; es sind {have}.",
    },
    "not_earned": {
        "en": "Engagement does not yet help to predict service here.",
        "de": "Engagement hilft hier noch nicht, den Service vorherzusagen.",
    },
}


@dataclass(frozen=True)
class Reason:
    """Why something is not shown: a stable `code` and what stands in its sentence."""

    code: str
    values: Mapping[str, Any] = field(default_factory=dict)

    def text(self, language: str = "en") -> str:
        words = WORDS[self.code]
        return words.get(language, words["en"]).format(**self.values)


def few_centres(have: int, need: int) -> Reason | None:
    return Reason("centres", {"need": need, "have": have}) if have < need else None


def few_rows(rows: Rows) -> Reason | None:
    """Rung 2: 12 centres, four usable periods each, 60 rows."""
    enough = int((np.bincount(rows.centre, minlength=1) >= PERIODS_EACH).sum())
    if enough < CENTRES:
        return Reason("short", {"need": CENTRES, "each": PERIODS_EACH, "have": enough})
    return Reason("rows", {"need": ROWS, "have": len(rows.y)}) if len(rows.y) < ROWS else None


def too_noisy(inside: float | None) -> Reason | None:
    if inside is None:
        return Reason("no_spread")
    if inside >= CORRECTABLE:
        return None
    return Reason("noisy", {"have": _percent(inside), "need": _percent(CORRECTABLE)})


def visits_too_noisy(outside: float | None) -> Reason | None:
    if outside is None:
        return Reason("no_visit_spread")
    if outside >= VISITS_RELIABLE:
        return None
    return Reason("noisy_visits", {"have": _percent(outside), "need": _percent(VISITS_RELIABLE)})


def gaps(panel: Panel) -> Reason | None:
    """Waves in every period from the first one with a wave to the last."""
    surveyed = engagement_window(panel)
    have, need = int(np.isfinite(surveyed.inside).any(0).sum()), len(surveyed.periods)
    return Reason("gaps", {"have": have, "need": need}) if have < need else None


def holes(inside: Array, outside: Array) -> Reason | None:
    empty = int((~np.isfinite(inside)).sum() + (~np.isfinite(outside)).sum())
    return Reason("holes", {"have": empty}) if empty else None


def few_periods(have: int, need: int) -> Reason | None:
    return Reason("periods", {"need": need, "have": have}) if have < need else None


def no_profile(panel: Panel, centres: int, longest: int) -> Reason | None:
    return (
        few_centres(centres, PROFILE_CENTRES) or few_periods(len(panel.periods), longest + PERIODS_EACH) or gaps(panel)
    )


def no_direction(panel: Panel, inside: float | None, outside: float | None) -> Reason | None:
    return (
        few_centres(len(panel.centres), DIRECTION_CENTRES)
        or few_periods(len(panel.periods), 8)
        or gaps(panel)
        or (None if is_whole(panel) else holes(panel.inside, panel.outside))
        or too_noisy(inside)
        or visits_too_noisy(outside)
    )


def no_rollout(found: Rollout | None) -> Reason | None:
    if found is None:
        return Reason("no_starts")
    if found.started < LEAST_STARTED or found.compared < 8:
        values = {"need": LEAST_STARTED, "others": 8, "have": found.started, "have_others": found.compared}
        return Reason("started", values)
    few = found.seen_before < LEAST_STARTED
    return Reason("before", {"need": LEAST_STARTED, "have": found.seen_before}) if few else None


def few_teams(have: int, periods: int) -> Reason | None:
    """Rung 3: 12 centres with two teams or more, three periods."""
    if have < CENTRES:
        return Reason("teams", {"need": CENTRES, "have": have})
    return few_periods(periods, 3)


def no_warning(centres: int, periods: int, origins: int, earned: bool) -> Reason | None:
    found = few_centres(centres, WARNING_CENTRES) or few_periods(periods, WARNING_PERIODS)
    if found is None and origins < ORIGINS:
        found = Reason("origins", {"need": ORIGINS, "have": origins})
    return found or (None if earned else Reason("not_earned"))


def _percent(share: float) -> int:
    return round(100 * share)
