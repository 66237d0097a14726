"""What keeps the meaning of a question from version to version (decision 0090), and the score over such questions."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from itertools import combinations
from typing import Any, Final

from backend.domain.entries import question_of
from backend.domain.exact import thousandths
from backend.domain.scoring import limited, weighted_mean

Definition = Mapping[str, Any]
Question = Mapping[str, Any]
Text = Mapping[str, str]

# What decides which answers there are, what each is worth, and whom the question is asked. The others are help
# (guidance, examples), effort (photos, comments, required) or the score's own business (weight, critical).
MEANING: Final = (
    "type",
    "kind",
    "scored",
    "bonus",
    "allow_na",
    "allow_not_observed",
    "visible_if",
    "cap",
    "bands",
    "clock",
)


def same_wording(before: Text | None, after: Text | None) -> bool:
    """Whether a text still says it in at least one language both have; a mended translation changes no question."""
    if not before or not after:
        return not before and not after
    return any(_spelt(before[language]) == _spelt(after[language]) for language in before.keys() & after.keys())


def _spelt(text: str) -> str:
    """Letters and digits only: capitals, commas and spaces are spelling."""
    return "".join(letter for letter in text.casefold() if letter.isalnum())


def changed_meaning(before: Question, after: Question) -> bool:
    """Whether an answer to one question says something else than the same answer to the other."""
    return (
        any(before.get(name) != after.get(name) for name in MEANING)
        or not same_wording(before["text"], after["text"])
        or not same_wording(before.get("unit"), after.get("unit"))
        or changed_options(before.get("options") or (), after.get("options") or ())
        or changed_scale(before.get("scale"), after.get("scale"))
    )


def changed_options(before: Sequence[Mapping[str, Any]], after: Sequence[Mapping[str, Any]]) -> bool:
    """Their order is no matter; an option more, fewer, worth something else or saying something else is."""
    old, new = ({option["id"]: option for option in options} for options in (before, after))
    return old.keys() != new.keys() or any(changed_option(old[name], new[name]) for name in old)


def changed_option(before: Mapping[str, Any], after: Mapping[str, Any]) -> bool:
    settings = any(before.get(name) != after.get(name) for name in ("points", "exclusive"))
    return settings or not same_wording(before["label"], after["label"])


def changed_scale(before: Mapping[str, Any] | None, after: Mapping[str, Any] | None) -> bool:
    if not before or not after:
        return bool(before) != bool(after)
    labels, names = (before["labels"], after["labels"]), before["labels"].keys() | after["labels"].keys()
    ends = any(before[name] != after[name] for name in ("min", "max"))
    return ends or any(not same_wording(labels[0].get(name), labels[1].get(name)) for name in names)


def placed_questions(definition: Definition) -> dict[str, tuple[Mapping[str, Any], Question]]:
    """Each question by its id, with its section."""
    return {
        question["id"]: (section, question) for section in definition["sections"] for question in section["questions"]
    }


def kept_questions(definitions: Sequence[Definition]) -> frozenset[str]:
    """The ids that mean the same in every two of these versions; compared in pairs, so that nothing drifts unseen."""
    placed = [placed_questions(definition) for definition in definitions]
    common = set.intersection(*(set(one) for one in placed)) if placed else set()
    return frozenset(
        name for name in common if all(_same(one[name], other[name]) for one, other in combinations(placed, 2))
    )


def _same(before: tuple[Mapping[str, Any], Question], after: tuple[Mapping[str, Any], Question]) -> bool:
    return same_asking(before[0], after[0]) and not changed_meaning(before[1], after[1])


def same_asking(before: Mapping[str, Any], after: Mapping[str, Any]) -> bool:
    """Whether two sections ask alike: their condition, and once or of each thing told apart by the same question.

    How many times at least or at most changes no answer.
    """
    told_apart = [section.get("repeat", {}).get("by") for section in (before, after)]
    return bool(before["visible_if"] == after["visible_if"]) and told_apart[0] == told_apart[1]


def like_for_like(
    definition: Definition, kept: frozenset[str], questions: Iterable[Mapping[str, Any]]
) -> Fraction | None:
    """The percentage of one visit over the kept questions alone, weighed and put together as `definition` does.

    `questions` are those of the visit's stored score card; its own weights are left aside, so that visits of all
    versions are weighed alike. Each entry counts by itself. None where nothing of it was assessed.
    """
    scores: defaultdict[str, list[Mapping[str, Any]]] = defaultdict(list)
    for score in questions:
        if question_of(score["id"]) in kept:
            scores[question_of(score["id"])].append(score)
    settings = definition["scoring"]
    sections = [(one["weight"], *_sums(one["questions"], scores)) for one in definition["sections"]]
    if settings["mode"] == "pooled":
        points, reachable = sum(points for _, points, _ in sections), sum(reachable for *_, reachable in sections)
        return _percent(points, reachable, settings)
    return weighted_mean((weight, _percent(points, reachable, settings)) for weight, points, reachable in sections)


def _sums(questions: Iterable[Question], scores: Mapping[str, Sequence[Mapping[str, Any]]]) -> tuple[int, int]:
    """Weighted points and reachable points, in millionths. A bonus reaches no higher; delight is counted elsewhere."""
    points = reachable = 0
    for question in questions:
        if question["kind"] == "delight":
            continue
        weight = thousandths(question["weight"])
        for score in scores.get(question["id"], ()):
            if score["points"] is not None:
                points += weight * thousandths(score["points"])
                reachable += 0 if question["bonus"] else weight * thousandths(score["max"])
    return points, reachable


def _percent(points: int, reachable: int, settings: Mapping[str, Any]) -> Fraction | None:
    return limited(Fraction(100 * points, reachable), settings) if reachable else None
