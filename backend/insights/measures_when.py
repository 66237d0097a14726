"""Which period a page is about, and which one it is compared with."""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from backend.domain.problems import FieldError, Invalid
from backend.insights import queries
from backend.insights.comparison import latest_two, tally_at
from backend.insights.drill_scope import days_of
from backend.insights.measures_series import Made
from backend.insights.periods import MOST_PERIODS, Period, calendar
from backend.insights.tallies_reading import read_tallies
from backend.kernel.clock import now


@dataclass(frozen=True)
class When:
    """`period` is None where nothing was visited; `before` is the code it is compared with, if there is one."""

    period: Period | None
    before: str | None


def when(session: Session, kind: str, at: str | None, measure: str, language: str) -> When:
    """`at`, else the last period with a usual number of visits in the chain; compared with the last one before it."""
    periods = periods_up_to(session, kind, at, language)
    codes = [period.code for period in periods]
    rows = {row.period: row for row in read_tallies(session, "chain", [""], kind, codes, [measure])}
    visits = [tally_at(rows.get(code), measure).n for code in codes]
    used = [period for period, count in zip(periods, visits, strict=True) if count]
    compared = latest_two(periods, visits)
    if at is not None:
        earlier = [period.code for period in used if period.code != at]
        return When(periods[-1], earlier[-1] if earlier else None)
    if compared is None:
        return When(used[-1] if used else None, None)
    return When(next(period for period in periods if period.code == compared[1]), compared[0])


def asked_for(made: Made, code: str) -> When:
    """The period with this code, however few its visits; compared only if it is the later of the two compared."""
    before = made.compared[0] if made.compared is not None and made.compared[1] == code else None
    return When(next((period for period in made.periods if period.code == code), None), before)


def periods_up_to(session: Session, kind: str, at: str | None, language: str) -> list[Period]:
    """The usual number of periods up to that one, or up to today; the waves until then."""
    if kind != "wave":
        last = now().date() if at is None else days_of(kind, at)[1]
        return calendar(kind, None, last, language)
    waves = queries.waves(session)
    if at is None:
        return waves[-MOST_PERIODS:]
    place = next((place for place, wave in enumerate(waves) if wave.code == at), None)
    if place is None:
        error = FieldError("/at", "unknown", "There is no such wave.")
        raise Invalid("invalid", error.message, errors=[error])
    return waves[: place + 1][-MOST_PERIODS:]
