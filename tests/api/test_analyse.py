"""`insideout analyse`: any plain table, the report as JSON, and a sentence for each row that is wrong."""

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from backend.cli import main
from tests.domain.link.simulator import Design, simulate

TOY = """centre,period,engagement,service
a,1,60,70
a,2,62,71
a,3,64,69
a,4,66,75
b,1,70,70
b,2,68,81
b,3,72,77
b,4,74,84
c,1,50,70
c,2,55,63
c,3,50,62.5
c,4,45,65
"""
NUMBERS = {"slope", "se", "low", "high", "r", "r_low", "r_high", "p", "n_rows", "n_centres", "shown", "reason"}


def run(*arguments: str | Path) -> tuple[int, str, str]:
    result = CliRunner().invoke(main, ["analyse", *map(str, arguments)])
    return result.exit_code, result.stdout, result.stderr


def report(tmp_path: Path, text: str | bytes, *arguments: str, kind: str = "--panel") -> dict[str, Any]:
    source, out = tmp_path / "table.csv", tmp_path / "report.json"
    source.write_bytes(text.encode() if isinstance(text, str) else text)
    code, _, errors = run(kind, source, "--lag", "1", "--out", out, *arguments)
    assert code == 0, errors
    return json.loads(out.read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def chain() -> str:
    """Forty centres over twelve quarters, all columns."""
    panel = simulate(Design(centres=40, answers=35, sd_visits=7), 11)
    lines = ["centre,period,engagement,service,engagement_n,engagement_sd,visits,service_sd,result,started_on"]
    for i, centre in enumerate(panel.centres):
        for t in range(12):
            cells = [
                table[i, t]
                for table in (
                    panel.inside,
                    panel.outside,
                    panel.inside_n,
                    panel.inside_sd,
                    panel.visits,
                    panel.outside_sd,
                    panel.result,
                )
                if table is not None
            ]
            numbers = ["" if cell != cell else f"{cell:.6f}" for cell in cells]
            lines.append(",".join([centre, f"{2023 + t // 4}-Q{t % 4 + 1}", *numbers, "2024-08-01" if i < 12 else ""]))
    return "\n".join(lines)


def test_the_toy_is_too_small_to_show_and_told_when_asked_for_all(tmp_path: Path) -> None:
    hidden = report(tmp_path, TOY)
    assert hidden["within"]["shown"] is False and hidden["within"]["slope"] is None
    assert hidden["within"]["reason"] == "It needs 12 centres with 4 usable periods each; there are 0."
    told = report(tmp_path, TOY, "--all")
    assert told["all"] is True and told["within"]["shown"] is False
    assert told["within"]["slope"] == pytest.approx(0.5)
    assert told["between"]["slope"] == pytest.approx(0.929417, abs=5e-7)
    assert told["pooled"]["slope"] == pytest.approx(0.908636, abs=5e-7)


def test_a_whole_chain_has_every_part_of_the_report(tmp_path: Path, chain: str) -> None:
    found = report(tmp_path, chain, "--lag", "2", "--seed", "3")
    for rung in ("between", "pooled", "within"):
        assert found[rung]["shown"] and set(found[rung]) >= NUMBERS
        assert found[rung]["low"] < found[rung]["slope"] < found[rung]["high"]
    assert found["own_team"]["shown"] is False and set(found["own_team"]) >= NUMBERS
    assert found["corrected"]["shown"] and abs(found["corrected"]["slope"]) > abs(found["within"]["slope"])
    assert [one["lag"] for one in found["lag_profile"]["lags"]] == [0, 1, 2, 3, 4]
    assert found["rollout"]["n_started"] == 12 and found["rollout"]["group"]["att"] is not None
    assert {"a", "b", "c", "through_service"} <= set(found["chain"])
    assert found["direction"]["shown"] in (True, False) and found["spearman"]["r"] is not None
    assert found["planning"]["detectable"] > 0 and len(found["planning"]["table"]) == 5


def test_the_same_file_and_seed_give_the_same_report(tmp_path: Path, chain: str) -> None:
    first, second = (report(tmp_path, chain, "--lag", "2", "--seed", "3", "--max-lag", "3") for _ in range(2))
    assert first == second
    assert first["lag_profile"]["max_lag"] == 3


@pytest.mark.parametrize("mark", ["semicolons and decimal commas", "utf-16", "windows letters", "tabs"])
def test_the_way_an_office_program_writes_it_changes_nothing(tmp_path: Path, mark: str) -> None:
    plain = TOY.replace("\nc,", "\nÇ,")
    written = {
        "semicolons and decimal commas": plain.replace(",", ";").replace(".", ",").encode("utf-8-sig"),
        "utf-16": plain.encode("utf-16"),
        "windows letters": plain.encode("cp1252"),
        "tabs": plain.replace(",", "\t").encode(),
    }[mark]
    assert report(tmp_path, written, "--all")["within"]["slope"] == pytest.approx(0.5)


def test_teams_bring_the_third_rung(tmp_path: Path) -> None:
    lines = ["centre,team,touchpoint,period,engagement,service"]
    for c in range(14):
        for p, team in enumerate(("sales", "sales", "service")):
            for t in range(5):
                engagement = 60 + c + 3 * (p == 2) * (t - 2) ** 2 + (c * (t + 1) * (2 if p == 2 else 1)) % 7
                before = 60 + c + 3 * (p == 2) * (t - 3) ** 2 + (c * t * (2 if p == 2 else 1)) % 7
                service = 50 + p + c * t + 0.4 * before
                lines.append(f"c{c:02},{team},touchpoint {p},{t + 1},{engagement},{service:.6f}")
    found = report(tmp_path, "\n".join(lines), kind="--teams")
    assert found["own_team"]["shown"] and found["own_team"]["slope"] == pytest.approx(0.4, abs=1e-6)
    assert found["own_team"]["n_centres"] == 14


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        (TOY.replace("a,2,62,71", "a,2,sixty,71"), "line 3: “sixty” in engagement is not a number."),
        (TOY + "c,4,46,66\n", "line 14: This centre and period stands in line 13 already."),
        (TOY.replace("engagement,service", "engagement,score"), "table.csv lacks these columns: service."),
        (TOY.replace("b,1,", ",1,"), "line 6: centre is empty."),
        ("only one line of prose", "table.csv is not a table"),
        ("", "table.csv is empty."),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "table.csv is not a text file."),
        (TOY.replace("60,70", "inf,70"), "“inf” in engagement is not a number."),
    ],
)
def test_what_is_wrong_is_said_with_its_line(tmp_path: Path, changed: str | bytes, sentence: str) -> None:
    source, out = tmp_path / "table.csv", tmp_path / "report.json"
    source.write_bytes(changed.encode() if isinstance(changed, str) else changed)
    code, _, errors = run("--panel", source, "--lag", "1", "--out", out)
    assert code == 1 and errors.count(sentence) == 1
    assert not out.exists()


def test_counts_below_one_and_two_starts_of_a_centre_are_refused(tmp_path: Path) -> None:
    source = tmp_path / "table.csv"
    source.write_text("centre,period,engagement,service,visits,started_on\na,1,60,70,0,2\na,2,61,70,2,3\n")
    code, _, errors = run("--panel", source, "--lag", "0")
    assert code == 1 and "line 2: visits is 0; it is at least 1." in errors
    source.write_text("centre,period,engagement,service,started_on\na,1,60,70,2\na,2,61,70,3\n")
    code, _, errors = run("--panel", source, "--lag", "0")
    assert code == 1 and "started_on is “3” here and “2” in an earlier row." in errors


def test_a_lag_longer_than_the_table_is_refused(tmp_path: Path) -> None:
    source = tmp_path / "table.csv"
    source.write_text(TOY)
    code, _, errors = run("--panel", source, "--lag", "3")
    assert code == 1 and "With 4 periods a lag of 3 leaves too few to look at." in errors
    assert run("--lag", "1")[0] == 2


def test_the_reasons_come_in_german_too(tmp_path: Path) -> None:
    assert report(tmp_path, TOY, "--language", "de")["between"]["reason"] == "Dafür braucht es 12 Betriebe; es sind 3."
