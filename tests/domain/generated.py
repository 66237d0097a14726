"""Hypothesis strategies: checklists as an author could write them, and answers from good to absurd."""

from typing import Any

from hypothesis import strategies as st

Json = dict[str, Any]
OPTIONS = ("alpha", "beta", "gamma")

thousandths = st.integers(-4000, 4000).map(lambda n: n / 1000) | st.integers(-5, 10)
positives = st.integers(1, 4000).map(lambda n: n / 1000) | st.integers(1, 10)
words = st.text(st.characters(exclude_categories=("Cs",)), max_size=8)
percentages = st.integers(0, 100_000).map(lambda n: n / 1000)
junk = st.one_of(st.none(), st.booleans(), words, st.integers(), st.floats(allow_nan=False, allow_infinity=False))
junk |= st.lists(st.sampled_from((*OPTIONS, "delta", 3)), max_size=3) | st.dictionaries(words, words, max_size=2)


def _options(points: Any, exclusive: bool = False) -> Any:
    def build(values: list[Any]) -> list[Json]:
        extra = [{"exclusive": index == 2} if exclusive else {} for index in range(3)]
        return [{"id": o, "label": o, "points": p, **x} for o, p, x in zip(OPTIONS, values, extra, strict=True)]

    return st.lists(points, min_size=3, max_size=3).map(build)


@st.composite
def bands(draw: Any) -> list[Json]:
    limits = sorted(draw(st.sets(st.integers(0, 900).map(lambda n: n / 10), min_size=1, max_size=3)))
    return [{"up_to": limit, "points": draw(thousandths)} for limit in limits] + [{"points": draw(thousandths)}]


@st.composite
def own_part(draw: Any, kind: str, bonus: bool) -> Json:
    points = positives if bonus else thousandths
    if kind == "single_choice":
        return {"options": draw(_options(points))}
    if kind == "multiple_choice":
        return {"options": draw(_options(points, exclusive=True)), "cap": "sum"}
    if kind == "scale":
        low = draw(st.integers(-3, 3))
        return {"scale": {"min": low, "max": low + draw(st.integers(1, 7))}}
    if kind in ("number", "duration"):
        own = {"bands": draw(bands())} if draw(st.booleans()) else {}
        return own | ({"decimals": draw(st.integers(0, 3)), "min": 0} if kind == "number" else {})
    return {"max_length": 5} if kind == "text" else {}


SCORABLE = ("yes_no", "single_choice", "multiple_choice", "scale", "number", "duration")
KINDS = SCORABLE * 3 + ("timestamp", "text", "photo", "place", "signature")


def can_score(question: Json) -> bool:
    kind = question["type"]
    if kind in ("yes_no", "scale"):
        return True
    rows = question.get("options") or question.get("bands") or []
    return any(row["points"] > 0 for row in rows)


@st.composite
def comparison(draw: Any, question: Json) -> Json:
    kind, answered = question["type"], {"op": "answered"}
    if kind in ("scale", "number", "duration"):
        op = draw(st.sampled_from(("eq", "ne", "gt", "gte", "lt", "lte", "in", "answered")))
        value = draw(st.integers(-3, 5))
        return answered if op == "answered" else {"op": op, "v": [value, value + 1] if op == "in" else value}
    names = ("yes", "no") if kind == "yes_no" else OPTIONS
    if kind == "multiple_choice":
        return draw(st.sampled_from((answered, {"op": "contains", "v": "alpha"}, {"op": "contains", "v": "gamma"})))
    if kind in ("yes_no", "single_choice"):
        value = draw(st.sampled_from(names))
        return draw(st.sampled_from((answered, {"op": "eq", "v": value}, {"op": "ne", "v": value})))
    return answered


@st.composite
def condition(draw: Any, earlier: list[Json], depth: int = 0) -> Json:
    shape = draw(st.sampled_from(("q", "q", "q", "not", "all", "any") if depth < 2 else ("q",)))
    if shape == "q":
        question = draw(st.sampled_from(earlier))
        return {"q": question["id"], **draw(comparison(question))}
    if shape == "not":
        return {"not": draw(condition(earlier, depth + 1))}
    return {shape: draw(st.lists(condition(earlier, depth + 1), min_size=1, max_size=2))}


@st.composite
def question(draw: Any, name: str, earlier: list[Json]) -> Json:
    bonus = draw(st.integers(0, 9)) == 0
    kind = draw(st.sampled_from(KINDS))
    made: Json = {"id": name, "type": kind, "text": name, "weight": draw(positives | st.just(0))}
    made |= draw(own_part(kind, bonus))
    made |= {key: draw(st.booleans()) for key in ("required", "allow_na", "allow_not_observed")}
    if can_score(made):
        role = "bonus" if bonus else draw(st.sampled_from(("plain", "plain", "plain", "critical", "delight")))
        pass_at = {"pass_at": draw(thousandths)} if draw(st.booleans()) else True
        made |= {"bonus": {"bonus": True}, "critical": {"critical": pass_at}, "delight": {"kind": "delight"}}.get(
            role, {}
        )
    if kind not in ("photo", "signature") and draw(st.booleans()):
        made |= {"photo": {"min": 1, "when": draw(comparison(made))}, "comment": {"when": draw(comparison(made))}}
    if earlier and draw(st.integers(0, 4)) == 1:
        made["visible_if"] = draw(condition(earlier))
    return made


@st.composite
def checklists(draw: Any) -> Json:
    earlier: list[Json] = []
    sections = []
    for number in range(draw(st.integers(1, 3))):
        section: Json = {"id": f"s{number}", "title": "S", "touchpoint": "any", "weight": draw(positives | st.just(0))}
        if draw(st.booleans()):
            section["gate"] = draw(percentages)
        if earlier and draw(st.integers(0, 4)) == 1:
            section["visible_if"] = draw(condition(list(earlier)))
        section["questions"] = []
        for _ in range(draw(st.integers(2, 5))):
            section["questions"].append(draw(question(f"q{len(earlier)}", earlier)))
            earlier.append(section["questions"][-1])
        sections.append(section)
    cap = draw(st.sampled_from(("none", 100, 110.5)))
    scoring = {"mode": draw(st.sampled_from(("sections", "pooled"))), "bonus_cap": cap}
    scoring |= {"floor_at_zero": draw(st.booleans())}
    return {"id": "made", "title": "M", "language": "en", "scoring": scoring, "sections": sections}


def good_value(question: Json) -> Any:
    kind = question["type"]
    return {
        "yes_no": st.sampled_from(("yes", "no")),
        "single_choice": st.sampled_from(OPTIONS),
        "multiple_choice": st.lists(st.sampled_from(OPTIONS), max_size=3),
        "scale": st.integers(-4, 9),
        "number": thousandths | st.integers(0, 100) | st.floats(0, 99),
        "duration": st.integers(0, 200),
        "timestamp": st.sampled_from(("2026-11-20T09:30:00Z", "2026-11-20")),
        "text": words,
        "place": st.sampled_from(({"refused": True}, {"lat": 1.5, "lon": 2, "accuracy_m": 3})),
    }.get(kind, st.none())


@st.composite
def answers(draw: Any, checklist: Json) -> tuple[dict[str, Json], dict[str, int]]:
    made, photos = {}, {}
    states = ("answered",) * 6 + ("not_applicable", "not_observed", "cleared")
    for one in (question for section in checklist["sections"] for question in section["questions"]):
        if draw(st.integers(0, 5)) > 0:
            value = draw(good_value(one) if draw(st.integers(0, 9)) > 0 else junk)
            beside = {"comment": draw(st.none() | words), "waiver": draw(st.none() | words)}
            made[one["id"]] = {"state": draw(st.sampled_from(states)), "value": value, **beside}
        if draw(st.booleans()):
            photos[one["id"]] = draw(st.integers(0, 2))
    return made, photos


@st.composite
def visits(draw: Any) -> tuple[Json, dict[str, Json], dict[str, int]]:
    checklist = draw(checklists())
    made, photos = draw(answers(checklist))
    return checklist, made, photos
