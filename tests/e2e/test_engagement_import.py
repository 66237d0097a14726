"""The office brings a staff survey in: columns are chosen, a mistake is mended, a file undone; questions are mapped."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import FilePayload, Locator, Page, expect

from tests.e2e.conftest import MakePhone
from tests.e2e.phone import DESKTOP
from tests.e2e.steps import sign_in, tap
from tests.e2e.test_every_page import AXE, RUN_AXE, STANDARD
from tests.live.chain import ADMINISTRATOR, PASSWORD, Chain

HEADER = "Welle;Beginn;Ende;Haus;Team;Kategorie;Mittelwert;Stabw;Antworten"
RAW = "wave_code,closed_on,respondent_key,centre_code,team_code,item_code,value"


@pytest.fixture
def wizard(chain: Chain, new_phone: MakePhone) -> Iterator[Page]:
    phone = new_phone(DESKTOP)
    page = phone.open()
    sign_in(page, phone.address, ADMINISTRATOR, PASSWORD)
    page.goto(f"{phone.address}/engagement")
    yield page


def csv_file(name: str, header: str, lines: list[str]) -> FilePayload:
    return {"name": name, "mimeType": "text/csv", "buffer": "\r\n".join([header, *lines, ""]).encode("cp1252")}


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()


def column(page: Page, field: str) -> Locator:
    return page.get_by_label(f"{field}: Column of the file")


def test_a_survey_with_decimal_commas_is_mended_brought_in_and_undone(wizard: Page, chain: Chain) -> None:
    group = "Frühjahr 24;01.02.2024;10.02.2024;C1;"
    lines = [f"{group}Verkauf;Mitsprache;3,75;0,8;12", f"{group}Werkstatt;Mitsprache;41;0,9;11"]
    wizard.get_by_label("Choose a file").set_input_files(csv_file("survey.csv", HEADER, lines))
    expect(wizard.get_by_text("survey.csv: 2 rows")).to_be_visible()
    expect(wizard.get_by_role("radio", name="Comma: 3,5")).to_be_checked()
    expect(column(wizard, "Mean")).to_have_value("6")
    press(wizard, "Check the file")
    expect(wizard.get_by_text("Still to be chosen: Dimension.")).to_be_visible()
    column(wizard, "Dimension").select_option(label="Kategorie")
    press(wizard, "Check the file")
    mistake = wizard.get_by_role("row", name="Line 3 Mean")
    expect(mistake).to_contain_text("41 lies outside the scale from 1 to 5.")
    # The mended file is read as the one before: nothing is chosen anew.
    lines[1] = lines[1].replace(";41;", ";4,1;")
    wizard.get_by_label("Choose the mended file").set_input_files(csv_file("mended.csv", HEADER, lines))
    expect(wizard.get_by_text("The file is in order.")).to_be_visible()
    expect(wizard.get_by_text("2 figures of 1 centre")).to_be_visible()
    press(wizard, "Bring it in")
    row = wizard.get_by_role("row", name="mended.csv")
    expect(row).to_contain_text("Olivia Office")
    shown = chain.admin.get("/engagement/figures?wave=Fr%C3%BChjahr%2024&dimension=mitsprache")["items"]
    assert {one["name"]: one["mean"] for one in shown}["Bristol Centre"] == 73
    row.get_by_role("button", name="Undo").click()
    wizard.get_by_role("dialog").get_by_role("button", name="Undo", exact=True).click()
    expect(row).to_contain_text("Undone")
    assert "Frühjahr 24" not in {one["code"] for one in chain.admin.get("/engagement/waves")["items"]}


def test_each_question_of_raw_answers_gets_a_dimension_or_is_left_out(wizard: Page, chain: Chain) -> None:
    asked = {"voice_1": 4, "voice_2_r": 2, "q7": 3, "recommend": 9, "remarks": "coffee"}
    lines = [f"raw-24,2024-05-10,p{person},C2,,{code},{value}" for person in range(6) for code, value in asked.items()]
    wizard.get_by_label("What does a row tell?").select_option(label="Raw answers: one row a person and question")
    wizard.get_by_label("Choose a file").set_input_files(csv_file("raw.csv", RAW, lines))
    press(wizard, "Next: the questions")
    turned = wizard.get_by_role("group", name="voice_2_r")
    expect(turned.get_by_label("voice_2_r: Dimension")).to_have_value("voice")
    expect(turned.get_by_role("checkbox")).to_be_checked()
    expect(wizard.get_by_label("recommend: Scale ends at")).to_have_value("10")
    wizard.evaluate(AXE.read_text())
    assert wizard.evaluate(RUN_AXE, STANDARD) == []
    check = wizard.get_by_role("button", name="Check the file")
    expect(wizard.get_by_text("1 still needs a dimension")).to_be_visible()
    expect(check).to_be_disabled()
    expect(wizard.get_by_label("remarks: Dimension")).to_have_value("-")
    wizard.get_by_label("q7: Dimension").select_option(label="Another dimension …")
    wizard.get_by_label("q7: Name of the dimension").fill("Team spirit")
    tap(wizard.get_by_role("group", name="q7").get_by_role("checkbox"))
    check.click()
    expect(wizard.get_by_text("4 figures of 1 centre")).to_be_visible()
    press(wizard, "Bring it in")
    expect(wizard.get_by_role("row", name="raw.csv")).to_contain_text("Raw answers")
    told = chain.admin.get("/engagement/figures?wave=raw-24&dimension=voice")
    assert {one["name"]: one["mean"] for one in told["items"]}["Leeds Centre"] == 75
    assert "Team spirit" in {one["name"] for one in told["dimensions"]}
    # Other tests of this server find it as it was.
    chain.admin.call("DELETE", f"/engagement/imports/{chain.admin.get('/engagement/imports')['items'][0]['id']}")
