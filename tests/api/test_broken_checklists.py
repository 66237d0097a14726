"""Broken checklists, one slip a file: each is refused at its line and path with a plain sentence, never a traceback."""

import json
import time
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from backend.checklists.commands import checklists_group
from tests.factories.checklists import SHORT

FOLDER = Path(__file__).parents[1] / "fixtures" / "broken-checklists"
# File, line, code, path in the checklist (nothing: the file as a whole).
EXPECTED = """
alias-bomb                    1 alias                    /b/0
bad-indentation              15 yaml_syntax
bad-operator                 16 bad_value                /sections/0/questions/1/visible_if/op
bands-out-of-order            5 bands_not_descending     /scoring/bands
bonus-without-cap             5 missing                  /scoring/bonus_cap
cap-missing                  18 missing                  /sections/0/questions/2/cap
cap-out-of-reach             21 cap_out_of_reach         /sections/0/questions/2/cap
clock-closes-before-opens    15 window_is_empty          /sections/0/questions/2/clock/closes
clock-on-yes-no              12 unknown_key              /sections/0/questions/1/clock
clock-start-in-entry         40 repeated_question        /sections/2/questions/1/clock/start
clock-start-later            15 not_an_earlier_question  /sections/0/questions/2/clock/start
clock-start-not-a-time       15 clock_start_not_timestamp /sections/0/questions/2/clock/start
clock-too-long               15 bad_value                /sections/0/questions/2/clock/closes
clock-unknown-contact        15 bad_value                /sections/0/questions/2/clock/contact
clock-without-closes         15 missing                  /sections/0/questions/2/clock/closes
clock-without-start          15 not_an_earlier_question  /sections/0/questions/2/clock/start
colon-in-text                16 yaml_syntax
control-character            16 yaml_syntax
critical-delight             17 bad_combination          /sections/0/questions/1/critical
cycle                        18 not_an_earlier_question  /sections/0/questions/1/visible_if/q
deep-condition               16 too_deep /sections/0/questions/1/visible_if/not/not/not/not/not/not/not/not/not
deep-nesting                  1 too_deep
duplicate-key                16 repeated_key             /sections/0/questions/1/type
duplicate-question           14 repeated_id              /sections/0/questions/1/id
duplicate-section            18 repeated_id              /sections/1/id
duration-bands-open-end      21 bands_not_closed         /sections/0/questions/2/bands
duration-bands-out-of-order  21 bands_not_ascending      /sections/0/questions/2/bands
empty                         1 empty
exclusive-all                22 exclusive_everywhere     /sections/0/questions/2/options
exclusive-in-single-choice   22 unknown_key              /sections/0/questions/2/options/0/exclusive
foreign-tag                  16 bad_tag                  /sections/0/questions/1/text
forward-condition            13 not_an_earlier_question  /sections/0/questions/0/visible_if/q
gate-over-100                10 bad_value                /sections/0/gate
infinity                     10 bad_value                /sections/0/gate
language-not-listed           4 bad_languages            /languages
list-at-top                   1 not_a_mapping
merge-key                    17 unknown_key              /sections/0/questions/1/<<
missing-language             16 missing_language         /sections/0/questions/1/text
nan                          16 bad_value                /sections/0/questions/1/weight
negative-weight              16 bad_value                /sections/0/questions/1/weight
no-questions                 10 not_a_list               /sections/0/questions
no-scoring                    1 missing                  /scoring
not-utf8                     13 not_utf8
number-as-id                 14 bad_value                /sections/0/questions/1/id
number-too-long              16 bad_value                /sections/0/questions/1/weight
one-option                   21 too_few_options          /sections/0/questions/2/options
only-comments                 1 empty
options-missing              18 missing                  /sections/0/questions/2/options
options-without-points       21 cannot_be_scored         /sections/0/questions/2/scored
photo-range                  16 range_is_empty           /sections/0/questions/1/photo/max
repeat-by-conditional        20 repeat_by_conditional    /sections/1/repeat/by
repeat-by-elsewhere          20 repeat_by_unknown        /sections/1/repeat/by
repeat-by-left-out           20 repeat_by_left_out       /sections/1/repeat/by
repeat-by-not-a-choice       20 repeat_by_not_single_choice /sections/1/repeat/by
repeat-by-not-first          20 repeat_by_not_first      /sections/1/repeat/by
repeat-by-unknown            20 repeat_by_unknown        /sections/1/repeat/by
repeat-min-over-max          20 range_is_empty           /sections/1/repeat/max
repeat-seen-by-itself        20 not_an_earlier_question  /sections/1/visible_if/q
repeat-seen-by-section       34 repeated_question        /sections/2/visible_if/q
repeat-seen-from-outside     37 repeated_question        /sections/2/questions/0/visible_if/q
repeat-too-many              20 bad_value                /sections/1/repeat/max
repeat-unknown-key           20 unknown_key              /sections/1/repeat/least
repeat-without-by            20 missing                  /sections/1/repeat/by
repeat-without-label         20 missing                  /sections/1/repeat/label
scale-upside-down            17 scale_is_empty           /sections/0/questions/1/scale
section-weight-zero           6 nothing_counts           /sections
tabs                         15 yaml_syntax
text-at-top                   1 not_a_mapping
touchpoint-shape              9 bad_value                /sections/0/touchpoint
two-documents                18 yaml_syntax
unclosed-quote               16 yaml_syntax
unknown-key                  16 unknown_key              /sections/0/questions/1/colour
unknown-language             16 unknown_language         /sections/0/questions/1/text/fr
unknown-option               16 unknown_option           /sections/0/questions/1/visible_if/v
unknown-top-key               5 unknown_key              /author
weight-four-decimals         16 bad_value                /sections/0/questions/1/weight
weight-zero-everywhere        6 nothing_counts           /sections
wrong-type                   15 bad_value                /sections/0/questions/1/type
"""
ROWS = [(*row.split(), "")[:4] for row in EXPECTED.strip().splitlines()]


def validate(*words: str) -> Result:
    result = CliRunner().invoke(checklists_group, ["validate", *words])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


def test_every_broken_file_is_in_the_table() -> None:
    assert [row[0] for row in ROWS] == sorted(path.stem for path in FOLDER.glob("*.yaml"))


@pytest.mark.parametrize(("name", "line", "code", "path"), ROWS, ids=[row[0] for row in ROWS])
def test_a_slip_is_told_where_it_is(name: str, line: str, code: str, path: str) -> None:
    file = FOLDER / f"{name}.yaml"
    result = validate(str(file), "--json")
    facts = json.loads(result.output)["items"]
    assert result.exit_code == 1
    assert (int(line), code, path) in {(fact["line"], fact["code"], fact["pointer"]) for fact in facts}
    # One place, one sentence: it ends with a full stop and names no class of the program.
    assert all(fact["message"].endswith(".") and "Error" not in fact["message"] for fact in facts)
    lines = validate(str(file)).output.splitlines()
    assert any(one.startswith(f"{file}:{line}:{f' {path}:' if path else ''} ") for one in lines)
    assert len(lines) == len(facts)


@pytest.mark.parametrize(
    ("content", "line", "code"),
    [
        (SHORT + "# " + "x" * 10_000_000, 1, "too_long"),
        ("a: " + "[" * 200 + "]" * 200, 1, "unknown_key"),
        (SHORT.replace('"Were you greeted?"', "[" * 20_000), 1, "too_deep"),
        ("a: {" * 600 + "}" * 600, 1, "too_deep"),
        ("\ufeff" + SHORT.replace("mode: sections", "mode: magic"), 6, "bad_value"),
    ],
    ids=["ten megabytes", "nested", "deep in a text", "deep mappings", "byte order mark"],
)
def test_files_too_large_to_keep_here(tmp_path: Path, content: str, line: int, code: str) -> None:
    file = tmp_path / "large.yaml"
    file.write_text(content, encoding="utf-8")
    began = time.monotonic()
    result = validate(str(file), "--json")
    facts = json.loads(result.output)["items"]
    assert result.exit_code == 1
    assert (line, code) in {(fact["line"], fact["code"]) for fact in facts}
    assert time.monotonic() - began < 5
