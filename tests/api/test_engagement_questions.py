"""The questions of raw answers: found in the file, guessed, mapped by a person, left out; only figures are stored."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner
from sqlalchemy import Engine, select

from backend.cli import main
from backend.engagement.models import Dimension, EngagementFigure, EngagementImport
from tests.api.client import ApiClient, Device
from tests.conftest import Work
from tests.factories.engagement import csv_of, mistakes, send
from tests.factories.visits import Chain

pytestmark = pytest.mark.only_on("sqlite")
RAW = "wave_code,closed_on,respondent_key,centre_code,team_code,item_code,value"
QUESTIONS = ("Voice 1", "voice_2_r", "Mitsprache 3", "q7", "recommend", "Remarks")
VALUES = {"Voice 1": 4, "voice_2_r": 2, "Mitsprache 3": 5, "q7": 3, "recommend": 9, "Remarks": "The coffee"}
SAID = {
    "voice_1": {"dimension": "voice"},
    "voice_2_r": {"dimension": "voice", "reversed": True},
    "mitsprache_3": {"dimension": "Voice"},
    "q7": {"dimension": "Team Spirit", "scale_min": 0, "scale_max": 6},
    "recommend": {"dimension": "recommend", "scale_min": 0, "scale_max": 10},
    "remarks": {"dimension": None},
}


@pytest.fixture
def boss(new_device: Device, chain: Chain) -> ApiClient:
    return new_device().as_user(chain.administrator)


def answers(chain: Chain, wave: str = "w1", day: str = "2026-02-10") -> bytes:
    return csv_of(
        [
            f"{wave},{day},{wave}-p{person},{chain.centre.code},sales,{question},{VALUES[question]}"
            for person in range(6)
            for question in QUESTIONS
        ],
        RAW,
    )


def test_questions_are_found_with_a_guess_for_each(boss: ApiClient, chain: Chain) -> None:
    reply = send(boss, answers(chain), "answers", way="questions")
    assert reply.status_code == 200, reply.text
    found = {one.pop("code"): one for one in reply.json["questions"]}
    assert [*found] == ["voice_1", "voice_2_r", "mitsprache_3", "q7", "recommend", "remarks"]
    guessed = {code: (one["dimension"], one["reversed"], one["guess"]) for code, one in found.items()}
    assert guessed == {
        "voice_1": ("voice", False, "name"),
        "voice_2_r": ("voice", True, "name"),
        "mitsprache_3": ("voice", False, "name"),
        "q7": (None, False, None),
        "recommend": ("recommend", False, "name"),
        "remarks": (None, False, None),
    }
    assert (found["recommend"]["scale_min"], found["recommend"]["scale_max"]) == (0, 10)
    assert (found["q7"]["scale_min"], found["q7"]["lowest"], found["q7"]["answers"]) == (None, 3, 6)
    assert (found["remarks"]["texts"], found["remarks"]["answers"], found["remarks"]["lowest"]) == (6, 0, None)
    assert {"code": "voice", "name": {"en": "Voice", "de": "Mitsprache"}} in reply.json["dimensions"]


def test_what_a_person_says_counts_and_is_remembered(boss: ApiClient, chain: Chain, work: Work) -> None:
    data = answers(chain)
    assert mistakes(send(boss, data, "answers", way="check"))[0] == (6, "value", "outside_scale")
    dry = send(boss, data, "answers", way="check", items=SAID)
    assert dry.status_code == 200, dry.text
    taken = send(boss, data, "answers", items=SAID)
    assert taken.status_code == 201 and taken.json["outcome"] == dry.json
    with work() as uow:
        means = {
            one.dimension_code: one.mean
            for one in uow.session.scalars(select(EngagementFigure).where(EngagementFigure.team_code == "sales"))
        }
        # Voice: (4-1)/4, turned 1-(2-1)/4 and (5-1)/4; the whole is the mean of the three dimensions.
        voice = 100 * (0.75 + 0.75 + 1) / 3
        assert means == pytest.approx(
            {"voice": voice, "team_spirit": 50, "recommend": 90, "engagement": (voice + 140) / 3}
        )
        assert set(uow.session.scalars(select(Dimension.code))) == {*means}
        (kept,) = uow.session.scalars(select(EngagementImport.columns))
        assert "p1" not in json.dumps(kept) and "coffee" not in json.dumps(kept)
    again = send(boss, answers(chain, "w2", "2026-05-10"), "answers", way="questions").json
    before = {one["code"]: one for one in again["questions"]}
    assert {one["guess"] for one in before.values()} == {"before"}
    assert (before["remarks"]["dimension"], before["mitsprache_3"]["dimension"]) == (None, "voice")
    assert (before["q7"]["dimension"], before["q7"]["scale_max"]) == ("team_spirit", 6)
    boss.delete(f"/engagement/imports/{taken.json['import']['id']}")
    undone = send(boss, data, "answers", way="questions").json["questions"]
    assert {one["guess"] for one in undone} == {"name", None}


def test_the_file_itself_may_say_it(boss: ApiClient, chain: Chain) -> None:
    lines = [f"w1,2026-02-10,p1,{chain.centre.code},sales,voice_1,4,Pride,yes"]
    (found,) = send(boss, csv_of(lines, RAW + ",dimension,reversed"), "answers", way="questions").json["questions"]
    assert (found["dimension"], found["reversed"], found["guess"]) == ("pride", True, "file")


@pytest.mark.parametrize(
    ("said", "place", "code"),
    [
        ({"dimension": "a;b"}, "order/items/q7/dimension", "not_code"),
        ({"dimension": "voice", "scale_min": 5, "scale_max": 1}, "order/items/q7/scale_max", "scale_order"),
        ({"dimension": "voice", "scale_max": 5}, "order/items/q7/scale_max", "scale_order"),
        ({}, "order/items", "invalid"),
    ],
)
def test_what_cannot_be_said_of_a_question(
    boss: ApiClient, chain: Chain, said: dict[str, object], place: str, code: str
) -> None:
    reply = send(boss, answers(chain), "answers", way="check", items=SAID | {"q7": said})
    assert mistakes(reply) == [(None, place, code)]


def test_files_without_questions(boss: ApiClient, chain: Chain) -> None:
    nothing = send(boss, answers(chain), "answers", way="check", items={code: {"dimension": None} for code in SAID})
    assert nothing.json["detail"] == "Every question is left out. Choose a dimension for at least one."
    wrong = csv_of([f"w1,2026-02-10,p1,{chain.centre.code},,comment {place},4" for place in range(301)], RAW)
    assert "Is it the right one?" in send(boss, wrong, "answers", way="questions").json["detail"]
    signs = csv_of([f"w1,2026-02-10,p1,{chain.centre.code},,Why?,4"], RAW)
    assert mistakes(send(boss, signs, "answers", way="questions")) == [(2, "item_code", "not_code")]
    assert send(boss, signs, "figures", way="questions").status_code == 422


def test_the_command_line_writes_what_can_be_changed_and_said(
    chain: Chain, engine: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from backend.settings import get_settings

    monkeypatch.setenv("INSIDEOUT_DATABASE_URL", engine.url.render_as_string(hide_password=False))
    get_settings.cache_clear()
    file, said = tmp_path / "raw.csv", tmp_path / "items.json"
    file.write_bytes(answers(chain))
    told = CliRunner().invoke(main, ["engagement", "questions", str(file)])
    items = json.loads(told.output)
    assert items["voice_2_r"] == {"dimension": "voice", "reversed": True} and items["q7"]["dimension"] is None
    said.write_text(json.dumps(items))
    words = ["engagement", "import", str(file), "--kind", "answers", "--items", str(said), "--dry-run"]
    result = CliRunner().invoke(main, words)
    get_settings.cache_clear()
    assert result.exit_code == 0 and "36 rows: 6 figures" in result.output, result.output
