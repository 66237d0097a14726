"""How the single questions of a checklist version work: counted from stored score cards, a question at a time."""

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from backend.domain.continuity import Definition, placed_questions
from backend.domain.entries import entry_of, question_of
from backend.domain.questions import type_of
from backend.domain.statistics.shares import Agreement, Share, agreement

Card = Mapping[str, Any]
# Fewer visits than this say nothing about a question that “everybody passes” or “never applies”.
ENOUGH: Final = 10


@dataclass(frozen=True)
class Item:
    """One question. Each time it was `shown` is the base of the shares; only scored answers are the base of `passed`.

    A question of a repeated section is shown once for each entry, so more often than in `visits`; two auditors meet
    different people, so there is no `agreement` on it.

    `answered` is None where a photo is the answer, `passed` where there are no points, `no_contact` where no clock
    waits for one; `verdict` is everyone_passes, never_applies, or None.
    """

    question_id: str
    section_id: str
    visits: int
    shown: int
    answered: Share | None
    not_applicable: Share
    not_observed: Share
    no_contact: Share | None
    passed: Share | None
    verdict: str | None
    agreement: Agreement | None


def item_statistics(
    definition: Definition,
    cards: Iterable[Card],
    doubles: Sequence[tuple[Card, Card]],
    states: Mapping[str, Mapping[str, int]],
) -> list[Item]:
    """Every question in order; `doubles` are score cards of two auditors of the same place and period.

    `states` counts the stored answers of each question: no card says how one without points was answered, or which
    clocks ran out.
    """
    seen: defaultdict[str, list[Card]] = defaultdict(list)
    visits: Counter[str] = Counter()
    for card in cards:
        shown = [score for score in card["questions"] if score["state"] != "hidden"]
        for score in shown:
            seen[question_of(score["id"])].append(score)
        visits.update({question_of(score["id"]) for score in shown})
    pairs = _pairs(doubles)
    return [
        _item(question, section["id"], visits[name], seen[name], pairs[name], states.get(name, {}))
        for name, (section, question) in placed_questions(definition).items()
    ]


def overall_agreement(doubles: Sequence[tuple[Card, Card]]) -> Agreement | None:
    """Over all questions together."""
    return agreement([pair for found in _pairs(doubles).values() for pair in found])


def _item(
    question: Mapping[str, Any],
    section: str,
    visits: int,
    scores: Sequence[Card],
    pairs: Sequence[tuple[Hashable, Hashable]],
    states: Mapping[str, int],
) -> Item:
    shown = [score["state"] for score in scores]
    rated = [score for score in scores if score["state"] == "scored"]
    passed = Share(sum(score["points"] >= score["max"] for score in rated), len(rated)) if question["scored"] else None
    counts: Mapping[str, int] = Counter(shown) if question["scored"] else states
    base = len(shown)
    answered, na, unseen = (
        Share(min(counts.get(state, 0), base), base)
        for state in ("scored" if question["scored"] else "answered", "not_applicable", "not_observed")
    )
    without = Share(min(states.get("no_contact", 0), base), base) if "clock" in question else None
    by_photo = type_of(question).answered_by_photo
    return Item(
        question_id=question["id"],
        section_id=section,
        visits=visits,
        shown=base,
        answered=None if by_photo else answered,
        not_applicable=na,
        not_observed=unseen,
        no_contact=without,
        passed=passed,
        verdict=_verdict(na, passed) if visits >= ENOUGH else None,
        agreement=agreement(pairs),
    )


def _verdict(not_applicable: Share, passed: Share | None) -> str | None:
    if not_applicable.base >= ENOUGH and not_applicable.count == not_applicable.base:
        return "never_applies"
    return "everyone_passes" if passed and passed.base >= ENOUGH and passed.count == passed.base else None


def _pairs(doubles: Sequence[tuple[Card, Card]]) -> defaultdict[str, list[tuple[Hashable, Hashable]]]:
    """What both auditors were shown, as points or as the reason why there are none."""
    pairs: defaultdict[str, list[tuple[Hashable, Hashable]]] = defaultdict(list)
    for first, second in doubles:
        others = {score["id"]: score for score in second["questions"]}
        for score in first["questions"]:
            other = others.get(score["id"])
            if other is None or entry_of(score["id"]) is not None:
                continue
            found = _category(score), _category(other)
            if None not in found:
                pairs[score["id"]].append(found)
    return pairs


def _category(score: Card) -> Hashable:
    if score["state"] in ("hidden", "unscored", "unanswered"):
        return None
    return str(score["points"] if score["state"] == "scored" else score["state"])
