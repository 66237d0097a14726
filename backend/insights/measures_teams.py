"""Which teams deliver what a measure is made of: only what one team alone delivers can be said of that team."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from backend.insights.measures_asked import Version, codes_of


def teams_behind(versions: Sequence[Version], teams: Mapping[str, str]) -> Mapping[str, set[str | None]]:
    """By measure, the codes of its teams in all these versions; None stands for sections that no team delivers.

    `teams`: by touchpoint, where a section does not say otherwise.
    """
    found: defaultdict[str, set[str | None]] = defaultdict(set)
    for version in versions:
        for section in version.definition["sections"]:
            alone = version._replace(definition={**version.definition, "sections": [section]})
            for code in codes_of(alone, teams):
                found[code].add(section.get("team") or teams.get(section["touchpoint"]))
    return found
