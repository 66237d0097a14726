"""A kept document as the page wants it: names beside ids, the roll-out in order of time."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from backend.centres.models import Touchpoint
from backend.engagement.models import Dimension, EngagementPolicy, EngagementWave
from backend.insights.queries import is_simulated
from backend.links.service import Shown

Document = dict[str, Any]
PARTS = ("lag", "between", "pooled", "within", "own_team", "corrected", "lag_profile", "direction")


def as_page(session: Session, shown: Shown) -> Document:
    """The reply of the inside-outside page.

    `single`: whether single centres are in it, which they are not once engagement was published anew: one of them may
    be hidden now.
    """
    kept = shown.kept
    single = kept is None or not published_since(session, kept.computed_at)
    analysis = _analysis(session, kept.document, shown) if kept else None
    return {
        "status": shown.status,
        "step": shown.job.step if shown.job is not None else "",
        "data_version": kept.data_version if kept else None,
        "computed_at": kept.computed_at if kept else None,
        "span": _span(kept.document) if kept else None,
        "told": shown.told,
        "analysis": analysis if single or analysis is None else _without_centres(analysis),
        "single": single,
        "simulated": is_simulated(session),
    }


def published_since(session: Session, moment: dt.datetime | None) -> bool:
    """Whether a wave was published, or the floor changed, after this moment."""
    waves = select(func.count()).select_from(EngagementWave).where(EngagementWave.published_at > moment)
    floors = select(func.count()).select_from(EngagementPolicy).where(EngagementPolicy.changed_at > moment)
    return bool(session.scalar(waves) or session.scalar(floors))


def named(names: Mapping[str, Any], language: str) -> str:
    """A name in the language, else in any."""
    return str(names.get(language) or next(iter(names.values()), ""))


def _span(document: Document) -> Document | None:
    if document["periods"] is None:
        return None
    data = document["report"]["data"]
    return {**document["periods"], "periods": data["periods"], "centres": data["centres"]}


def _analysis(session: Session, document: Document, shown: Shown) -> Document:
    report, names = document["report"], shown.names
    warning, rollout, planning = report["early_warning"], report["rollout"], report["planning"]
    return {
        **{part: report[part] for part in PARTS},
        "rollout": rollout | {"dynamic": _since(rollout["dynamic"])},
        "early_warning": warning | {"watched": _named_centres(warning["watched"], names)},
        "planning": {"table": []} | planning,
        "matrix": _matrix(session, document["matrix"], shown.language),
        "quadrant": document["quadrant"] | {"dots": _with_names(document["quadrant"]["dots"], names)},
        "movers": _with_names(document["movers"], names),
        "health": document["health"],
    }


def _without_centres(analysis: Document) -> Document:
    """Only what is of many centres."""
    quadrant = analysis["quadrant"]
    return analysis | {
        "quadrant": quadrant | {"dots": [], "hidden": quadrant["hidden"] + len(quadrant["dots"])},
        "movers": [],
        "early_warning": analysis["early_warning"] | {"watched": []},
    }


def _since(dynamic: Mapping[str, Any] | None) -> list[Document]:
    return [
        {"since": int(since), **found} for since, found in sorted((dynamic or {}).items(), key=lambda one: int(one[0]))
    ]


def _named_centres(ids: list[str] | None, names: Mapping[str, str]) -> list[Document]:
    return [{"centre_id": one, "name": names.get(one, "")} for one in ids or []]


def _with_names(rows: list[Document], names: Mapping[str, str]) -> list[Document]:
    return [row | {"name": names.get(row["centre_id"], "")} for row in rows]


def _matrix(session: Session, matrix: Document, language: str) -> Document:
    touchpoints = {row.code: named(row.name, language) for row in session.scalars(select(Touchpoint))}
    dimensions = {row.code: named(row.name, language) for row in session.scalars(select(Dimension))}
    return matrix | {
        "dimensions": [{"code": code, "name": dimensions.get(code, code)} for code in matrix["dimensions"]],
        "touchpoints": [{"code": code, "name": touchpoints.get(code, code)} for code in matrix["touchpoints"]],
    }
