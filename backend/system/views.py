"""Routes that need no session: does it live, and what is it."""

from typing import Any

from marshmallow import fields

from backend.accounts.passwords import RULES
from backend.http.blueprint import Blueprint
from backend.http.context import current_settings, current_uow
from backend.http.schemas import Out
from backend.system import service

blp = Blueprint("system", description="Health, and facts about this installation.")


class HealthOut(Out):
    """`ok` when the database answers; otherwise the reply is 503."""

    status = fields.String()


class SystemOut(Out):
    """What the sign-in page needs to know. `simulated`: the demonstration chain is loaded, nothing here is real."""

    version = fields.String()
    simulated = fields.Boolean()
    origin = fields.String()
    password_rules = fields.List(fields.String())


@blp.get("/health")
@blp.public()
@blp.response(200, HealthOut)
def get_health() -> dict[str, Any]:
    """For load balancers and monitors."""
    service.check_database(current_uow())
    return {"status": "ok"}


@blp.get("/system")
@blp.public()
@blp.response(200, SystemOut)
def get_system() -> dict[str, Any]:
    """Version, origin, and whether the data are simulated."""
    return {
        "version": service.product_version(),
        "simulated": service.is_simulated(current_uow()),
        "origin": current_settings().origin,
        "password_rules": list(RULES),
    }
