"""The visit report as plain data: what the template prints, and nothing it would have to work out."""

from collections.abc import Mapping, Sequence
from typing import Any
from zoneinfo import ZoneInfo

from backend.charts import gauge
from backend.charts.letters import number
from backend.domain.visit_flow import Status
from backend.insights.comparison import Value
from backend.insights.drawing import draw_trend
from backend.reports.subjects import Order
from backend.reports.visit.answers import show_answers, show_left_behind, show_set_aside
from backend.reports.visit.entries import Names
from backend.reports.visit.facts import VisitFacts
from backend.reports.visit.on_site import on_site_lines, written_lines
from backend.reports.visit.questions import number_photos, show_sections
from backend.reports.visit.texts import Reader
from backend.visits.models import ScoreCertificate
from backend.visits.showing import Decision

CHART_WIDTH, CHART_HEIGHT = 640, 172
CHAPTERS = ("summary", "questions", "photos", "certificate", "rescores")


def build(facts: VisitFacts, order: Order) -> dict[str, Any]:
    """The context of one edition. The centre's tells neither who came nor at what minute somebody was on duty."""
    edition, language = order.edition, order.language
    centre = edition == "centre"
    reader = Reader(language, facts.definition["language"], ZoneInfo(facts.visit.centre.time_zone), coarse=centre)
    names = Names(facts, reader)
    photos = number_photos(facts, names)
    sections = show_sections(facts, reader, names, photos, with_notes=not centre)
    plates, certificate = _plates(facts, reader, photos, names), _certificate(facts, reader, photos)
    there = {"photos": bool(plates), "certificate": certificate is not None, "rescores": bool(facts.rescores)}
    return {
        "language": language,
        "edition": edition,
        "words": dict(reader.say),
        "simulated": facts.comparison.simulated,
        "chapters": [[id_, reader.say[id_]] for id_ in CHAPTERS if there.get(id_, True)],
        "part": "",
        "draft": not facts.approved,
        "centre": _centre(facts),
        "facts": _fact_lines(facts, reader, centre),
        "score": _score(facts, reader),
        "reasons": _reasons(facts, reader, sections),
        "review_note": "" if centre else _review_note(facts.decisions),
        "sections": sections,
        "trend": _trend(facts, reader),
        "plates": plates,
        "left_behind": show_left_behind(facts, reader, names),
        # What an auditor took back is no word to the centre.
        "set_aside": [] if centre else show_set_aside(facts, reader, names),
        "written": [] if centre else written_lines(facts, reader),
        "certificate": certificate,
        "rescores": [_rescore(one, facts, reader, names) for one in facts.rescores],
    }


def _centre(facts: VisitFacts) -> dict[str, str]:
    centre = facts.visit.centre
    return {"name": centre.name, "city": centre.city, "area": centre.area.name}


def _fact_lines(facts: VisitFacts, reader: Reader, centre: bool) -> list[dict[str, str]]:
    visit, say = facts.visit, reader.say
    version = visit.checklist_version
    approved = next((d for d in reversed(facts.decisions) if d.decision == Status.APPROVED), None)
    title = f"{reader.text(version.title)}, {say['version'].format(n=version.number)}"
    lines = [(say["visited"], _when(facts, reader)), (say["checklist"], title)]
    if visit.wave is not None:
        lines.append((say["wave"], visit.wave.name))
    if not centre:
        lines.append((say["auditor"], visit.auditor.name))
        if visit.submitted_at is not None:
            lines.append((say["submitted"], reader.moment(visit.submitted_at)))
        lines += on_site_lines(facts, reader)
    if approved is not None:
        lines.append((say["approved"], reader.day(approved.at.astimezone(reader.zone).date())))
        lines += [] if centre else [(say["reviewer"], approved.reviewer_name)]
    return [{"name": name, "value": value} for name, value in lines]


def _when(facts: VisitFacts, reader: Reader) -> str:
    visit = facts.visit
    if visit.visited_on is None:
        return reader.say["undefined"]
    day, arrived, left = reader.day(visit.visited_on), visit.arrived_at, visit.left_at
    if arrived is None:
        return day
    if reader.coarse or left is None:
        return f"{day}, {reader.clock(arrived)}"
    return f"{day}, {reader.clock(arrived)} – {reader.clock(left)}"


def _score(facts: VisitFacts, reader: Reader) -> dict[str, Any]:
    card, visit, say = facts.card, facts.visit, reader.say
    bands = facts.definition["scoring"]["bands"]
    band = next((reader.text(band["label"]) for band in bands if band["id"] == card["band"]), "")
    starts = [band["from"] for band in bands if band["from"] is not None]
    text = reader.tenths(card["overall"]["tenths"])
    outcome = {"pass": say["pass"], "fail": say["fail"]}.get(card["outcome"] or "", say["no_outcome"])
    says = f"{say['score']}: {text}, {outcome}, {band}" if band else f"{say['score']}: {text}, {outcome}"
    return {
        "text": text,
        "outcome": card["outcome"] or "none",
        "outcome_text": outcome,
        "band": band,
        "delight": reader.tenths(card["delight"]["tenths"]),
        "gauge": gauge.draw(visit.score_percent, starts, says=says, language=reader.language),
        "mode": say[f"mode_{card['mode']}"],
        "renormalised": bool(card["renormalised"]),
        "exact": f"{card['overall']['num']} / {card['overall']['den']}",
    }


def _reasons(facts: VisitFacts, reader: Reader, sections: Sequence[Mapping[str, Any]]) -> list[str]:
    """Why the outcome is a fail, with the numbers the reader finds below."""
    groups = [group for section in sections for group in section["groups"]]
    questions = {question["id"]: question for group in groups for question in group["questions"]}
    by_id = {section["id"]: section for section in sections}
    told = []
    for reason in facts.card["reasons"]:
        shown = questions.get(reason["id"]) or by_id.get(reason["id"])
        if shown is not None:
            told.append(reader.say[reason["code"]].format_map(shown))
    return told


def _review_note(decisions: Sequence[Decision]) -> str:
    return decisions[-1].note if decisions else ""


def _trend(facts: VisitFacts, reader: Reader) -> dict[str, Any]:
    found = facts.comparison
    own, chain = found.series[0], found.series[-1]
    rows = [
        {
            "period": period.label,
            "mean": _mean(own.values[index], reader),
            "range": _range(own.values[index], reader),
            "visits": str(value.visits) if (value := own.values[index]) else "0",
            "chain": _mean(chain.values[index], reader),
        }
        for index, period in enumerate(found.periods)
    ]
    return {
        "chart": draw_trend(found, CHART_WIDTH, reader.language, CHART_HEIGHT),
        # Periods before there was anything to tell take room from those that tell something.
        "rows": rows[_first(own.values, chain.values) :] if any(own.values) else [],
    }


def _first(*lines: Sequence[Value | None]) -> int:
    """The place of the first period in which any of the lines has a value."""
    return next((index for index, values in enumerate(zip(*lines, strict=True)) if any(values)), 0)


def _mean(value: Value | None, reader: Reader) -> str:
    return reader.say["undefined"] if value is None else number(value.mean, reader.language)


def _range(value: Value | None, reader: Reader) -> str:
    if value is None or value.low is None or value.high is None:
        return "–"
    return f"{number(value.low, reader.language)}–{number(value.high, reader.language)}"


def _plates(facts: VisitFacts, reader: Reader, photos: Mapping[Any, int], names: Names) -> list[dict[str, Any]]:
    """Each photo large, in the order of the questions, with its question's number and its caption."""
    say = reader.say
    plates = []
    for photo in sorted(facts.photos, key=lambda photo: photos[photo.id]):
        key = photo.question_id
        title = say["photo"].format(n=photos[photo.id])
        about = (
            say["photo_of"].format(number=names.reference(key)) if key and names.question(key) else say["photo_free"]
        )
        taken = reader.clock(photo.taken_at) if photo.taken_at and not reader.coarse else ""
        plates.append(
            {
                "image": None if photo.status == "unreadable" else f"photo/{photo.id}.jpg",
                "title": f"{title}, {about}",
                "caption": photo.caption,
                "taken": taken,
                "wide": photo.width >= photo.height,
            }
        )
    return plates


def _certificate(facts: VisitFacts, reader: Reader, photos: Mapping[Any, int]) -> dict[str, Any] | None:
    found = facts.certificate
    if found is None:
        return None
    say, content = reader.say, found.content
    sent = {item["photo_id"]: item["sent_sha256"] for item in content["evidence"]}
    evidence = [
        {"title": say["photo"].format(n=number), "sha256": sent[str(photo_id)]}
        for photo_id, number in photos.items()
        if str(photo_id) in sent
    ]
    return {
        "number": str(found.number),
        "issued": reader.day(found.issued_at.astimezone(reader.zone).date()),
        "sha256": found.sha256,
        "content_hash": facts.content_hash,
        "rule_version": str(content["rule_version"]),
        "evidence": evidence,
    }


def _rescore(found: ScoreCertificate, facts: VisitFacts, reader: Reader, names: Names) -> dict[str, Any]:
    """What the answers give with another version; never called the visit's result."""
    say, content = reader.say, found.content
    result, about = content["result"], content["rescore"]
    outcome = {"pass": say["pass"], "fail": say["fail"]}.get(result["outcome"] or "", say["no_outcome"])
    gone = [key for key in about["no_longer_asked"] if key in facts.answers]
    return {
        "title": say["rescored"].format(n=content["checklist"]["number"]),
        "number": str(found.number),
        "issued": reader.day(found.issued_at.astimezone(reader.zone).date()),
        "score": f"{reader.tenths(result['overall']['tenths'])} · {outcome}",
        "not_asked": str(len(about["not_asked"])),
        "sha256": found.sha256,
        "left_behind": show_answers(gone, facts, reader, names),
    }
