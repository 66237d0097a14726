"""A small chain on a running server, made as its owner would: people by the command line, the rest by the API."""

import datetime as dt
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from backend.kernel.ids import new_id
from tests.live.api import Client
from tests.live.checklists import answer
from tests.live.server import PROGRAM, ROOT, Server

PASSWORD = "seven quiet lanterns"  # noqa: S105 (of accounts that live for one test run)
ADMINISTRATOR, MANAGER, AUDITOR = "office@chain.example", "manager@chain.example", "auditor@chain.example"
NAMES = {ADMINISTRATOR: "Olivia Office", MANAGER: "Mona Manager", AUDITOR: "Andy Auditor"}
ROLES = {ADMINISTRATOR: "administrator", MANAGER: "area_manager", AUDITOR: "auditor"}
CITIES = ("Bristol", "Leeds", "York", "Exeter", "Bath", "Derby")


@dataclass
class Chain:
    """`admin`, `manager` and `auditor` are signed in; `centres` are as the API shows them."""

    server: Server
    admin: Client
    manager: Client
    auditor: Client
    centres: list[dict[str, Any]]

    def phone(self) -> Client:
        """One more connection of the auditor's, signed in already."""
        return Client(self.server.address, self.server.origin, self.auditor.cookie, self.auditor.me)

    def publish(self, slug: str, source: str) -> dict[str, Any]:
        """The published version with its definition."""
        version = self.admin.call("POST", f"/checklists/{slug}/versions", {"source": source})
        return self.admin.get(f"/checklist-versions/{version['id']}")

    def plan_visit(self, centre: dict[str, Any], version_id: str) -> str:
        """A visit of the auditor's, with a window of a day around now; its id."""
        visit, now = str(new_id()), dt.datetime.now(dt.UTC).replace(microsecond=0)
        plan = {
            "centre_id": centre["id"],
            "auditor_id": self.auditor.me["id"],
            "checklist_version_id": version_id,
            "window_from": (now - dt.timedelta(hours=12)).isoformat(),
            "window_to": (now + dt.timedelta(hours=12)).isoformat(),
            "override_rotation": True,
            "reason": "one auditor for all tests",
        }
        self.admin.call("PUT", f"/visits/{visit}", plan)
        return visit

    def accept_visit(self, visit: str) -> None:
        self.auditor.call("POST", f"/visits/{visit}/acceptance")

    def send_visit(self, visit: str, values: Mapping[str, Any], tenths: int, made_at: dt.datetime) -> None:
        """Answer these questions and submit, as made at that moment; `tenths` is what the phone scored."""
        answers = [answer(question_id, value) for question_id, value in values.items()]
        self.auditor.call("PATCH", f"/visits/{visit}/answers", {"answers": answers})
        body = {
            "answer_count": len(answers),
            "photos": [],
            "client_score": {"tenths": tenths, "outcome": "pass", "rule_version": "1"},
            "attested": True,
            "arrived_at": made_at.isoformat(),
            "submitted_at": answers[0]["updated_at"],
        }
        self.auditor.call("POST", f"/visits/{visit}/submission", body, {"Idempotency-Key": str(new_id())})

    def approve_visit(self, visit: str) -> None:
        version = self.manager.get(f"/visits/{visit}")["row_version"]
        headers = {"If-Match": f'"{version}"'}
        self.manager.call("POST", f"/visits/{visit}/approval", {"privacy_confirmed": True}, headers)


def make_chain(server: Server) -> Chain:
    for email, name in NAMES.items():
        add_user(server, email, name, ROLES[email])
    admin, manager, auditor = (Client(server.address, server.origin).sign_in(email, PASSWORD) for email in NAMES)
    area = str(new_id())
    admin.call("PUT", f"/areas/{area}", {"code": "west", "name": "West"})
    for number, city in enumerate(CITIES, 1):
        centre = {"area_id": area, "code": f"C{number}", "name": f"{city} Centre", "city": city}
        admin.call("PUT", f"/centres/{new_id()}", centre)
    return Chain(server, admin, manager, auditor, admin.all("/centres"))


def add_user(server: Server, email: str, name: str, role: str) -> None:
    words = [PROGRAM, "user", "add", email, "--name", name, "--role", role, "--password-stdin"]
    options = {"cwd": ROOT, "env": server.environment, "capture_output": True, "text": True}
    run = subprocess.run(words, input=PASSWORD + "\n", **options)
    assert run.returncode == 0, run.stderr
