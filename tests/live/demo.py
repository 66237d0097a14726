"""The demonstration chain as `make demo` shows it, with one sign-in a role."""

from dataclasses import dataclass, field

from backend.demo.chain import MAIL, PASSWORD
from tests.live.api import Client
from tests.live.server import Server

BOXES = {"administrator": "office", "area_manager": "north", "auditor": "auditor", "centre_manager": "manager"}


@dataclass
class Demo:
    """The loaded chain on a running server."""

    server: Server
    password: str = PASSWORD
    clients: dict[str, Client] = field(default_factory=dict)

    @staticmethod
    def email(role: str) -> str:
        return f"{BOXES[role]}@{MAIL}"

    def client(self, role: str) -> Client:
        if role not in self.clients:
            client = Client(self.server.address, self.server.origin)
            self.clients[role] = client.sign_in(self.email(role), self.password)
        return self.clients[role]
