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
from tests.factories.visits import make_chain


def test_a_new_checklist_version_is_marked_where_it_begins() -> None:
    def value(*versions: str) -> Value:
        return Value("p", 70.0, None, None, 4, 0, False, list(versions))

    values = [value("s 1"), value("s 1", "s 2"), None, value("s 2"), value("s 3")]
    assert version_breaks(values) == {1: "s 2", 4: "s 3"}


@pytest.mark.parametrize("kind", ["trend", "dumbbell"])
def test_charts_come_as_svg_by_width_and_language(kind: str, new_device: Callable[[], ApiClient], work: Work) -> None:
    with work() as uow:
        chain = make_chain(uow)
        for day in (dt.date(2026, 8, 3), dt.date(2026, 11, 3)):
            make_scored(uow, chain, chain.centre, [70.0, 80.0], day)
            make_scored(uow, chain, chain.elsewhere, [60.0], day)
    device = new_device().as_user(chain.administrator)
    reply = device.get(f"/charts/{kind}.svg?from=2026-01-01&to=2026-12-31&w=358&lang=de")
    assert (reply.status_code, reply.mimetype) == (200, "image/svg+xml")
    assert ET.fromstring(reply.text).get("width") == "358"
    assert chain.centre.name in reply.text and "weniger als 4 Besuche" in reply.text
    assert device.get(f"/charts/{kind}.svg?w=100").status_code == 422


def test_charts_work_without_any_visit(new_device: Callable[[], ApiClient], work: Work) -> None:
    with work() as uow:
        chain = make_chain(uow)
    device = new_device().as_user(chain.centre_manager)
    for kind in ("trend", "dumbbell"):
        assert "first approved visit" in device.get(f"/charts/{kind}.svg").text
