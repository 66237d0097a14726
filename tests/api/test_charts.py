"""Charts over HTTP: the figures of the pages, drawn for whoever may see them."""

import datetime as dt
import xml.etree.ElementTree as ET
from collections.abc import Callable

import pytest

from backend.insights.comparison import Value
from backend.insights.drawing import version_breaks
from tests.api.client import ApiClient
from tests.conftest import Work
from tests.factories.reports import make_scored
from tests.factories.visits import Chain, make_chain


def test_a_new_checklist_version_is_marked_where_it_begins() -> None:
    def value(*versions: str) -> Value:
        return Value("p", 70.0, None, None, 4, 0, False, list(versions))

    values = [value("s 1"), value("s 1", "s 2"), None, value("s 2"), value("s 3")]
    assert version_breaks(values) == {1: "s 2", 4: "s 3"}
    # By chance no call in the first and third month, no visit in the second: nothing new began with the fourth.
    assert version_breaks([value("s 1"), value("call 1"), value("s 1"), value("call 1", "s 1")]) == {}


@pytest.fixture
def chain(work: Work) -> Chain:
    """Two centres, each visited in two quarters."""
    with work() as uow:
        chain = make_chain(uow)
        for day in (dt.date(2026, 8, 3), dt.date(2026, 11, 3)):
            make_scored(uow, chain, chain.centre, [70.0, 80.0], day)
            make_scored(uow, chain, chain.elsewhere, [60.0], day)
    return chain


def tips(svg: str) -> list[str]:
    return [
        e.get("data-tip", "") for e in ET.fromstring(svg).iter("{http://www.w3.org/2000/svg}g") if e.get("data-tip")
    ]


@pytest.mark.parametrize("kind", ["trend", "dumbbell", "multiples"])
def test_charts_come_as_svg_by_width_and_language(
    kind: str, new_device: Callable[[], ApiClient], chain: Chain
) -> None:  # fmt: skip
    device = new_device().as_user(chain.administrator)
    reply = device.get(f"/charts/{kind}.svg?from=2026-01-01&to=2026-12-31&w=358&lang=de")
    assert (reply.status_code, reply.mimetype) == (200, "image/svg+xml")
    assert ET.fromstring(reply.text).get("width") == "358"
    assert chain.centre.name in reply.text and "weniger als 4 Besuche" in reply.text
    assert device.get(f"/charts/{kind}.svg?w=100").status_code == 422


@pytest.mark.parametrize("kind", ["trend", "dumbbell", "multiples"])
def test_charts_work_without_any_visit(kind: str, new_device: Callable[[], ApiClient], work: Work) -> None:
    with work() as uow:
        chain = make_chain(uow)
    device = new_device().as_user(chain.centre_manager)
    assert "first approved visit" in device.get(f"/charts/{kind}.svg").text


def test_a_picture_has_the_figures_of_its_page(new_device: Callable[[], ApiClient], chain: Chain) -> None:
    device, query = new_device().as_user(chain.administrator), "from=2026-01-01&to=2026-12-31"
    found = device.get(f"/comparison?{query}").json
    labels = {period["code"]: period["label"] for period in found["periods"]}
    told = tips(device.get(f"/charts/trend.svg?{query}").text)
    for series in found["series"]:
        for value in filter(None, series["values"]):
            start = f"{series['name']}, {labels[value['period']]}: {value['mean']:.1f}"
            mine = [tip for tip in told if tip.startswith(start)]
            assert series["kind"] == "area" or (len(mine) == 1 and f"{value['visits']} visit" in mine[0])


def test_the_visits_of_a_centre_come_as_a_control_chart(new_device: Callable[[], ApiClient], chain: Chain) -> None:
    device = new_device().as_user(chain.manager)
    reply = device.get(f"/charts/control.svg?centre_id={chain.centre.id}&lang=de")
    assert sorted(tips(reply.text)) == [f"3. {month} 26: {value},0" for month in ("Aug", "Nov") for value in (70, 80)]
    assert "Noch zu wenige Besuche" in reply.text
    assert device.get(f"/charts/control.svg?centre_id={chain.elsewhere.id}").status_code == 404
    assert device.get("/charts/control.svg").status_code == 422


def test_a_league_comes_as_ranked_dots(new_device: Callable[[], ApiClient], chain: Chain, work: Work) -> None:
    with work() as uow:
        make_scored(uow, chain, chain.centre, [72.0, 90.0], dt.date(2026, 11, 4))
    device, query = new_device().as_user(chain.administrator), "period=quarter&at=2026-Q4"
    rows = [row for row in device.get(f"/league?{query}").json["rows"] if row["figure"]]
    told = tips(device.get(f"/charts/ranks.svg?{query}").text)
    assert len(rows) == 2
    for tip, row in zip(told, rows, strict=True):
        assert tip.startswith(f"{row['name']}: {row['figure']['mean']:.1f}, ")
        assert tip.endswith(f"place {row['rank']['low']}" if row["rank"] else "no place: fewer than 4 visits")


def test_the_values_behind_a_number_come_as_bars(new_device: Callable[[], ApiClient], chain: Chain) -> None:
    device, query = new_device().as_user(chain.administrator), "measure=overall&period=quarter&at=2026-Q4"
    found = device.get(f"/figures/visits?{query}").json["distribution"]
    told = tips(device.get(f"/charts/distribution.svg?{query}&w=358").text)
    assert [tip.split(":")[0] for tip in told] == [one["label"] for one in found]
    assert sum(one["count"] for one in found) == 3
    assert "first approved visit" in device.get("/charts/distribution.svg?measure=overall&at=2020-Q1").text
