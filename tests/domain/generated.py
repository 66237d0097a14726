"""Checklists as an author could write them, and answers from good to absurd, from one source of chance.

Hypothesis brings its own source and makes failures small; `bulk.py` brings a seeded one and makes many.
"""

from random import Random
from typing import Any

Json = dict[str, Any]
OPTIONS = ("alpha", "beta", "gamma")
SCORABLE = ("yes_no", "single_choice", "multiple_choice", "scale", "number", "duration")
KINDS = SCORABLE * 3 + ("timestamp",) * 4 + ("duration",) * 3 + ("text", "photo", "place", "signature")
BY_PHOTO = ("photo", "signature")


def some_points(chance: Random) -> float:
    return chance.choice((chance.randint(-5, 10), chance.randint(-4000, 4000) / 1000))


def positive(chance: Random) -> float:
    return chance.choice((chance.randint(1, 10), chance.randint(1, 4000) / 1000))


def weight(chance: Random) -> float:
    return chance.choice((0, positive(chance), positive(chance), positive(chance)))


def flag(chance: Random) -> bool:
    return chance.random() < 0.5


def rarely(chance: Random, one_in: int) -> bool:
    return chance.randrange(one_in) == 0


def checklist(chance: Random) -> Json:
    outside: list[Json] = []
    sections: list[Json] = []
    for number in range(chance.randint(1, 4)):
        made, asked = section(chance, f"s{number}", outside, sum(len(one["questions"]) for one in sections))
        sections.append(made)
        outside += [] if "repeat" in made else asked
    scoring = {"mode": chance.choice(("sections", "pooled")), "bonus_cap": chance.choice(("none", 100, 110.5))}
    scoring |= {"floor_at_zero": flag(chance)}
    return {"id": "made", "title": "M", "language": "en", "scoring": scoring, "sections": sections}


def section(chance: Random, name: str, outside: list[Json], count: int) -> tuple[Json, list[Json]]:
    made: Json = {"id": name, "title": "S", "touchpoint": "any", "weight": weight(chance)}
    if flag(chance):
        made["gate"] = chance.randint(0, 100_000) / 1000
    if outside and rarely(chance, 5):
        made["visible_if"] = condition(chance, outside)
    asked: list[Json] = []
    if rarely(chance, 3):
        asked.append(told_apart_by(chance, f"q{count}"))
        fewest, most = sorted((chance.randint(0, 3), chance.randint(1, 3)))
        made["repeat"] = {"by": f"q{count}", "min": fewest, "max": most, "label": "Entry"}
    for _ in range(chance.randint(2, 5)):
        asked.append(question(chance, f"q{count + len(asked)}", [*outside, *asked]))
    return {**made, "questions": asked}, asked


def told_apart_by(chance: Random, name: str) -> Json:
    """The first question of a repeated section: always asked, never left out."""
    own = {"options": options(chance, some_points)}
    return {
        "id": name,
        "type": "single_choice",
        "text": name,
        "required": flag(chance),
        "weight": weight(chance),
        **own,
    }


def question(chance: Random, name: str, earlier: list[Json]) -> Json:
    bonus = rarely(chance, 10)
    kind = chance.choice(KINDS)
    made: Json = {"id": name, "type": kind, "text": name, "weight": weight(chance)}
    made |= own_part(chance, kind, bonus) | ({"clock": found} if (found := clock(chance, kind, earlier)) else {})
    made |= {key: flag(chance) for key in ("required", "allow_na", "allow_not_observed")}
    if can_score(made):
        role = "bonus" if bonus else chance.choice(("plain", "plain", "plain", "critical", "delight"))
        pass_at = {"pass_at": some_points(chance)} if flag(chance) else True
        roles = {"bonus": {"bonus": True}, "critical": {"critical": pass_at}, "delight": {"kind": "delight"}}
        made |= roles.get(role, {})
    if kind not in BY_PHOTO and flag(chance):
        comment = "always" if rarely(chance, 3) else comparison(chance, made)
        made |= {"photo": {"min": 1, "when": comparison(chance, made)}, "comment": {"when": comment}}
    if earlier and rarely(chance, 5):
        made["visible_if"] = condition(chance, earlier)
    return made


def own_part(chance: Random, kind: str, bonus: bool) -> Json:
    points = positive if bonus else some_points
    if kind == "single_choice":
        return {"options": options(chance, points)}
    if kind == "multiple_choice":
        chosen = options(chance, points)
        chosen[2]["exclusive"] = True
        return {"options": chosen, "cap": "sum"}
    if kind == "scale":
        low = chance.randint(-3, 3)
        return {"scale": {"min": low, "max": low + chance.randint(1, 7)}}
    if kind in ("number", "duration"):
        own = {"bands": bands(chance)} if flag(chance) else {}
        return own | ({"decimals": chance.randint(0, 3), "min": 0} if kind == "number" else {})
    return {"max_length": 5} if kind == "text" else {}


def options(chance: Random, points: Any) -> list[Json]:
    return [{"id": name, "label": name, "points": points(chance)} for name in OPTIONS]


def bands(chance: Random) -> list[Json]:
    limits = sorted({chance.randint(0, 900) / 10 for _ in range(chance.randint(1, 3))})
    return [{"up_to": limit, "points": some_points(chance)} for limit in limits] + [{"points": some_points(chance)}]


def clock(chance: Random, kind: str, earlier: list[Json]) -> Json | None:
    starts = [one["id"] for one in earlier if one["type"] == "timestamp"]
    if kind != "duration" or not starts or rarely(chance, 4):
        return None
    opens = chance.choice((0, 0, 30))
    window = {"opens": opens, "closes": opens + chance.randint(1, 150)}
    return {"start": chance.choice(starts), "contact": chance.choice(("automatic", "person")), **window}


def can_score(made: Json) -> bool:
    if made["type"] in ("yes_no", "scale"):
        return True
    return any(row["points"] > 0 for row in made.get("options") or made.get("bands") or [])


def comparison(chance: Random, made: Json) -> Json:
    kind, answered = made["type"], {"op": "answered"}
    if kind in ("scale", "number", "duration"):
        op = chance.choice(("eq", "ne", "gt", "gte", "lt", "lte", "in", "answered"))
        value = chance.randint(-3, 5)
        return answered if op == "answered" else {"op": op, "v": [value, value + 1] if op == "in" else value}
    if kind == "multiple_choice":
        return chance.choice((answered, {"op": "contains", "v": "alpha"}, {"op": "contains", "v": "gamma"}))
    if kind in ("yes_no", "single_choice"):
        value = chance.choice(("yes", "no") if kind == "yes_no" else OPTIONS)
        return chance.choice((answered, {"op": "eq", "v": value}, {"op": "ne", "v": value}))
    return answered


def condition(chance: Random, earlier: list[Json], depth: int = 0) -> Json:
    shape = chance.choice(("q", "q", "q", "not", "all", "any") if depth < 2 else ("q",))
    if shape == "q":
        found = chance.choice(earlier)
        return {"q": found["id"], **comparison(chance, found)}
    if shape == "not":
        return {"not": condition(chance, earlier, depth + 1)}
    return {shape: [condition(chance, earlier, depth + 1) for _ in range(chance.randint(1, 2))]}
