"""Inside-outside over HTTP: asked for, computed by a job, kept by the state of the data, told in words, as a table."""

import csv
import io
from typing import Any

import pytest
from pyarrow import parquet

from backend.domain.statistics.link.panel import Panel
from backend.kernel import jobs
from tests.api.client import ApiClient, Device
from tests.conftest import Work
from tests.domain.link.simulator import Design, simulate
from tests.factories.inside import Joined, store_panel
from tests.factories.visits import Chain

CLEAR = Design(centres=40, periods=14, answers=40, sd_visits=4, within=0.6)
NOTHING = Design(centres=40, periods=14, answers=40, sd_visits=4, within=0.0, between=0.0)


@pytest.fixture
def boss(new_device: Device, chain: Chain) -> ApiClient:
    return new_device().as_user(chain.administrator)


def stored(work: Work, design: Design, seed: int = 5) -> tuple[Panel, Joined]:
    panel = simulate(design, seed)
    with work() as uow:
        return panel, store_panel(uow, panel)


def computed(boss: ApiClient, query: str = "lag=2") -> dict[str, Any]:
    """Ask, let the worker work, look again."""
    pairs = dict(pair.split("=") for pair in query.split("&"))
    body = {key: int(value) if key == "lag" else value for key, value in pairs.items()}
    asked = boss.post("/inside-outside/runs", body)
    assert asked.status_code == 202, asked.text
    jobs.run_waiting(boss.runtime.engine)
    reply = boss.get(f"/inside-outside?{query}")
    assert reply.status_code == 200, reply.text
    return reply.json


def test_nothing_is_there_until_it_is_asked_for_and_then_it_stays(boss: ApiClient, work: Work) -> None:
    stored(work, CLEAR)
    empty = boss.get("/inside-outside?lag=2").json
    assert (empty["status"], empty["analysis"], empty["told"]) == ("none", None, None)
    assert boss.post("/inside-outside/runs", {"lag": 2}).json["status"] == "computing"
    assert boss.post("/inside-outside/runs", {"lag": 2}).json["status"] == "computing"
    assert jobs.run_waiting(boss.runtime.engine) == 1
    found = boss.get("/inside-outside?lag=2").json
    assert found["status"] == "ready" and len(found["data_version"]) == 64
    again = boss.post("/inside-outside/runs", {"lag": 2}).json
    assert again["computed_at"] == found["computed_at"]
    assert jobs.run_waiting(boss.runtime.engine) == 0


def test_a_real_link_is_found_printed_with_the_truth_in_its_range(boss: ApiClient, work: Work) -> None:
    stored(work, CLEAR)
    found = computed(boss)
    told, analysis = found["told"], found["analysis"]
    assert told["headline"].startswith("Across 40 centres and 14 quarters")
    assert analysis["corrected"]["shown"]
    assert analysis["corrected"]["low"] <= 0.6 <= analysis["corrected"]["high"]
    assert analysis["within"]["n_centres"] == 40 and found["span"]["first"] == "2022-Q1"
    assert len(analysis["quadrant"]["dots"]) == 40 and analysis["quadrant"]["hidden"] == 0
    assert len(analysis["movers"]) == 8 and analysis["movers"][0]["name"]
    assert [lag["lag"] for lag in analysis["lag_profile"]["lags"]] == [0, 1, 2, 3, 4]
    assert 2 in analysis["lag_profile"]["stands_out"]
    assert any("shared cause" in sentence for sentence in told["says_not"])


def test_without_a_link_the_page_says_so(boss: ApiClient, work: Work) -> None:
    stored(work, NOTHING, seed=6)
    found = computed(boss)
    assert found["told"]["headline"].startswith("We looked and did not find a clear link.")
    assert computed(boss, "lag=2&lang=de")["told"]["headline"].startswith("Wir haben gesucht")


def test_newer_data_make_it_outdated_and_a_new_run_fresh(boss: ApiClient, work: Work) -> None:
    _, joined = stored(work, CLEAR)
    first = computed(boss)
    with work() as uow:
        from backend.engagement import publishing

        publishing.set_floor(uow.session, 12)
    outdated = boss.get("/inside-outside?lag=2").json
    assert outdated["status"] == "outdated" and outdated["data_version"] == first["data_version"]
    # A centre that was shown may be hidden by now: until it is computed anew, none stands alone.
    assert (outdated["analysis"]["quadrant"]["dots"], outdated["analysis"]["movers"]) == ([], [])
    assert outdated["analysis"]["quadrant"]["hidden"] == 40
    second = computed(boss)
    assert second["status"] == "ready" and second["data_version"] != first["data_version"]
    assert second["analysis"]["health"]["teams_shown"] <= first["analysis"]["health"]["teams_shown"]
    assert joined.waves


def test_the_joined_table_holds_what_was_stored_and_nothing_that_is_hidden(boss: ApiClient, work: Work) -> None:
    panel, joined = stored(work, CLEAR)
    reply = boss.get("/inside-outside/table.csv")
    rows = list(csv.DictReader(io.StringIO(reply.text)))
    assert len(rows) == 40 * 14 * 2
    codes = {centre.code: place for place, centre in enumerate(joined.centres)}
    columns = {quarter: place for place, quarter in enumerate(joined.quarters)}
    for row in rows[::97]:
        place = codes[row["centre"]], columns[row["period"]]
        assert float(row["service"]) == pytest.approx(panel.outside[place], abs=1e-5)
        n = int(panel.inside_n[place])  # type: ignore[index]
        mine = n // 2 if row["team"] == "sales" else n - n // 2
        if row["engagement"]:
            assert mine >= 5 and float(row["engagement"]) == pytest.approx(panel.inside[place], abs=1e-5)
    hidden = [row for row in rows if not row["engagement"]]
    small = sum(int(n) // 2 < 5 for n in panel.inside_n.ravel())  # type: ignore[union-attr]
    assert len(hidden) >= small


def test_parquet_holds_the_rows_of_the_csv_each_with_its_type(boss: ApiClient, work: Work) -> None:
    stored(work, Design(centres=6, periods=5, answers=11))
    told = list(csv.reader(io.StringIO(boss.get("/inside-outside/table.csv").text)))
    reply = boss.get("/inside-outside/table.parquet")
    assert reply.mimetype == "application/vnd.apache.parquet"
    assert reply.headers["Content-Disposition"].endswith('"inside-outside.parquet"')
    found = parquet.read_table(io.BytesIO(reply.data))
    assert found.column_names == told[0]
    assert {str(found.schema.field(name).type) for name in ("engagement", "service")} == {"double"}
    assert {str(found.schema.field(name).type) for name in ("engagement_n", "visits")} == {"int64"}
    rows = [["" if cell is None else str(cell) for cell in row.values()] for row in found.to_pylist()]
    assert rows == told[1:] and len(rows) == 6 * 5 * 2
    hidden = [row for row in rows if not row[4]]
    assert hidden and all(row[4:7] == ["", "", ""] for row in hidden)


def test_an_empty_chain_is_told_what_it_needs(boss: ApiClient) -> None:
    found = computed(boss)
    assert found["told"]["headline"].startswith("There are not enough data yet to look for a link.")
    assert found["analysis"]["quadrant"]["dots"] == [] and found["span"] is None


def test_only_the_programme_office_reads_it(manager: ApiClient, phone: ApiClient) -> None:
    assert [device.get("/inside-outside").status_code for device in (manager, phone)] == [403, 403]
