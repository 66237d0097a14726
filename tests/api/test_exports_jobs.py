"""Exports in the background: asked for, watched, fetched, cancelled, forgotten; each person their own."""

import datetime as dt
import errno
import subprocess
import sys
import uuid

import pytest
from click.testing import CliRunner
from sqlalchemy import Engine, delete, update

from backend.accounts.models import RoleGrant
from backend.exports.jobs import forget_old_exports
from backend.exports.making import MOST_VISITS_IN_A_WORKBOOK
from backend.exports.models import DataExport
from backend.exports.queries import AT_ONCE
from backend.kernel import clock, files, jobs
from backend.kernel.ids import new_id
from tests.api.client import ApiClient, Device
from tests.conftest import Work
from tests.factories.reports import DAY, make_scored
from tests.factories.visits import NOON, Chain
from tests.live.server import ROOT


@pytest.fixture
def visits(work: Work, chain: Chain) -> int:
    with work() as uow:
        return len(make_scored(uow, chain, chain.centre, [70.0] * (AT_ONCE + 20), DAY, submitted_at=NOON))


def ask(device: ApiClient, table: str = "visits", form: str = "csv", export_id: uuid.UUID | None = None, **wanted):
    return device.put(f"/exports/{export_id or new_id()}", {"table": table, "form": form, "wanted": wanted})


def test_a_file_is_made_and_fetched(engine: Engine, administrator: ApiClient, visits: int) -> None:
    asked = ask(administrator, include="void,returned", **{"from": "2026-11-20"})
    assert (asked.status_code, asked.json["status"]) == (202, "queued")
    assert administrator.get(f"/exports/{asked.json['id']}/file").json["code"] == "export.not_ready"
    jobs.run_waiting(engine)
    ready = administrator.get(f"/exports/{asked.json['id']}").json
    file = administrator.get(f"/exports/{asked.json['id']}/file")
    assert (ready["status"], ready["size"], ready["total"]) == ("ready", len(file.data), visits)
    assert file.data == administrator.get("/exports/visits.csv").data
    assert "improvement-not-discipline.csv" in file.headers["Content-Disposition"]
    assert [one["id"] for one in administrator.get("/exports").json["items"]] == [asked.json["id"]]


def test_asking_twice_makes_one_file(administrator: ApiClient, visits: int) -> None:
    export_id = new_id()
    first, again = (ask(administrator, export_id=export_id) for _ in range(2))
    assert first.json == again.json
    assert ask(administrator, form="xlsx", export_id=export_id).json["code"] == "id_taken"


def test_nobody_fills_the_queue(administrator: ApiClient, manager: ApiClient, monkeypatch) -> None:
    monkeypatch.setattr("backend.exports.views.ORDERS", "2/minute")
    assert [ask(administrator).status_code for _ in range(3)] == [202, 202, 429]
    assert ask(manager).status_code == 202


def test_what_cannot_be_is_refused_before_it_is_queued(administrator: ApiClient, manager: ApiClient) -> None:
    assert ask(administrator, shape="wide").json["code"] == "export.no_wide_form"
    assert ask(administrator, colour="red").status_code == 422
    assert ask(manager, include="void").json["code"] == "export.include"
    assert administrator.get("/exports").json["items"] == []


def test_everybody_sees_their_own_files_only(
    engine: Engine, administrator: ApiClient, manager: ApiClient, visits: int
) -> None:
    export_id = ask(administrator).json["id"]
    jobs.run_waiting(engine)
    assert manager.get("/exports").json["items"] == []
    for path in (f"/exports/{export_id}", f"/exports/{export_id}/file"):
        assert manager.get(path).status_code == 404
    assert manager.delete(f"/exports/{export_id}").status_code == 404


def test_a_cancelled_one_is_not_made(engine: Engine, administrator: ApiClient, visits: int) -> None:
    export_id = ask(administrator).json["id"]
    assert administrator.delete(f"/exports/{export_id}").status_code == 204
    assert jobs.run_waiting(engine) == 0
    assert administrator.get(f"/exports/{export_id}").json["status"] == "cancelled"


def test_it_stops_in_the_middle_when_it_is_cancelled(
    engine: Engine, administrator: ApiClient, visits: int, monkeypatch
) -> None:
    export_id = ask(administrator).json["id"]
    seen = []
    advance = jobs.JobRun.progress

    def cancel_at_the_second(run, done, total=None, step=""):
        seen.append((done, total))
        if done:
            administrator.delete(f"/exports/{export_id}")
        advance(run, done, total, step)

    monkeypatch.setattr(jobs.JobRun, "progress", cancel_at_the_second)
    monkeypatch.setattr("backend.exports.jobs.TELL_EVERY_S", 0.0)
    jobs.run_waiting(engine)
    assert seen == [(0, visits), (AT_ONCE, visits)]
    shown = administrator.get(f"/exports/{export_id}").json
    assert (shown["status"], shown["size"]) == ("cancelled", None)


def test_who_lost_the_right_gets_nothing(
    engine: Engine, work: Work, chain: Chain, manager: ApiClient, new_device: Device, visits: int
) -> None:
    export_id = ask(manager).json["id"]
    with work() as uow:
        uow.session.execute(delete(RoleGrant).where(RoleGrant.user_id == chain.manager.id))
    jobs.run_waiting(engine)
    with work() as uow:
        assert uow.session.get_one(DataExport, uuid.UUID(export_id)).size is None


def test_a_file_is_not_for_whom_other_roles_show_less(
    engine: Engine, chain: Chain, administrator: ApiClient, manager: ApiClient, visits: int
) -> None:
    """It names the auditors: who has become the manager of a centre is no longer told them."""
    path = f"/exports/{ask(manager).json['id']}/file"
    jobs.run_waiting(engine)
    assert manager.get(path).status_code == 200
    roles = [{"role": "centre_manager", "centre_id": str(chain.centre.id)}]
    person = administrator.get(f"/users/{chain.manager.id}").json
    changed = administrator.patch(f"/users/{chain.manager.id}", {"roles": roles}, version=person["row_version"])
    assert changed.status_code == 200, changed.text
    refused = manager.get(path)
    assert (refused.status_code, refused.json["code"]) == (404, "export.roles_changed")


def test_what_only_shows_when_it_is_made_is_told_by_its_code(
    engine: Engine, administrator: ApiClient, visits: int
) -> None:
    """A page has words of its own for it."""
    with_team = {"by": "team", "measure": "touchpoint:arrival"}
    asked = administrator.put(f"/exports/{new_id()}", {"table": "comparison", "form": "csv", "wanted": with_team}).json
    assert asked["problem"] is None
    jobs.run_waiting(engine)
    shown = administrator.get(f"/exports/{asked['id']}").json
    assert (shown["status"], shown["problem"]["code"]) == ("failed", "invalid")
    (error,) = shown["problem"]["errors"]
    assert (error["pointer"], error["code"]) == ("/measure", "not_by_team")


@pytest.mark.only_on("sqlite")
def test_a_full_disk_is_said(engine: Engine, administrator: ApiClient, visits: int, monkeypatch) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    export_id = ask(administrator).json["id"]
    monkeypatch.setattr(files, "_write_and_sync", full)
    jobs.run_waiting(engine)
    shown = administrator.get(f"/exports/{export_id}").json
    assert (shown["status"], shown["problem"]["code"]) == ("failed", "export.no_room")


def test_files_go_after_seven_days(engine: Engine, administrator: ApiClient, work: Work, visits: int) -> None:
    export_id = ask(administrator).json["id"]
    jobs.run_waiting(engine)
    assert forget_old_exports(engine) == 0
    with work() as uow:
        uow.session.execute(update(DataExport).values(expires_at=clock.now() - dt.timedelta(seconds=1)))
    assert forget_old_exports(engine) == 1
    assert administrator.get(f"/exports/{export_id}").json["status"] == "expired"
    assert administrator.get(f"/exports/{export_id}/file").json["code"] == "export.expired"


def test_a_workbook_that_takes_long_is_made_in_the_background(
    engine: Engine, administrator: ApiClient, visits: int, monkeypatch
) -> None:
    monkeypatch.setitem(MOST_VISITS_IN_A_WORKBOOK, "visits", 10)
    refused = administrator.get("/exports/visits.xlsx")
    assert (refused.status_code, refused.json["code"]) == (422, "export.in_background")
    export_id = ask(administrator, form="xlsx").json["id"]
    jobs.run_waiting(engine)
    assert administrator.get(f"/exports/{export_id}/file").data.startswith(b"PK")


def test_the_command_line_writes_a_table(
    database: Engine, administrator: ApiClient, visits: int, tmp_path, monkeypatch
) -> None:
    from backend.cli import main

    monkeypatch.setattr("backend.kernel.db.make_engine", lambda *_, **__: database)
    out = tmp_path / "visits.csv"
    done = CliRunner().invoke(main, ["export", "table", "visits", "--out", str(out)])
    assert (done.exit_code, out.read_bytes()) == (0, administrator.get("/exports/visits.csv").data), done.output
    wrong = CliRunner().invoke(main, ["export", "table", "visits", "--out", str(tmp_path / "visits.doc")])
    assert wrong.exit_code == 2


def test_the_command_loads_no_other_feature() -> None:
    """They would be 35 MB beside the rows of a large chain."""
    asked = "import sys, backend.cli as cli; cli.main.get_command(None, 'export'); print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True, cwd=ROOT).stdout
    assert "backend.exports.commands" in loaded.split()
    assert not {"backend.features", "flask", "numpy"} & set(loaded.split())
