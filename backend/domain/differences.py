"""What differs between two versions of a checklist, one by one, and what each difference does to trends.

`difference_words` tells them in sentences; here are only facts.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from backend.domain import continuity
from backend.domain.continuity import Definition, placed_questions, same_wording

UNCHANGED, CHANGED, GONE, NEW = "unchanged", "changed", "gone", "new"
EFFECTS: Final = (UNCHANGED, CHANGED, GONE, NEW)
WORDS_OF_A_QUESTION: Final = ("text", "guidance", "good", "poor", "unit")
SETTINGS_OF_A_QUESTION: Final = (
    "type",
    "kind",
    "scored",
    "bonus",
    "cap",
    "bands",
    "allow_na",
    "allow_not_observed",
    "visible_if",
    "weight",
    "required",
    "critical",
    "photo",
    "comment",
    "min",
    "max",
    "decimals",
    "multiline",
    "max_length",
)
SETTINGS_OF_A_SECTION: Final = ("weight", "gate", "touchpoint", "team")


@dataclass(frozen=True)
class Difference:
    """One thing that is not as it was.

    `place` is checklist, section or question and `id` which; `aspect` is what of it, `part` which option, label,
    band or language where there are several. `effect` is what becomes of the meaning of the answers.
    """

    place: str
    id: str
    aspect: str
    part: str
    before: Any
    after: Any
    effect: str


def differences(before: Definition, after: Definition) -> list[Difference]:
    """All of them: the checklist's own, then sections, then questions, each in the order of the later version."""
    return [*_of_checklist(before, after), *_of_sections(before, after), *_of_questions(before, after)]


def effects(before: Definition, after: Definition) -> dict[str, int]:
    """How many questions kept their meaning, changed it, are gone, or are new."""
    old, new, kept = placed_questions(before), placed_questions(after), continuity.kept_questions([before, after])
    common = old.keys() & new.keys()
    counts = (len(kept), len(common) - len(kept), len(old) - len(common), len(new) - len(common))
    return dict(zip(EFFECTS, counts, strict=True))


def _of_checklist(before: Definition, after: Definition) -> Iterator[Difference]:
    for name in ("title", "description"):
        yield from _texts("checklist", "", name, before[name], after[name])
    yield from _settings("checklist", "", before, after, ("language", "languages", "customer"))
    old, new = before["scoring"], after["scoring"]
    yield from _settings("checklist", "", old, new, ("mode", "floor_at_zero", "bonus_cap"))
    yield from _bands(old["bands"], new["bands"])


def _bands(before: Sequence[Mapping[str, Any]], after: Sequence[Mapping[str, Any]]) -> Iterator[Difference]:
    """Bands only name a score; no answer means anything else by them."""
    old, new = ({band["id"]: band for band in bands} for bands in (before, after))
    for name in [*new, *(name for name in old if name not in new)]:
        was, now = old.get(name), new.get(name)
        if was is None or now is None or was["from"] != now["from"]:
            yield Difference("checklist", "", "band", name, was, now, UNCHANGED)
        if was and now:
            yield from _texts("checklist", "", "band_label", was["label"], now["label"], name)


def _of_sections(before: Definition, after: Definition) -> Iterator[Difference]:
    old, new = ({section["id"]: section for section in one["sections"]} for one in (before, after))
    moved = _moved(list(old), list(new))
    for name, section in new.items():
        was = old.get(name)
        if was is None:
            yield Difference("section", name, "added", "", None, section["title"], NEW)
            continue
        for word in ("title", "intro"):
            yield from _texts("section", name, word, was[word], section[word])
        yield from _settings("section", name, was, section, SETTINGS_OF_A_SECTION)
        if was["visible_if"] != section["visible_if"]:
            yield Difference("section", name, "visible_if", "", was["visible_if"], section["visible_if"], CHANGED)
        yield from _repeat(name, was.get("repeat"), section.get("repeat"))
        if name in moved:
            yield Difference("section", name, "moved", "", None, None, UNCHANGED)
    for name in [name for name in old if name not in new]:
        yield Difference("section", name, "removed", "", old[name]["title"], None, GONE)


def _repeat(name: str, before: Mapping[str, Any] | None, after: Mapping[str, Any] | None) -> Iterator[Difference]:
    """Asked of others, or no longer; how many entries there may be changes no answer."""
    if before is None or after is None:
        if before != after:
            yield Difference("section", name, "repeat", "", before, after, CHANGED)
        return
    for part in ("by", "min", "max"):
        if before[part] != after[part]:
            effect = CHANGED if part == "by" else UNCHANGED
            yield Difference("section", name, f"repeat_{part}", "", before[part], after[part], effect)
    yield from _texts("section", name, "repeat_label", before["label"], after["label"])


def _of_questions(before: Definition, after: Definition) -> Iterator[Difference]:
    old, new = placed_questions(before), placed_questions(after)
    moved = _moved(list(old), list(new))
    for name, (section, question) in new.items():
        if name not in old:
            yield Difference("question", name, "added", section["id"], None, question["text"], NEW)
            continue
        was_section, was = old[name]
        yield from _of_question(name, was, question)
        if was_section["id"] != section["id"]:
            # Another section may ask it of others, or more than once.
            effect = UNCHANGED if continuity.same_asking(was_section, section) else CHANGED
            yield Difference("question", name, "section", "", was_section["id"], section["id"], effect)
        elif name in moved:
            yield Difference("question", name, "moved", "", None, None, UNCHANGED)
    for name, (section, question) in old.items():
        if name not in new:
            yield Difference("question", name, "removed", section["id"], question["text"], None, GONE)


def _of_question(name: str, before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[Difference]:
    for word in WORDS_OF_A_QUESTION:
        asked = word in ("text", "unit") and not same_wording(before.get(word), after.get(word))
        yield from _texts("question", name, word, before.get(word), after.get(word), meaning=asked)
    yield from _settings("question", name, before, after, SETTINGS_OF_A_QUESTION)
    yield from _options(name, before.get("options") or (), after.get("options") or ())
    yield from _scale(name, before.get("scale"), after.get("scale"))
    yield from _clock(name, before.get("clock"), after.get("clock"))


def _options(
    name: str, before: Sequence[Mapping[str, Any]], after: Sequence[Mapping[str, Any]]
) -> Iterator[Difference]:
    old, new = ({option["id"]: option for option in options} for options in (before, after))
    for part in [*new, *(part for part in old if part not in new)]:
        was, now = old.get(part), new.get(part)
        if was is None or now is None:
            yield Difference("question", name, "option", part, was, now, CHANGED)
            continue
        for aspect in ("points", "exclusive"):
            if was.get(aspect) != now.get(aspect):
                yield Difference("question", name, f"option_{aspect}", part, was.get(aspect), now.get(aspect), CHANGED)
        meaning = not same_wording(was["label"], now["label"])
        yield from _texts("question", name, "option_label", was["label"], now["label"], part, meaning=meaning)
    if old.keys() == new.keys() and list(old) != list(new):
        yield Difference("question", name, "options_order", "", list(old), list(new), UNCHANGED)


def _scale(name: str, before: Mapping[str, Any] | None, after: Mapping[str, Any] | None) -> Iterator[Difference]:
    if not before or not after:
        # With another type; that is told already.
        return
    ends = [(scale["min"], scale["max"]) for scale in (before, after)]
    if ends[0] != ends[1]:
        yield Difference("question", name, "scale", "", list(ends[0]), list(ends[1]), CHANGED)
    old, new = before["labels"], after["labels"]
    for step in sorted(old.keys() | new.keys(), key=int):
        meaning = not same_wording(old.get(step), new.get(step))
        yield from _texts("question", name, "scale_label", old.get(step), new.get(step), step, meaning=meaning)


def _clock(name: str, before: Mapping[str, Any] | None, after: Mapping[str, Any] | None) -> Iterator[Difference]:
    """Each of its settings decides what an answer says: from when, until when, and who was waited for."""
    if before is None or after is None:
        if before != after:
            yield Difference("question", name, "clock", "", before, after, CHANGED)
        return
    for part in ("start", "contact", "opens", "closes"):
        if before[part] != after[part]:
            yield Difference("question", name, f"clock_{part}", "", before[part], after[part], CHANGED)


def _texts(
    place: str,
    id_: str,
    aspect: str,
    before: Mapping[str, str] | None,
    after: Mapping[str, str] | None,
    part: str = "",
    *,
    meaning: bool = False,
) -> Iterator[Difference]:
    """One difference for each language whose words changed."""
    old, new = before or {}, after or {}
    for language in [*new, *(language for language in old if language not in new)]:
        if old.get(language) != new.get(language):
            where = f"{part}/{language}" if part else language
            effect = CHANGED if meaning else UNCHANGED
            yield Difference(place, id_, aspect, where, old.get(language), new.get(language), effect)


def _settings(
    place: str, id_: str, before: Mapping[str, Any], after: Mapping[str, Any], names: Sequence[str]
) -> Iterator[Difference]:
    for name in names:
        if before.get(name) != after.get(name):
            meaning = place == "question" and name in continuity.MEANING
            yield Difference(place, id_, name, "", before.get(name), after.get(name), CHANGED if meaning else UNCHANGED)


def _moved(before: Sequence[str], after: Sequence[str]) -> set[str]:
    """Those that stand in another order than before, when all that stayed in order are left out."""
    stayed = set(after)
    order = {name: index for index, name in enumerate(name for name in before if name in stayed)}
    kept = set(_longest_rise([order[name] for name in after if name in order]))
    return {name for name, index in order.items() if index not in kept}


def _longest_rise(numbers: Sequence[int]) -> list[int]:
    """The longest rising part, as it stands: whoever is outside it has moved."""
    best: list[list[int]] = []
    for number in numbers:
        longest = max((run for run in best if run[-1] < number), key=len, default=[])
        best.append([*longest, number])
    return max(best, key=len, default=[])
