"""Routes of pulses for the office: making, links, codes, posters, closing, and the questions they begin with."""

import uuid
from typing import Any

from flask import Response

from backend.centres.models import Centre
from backend.domain.roles import Permission
from backend.http.blueprint import Blueprint
from backend.http.context import current_actor, current_settings, current_uow, if_match, runtime, set_etag
from backend.http.paging import Page, paginate
from backend.http.schemas import PageQuery, page_of
from backend.kernel.clock import now
from backend.pulse import closing, places, printing, queries, schemas, service, template
from backend.pulse.models import Pulse
from backend.pulse.tokens import address_of, normal, shown

blp = Blueprint("pulses", description="Anonymous staff surveys of two minutes, as the office makes and closes them.")

# Each is laid out while somebody waits.
PRINTS = "60/10 minutes"


@blp.get("/pulse-template")
@blp.requires(Permission.ENGAGEMENT_MANAGE)
@blp.response(200, schemas.TemplateOut)
def show_template() -> dict[str, Any]:
    """The questions a new pulse begins with."""
    found = template.show_template(current_uow().session)
    set_etag(found["row_version"])
    return found


@blp.put("/pulse-template")
@blp.requires(Permission.ENGAGEMENT_MANAGE)
@blp.arguments(schemas.TemplateIn)
@blp.response(200, schemas.TemplateOut)
def save_template(data: dict[str, Any]) -> dict[str, Any]:
    """Other questions, for pulses to come."""
    return template.save_template(current_uow(), current_actor(), if_match(), data["questions"])


@blp.delete("/pulse-template")
@blp.requires(Permission.ENGAGEMENT_MANAGE)
@blp.response(204)
def forget_template() -> Response:
    """Back to the starter questions."""
    template.forget_template(current_uow(), current_actor())
    return Response(status=204)


@blp.get("/pulses")
@blp.requires(Permission.ENGAGEMENT_MANAGE)
@blp.arguments(PageQuery, location="query")
@blp.response(200, page_of(schemas.PulseOut))
def list_pulses(query: dict[str, Any]) -> Page:
    """All pulses, newest first."""
    keys = [(Pulse.created_at, "desc"), (Pulse.wave_id, "desc")]
    page = paginate(current_uow().session, queries.all_pulses(), keys=keys, **query)
    return Page([_told(pulse) for pulse in page.items], page.next)


@blp.put("/pulses/<uuid:pulse_id>")
@blp.requires(Permission.ENGAGEMENT_MANAGE)
@blp.arguments(schemas.PulseIn)
@blp.response(200, schemas.PulseOut)
def put_pulse(data: dict[str, Any], pulse_id: uuid.UUID) -> dict[str, Any]:
    """Make one, with the template's questions as they are now."""
    return _told(service.put_pulse(current_uow(), current_actor(), pulse_id, data))


@blp.get("/pulses/<uuid:pulse_id>")
@blp.requires(Permission.ENGAGEMENT_MANAGE)
@blp.response(200, schemas.PulseOut)
def show_pulse(pulse_id: uuid.UUID) -> dict[str, Any]:
    """One pulse. Answers are shown to nobody, only their means once it is closed."""
    return _told(queries.load_pulse(current_uow().session, pulse_id))


@blp.delete("/pulses/<uuid:pulse_id>")
@blp.requires(Permission.ENGAGEMENT_MANAGE)
@blp.response(204)
def delete_pulse(pulse_id: uuid.UUID) -> Response:
    """Take it back while nobody has answered."""
    service.delete_pulse(current_uow(), current_actor(), pulse_id)
    return Response(status=204)


@blp.post("/pulses/<uuid:pulse_id>/closing")
@blp.requires(Permission.ENGAGEMENT_MANAGE)
@blp.response(200, schemas.PulseOut)
def close_pulse(pulse_id: uuid.UUID) -> dict[str, Any]:
    """Close it before its last day: answers are added up and deleted."""
    return _told(closing.close_early(current_uow(), current_actor(), pulse_id))


@blp.get("/pulses/<uuid:pulse_id>/places")
@blp.requires(Permission.ENGAGEMENT_MANAGE)
@blp.arguments(PageQuery, location="query")
@blp.response(200, page_of(schemas.PulsePlaceOut))
def list_places(query: dict[str, Any], pulse_id: uuid.UUID) -> Page:
    """Centres by name with their teams: link, and how many answered once there are enough."""
    session = current_uow().session
    pulse = queries.load_pulse(session, pulse_id)
    keys = [(Centre.name, "asc"), (Centre.id, "asc")]
    page = paginate(session, queries.active_centres(), keys=keys, **query)
    return Page(places.show_places(session, current_settings(), pulse, page.items), page.next)


@blp.post("/pulses/<uuid:pulse_id>/links")
@blp.requires(Permission.ENGAGEMENT_MANAGE)
@blp.arguments(schemas.PulseLinksIn)
@blp.response(200, schemas.PulseLinksOut)
def make_links(data: dict[str, Any], pulse_id: uuid.UUID) -> dict[str, int]:
    """Make the links that are missing, of one centre or of all."""
    return {"made": places.make_links(current_uow(), current_actor(), current_settings(), pulse_id, data)}


@blp.delete("/pulses/<uuid:pulse_id>/links/<uuid:link_id>")
@blp.requires(Permission.ENGAGEMENT_MANAGE)
@blp.response(204)
def withdraw_link(pulse_id: uuid.UUID, link_id: uuid.UUID) -> Response:
    """A link that got into the wrong hands opens nothing any more."""
    places.withdraw_link(current_uow(), current_actor(), pulse_id, link_id)
    return Response(status=204)


@blp.get("/pulses/<uuid:pulse_id>/posters/<uuid:centre_id>.pdf")
@blp.requires(Permission.ENGAGEMENT_MANAGE)
@blp.arguments(schemas.PosterQuery, location="query")
@blp.response(200, content_type="application/pdf")
def print_posters(query: dict[str, Any], pulse_id: uuid.UUID, centre_id: uuid.UUID) -> Response:
    """One A4 page for each link of a centre, with its QR code."""
    runtime().limits.spend(PRINTS, "pulse-print", str(current_actor().user_id))
    uow = current_uow()
    pulse = queries.load_pulse(uow.session, pulse_id)
    sheets = places.posters(uow.session, current_settings(), pulse_id, centre_id)
    closed_on, floor = pulse.wave.closed_on, pulse.wave.floor
    uow.release()
    return _pdf(printing.PRINTERS["posters"](query["language"], closed_on, floor, sheets), f"pulse-posters-{closed_on}")


@blp.post("/pulses/<uuid:pulse_id>/codes")
@blp.requires(Permission.ENGAGEMENT_MANAGE)
@blp.arguments(schemas.CodesIn)
@blp.response(200, schemas.CodesOut)
def make_codes(data: dict[str, Any], pulse_id: uuid.UUID) -> dict[str, Any]:
    """One-time codes of one team. They stand in this reply and in no other."""
    return {"codes": [shown(code) for code in places.make_codes(current_uow(), current_actor(), pulse_id, data)]}


@blp.post("/pulses/<uuid:pulse_id>/slips")
@blp.requires(Permission.ENGAGEMENT_MANAGE)
@blp.arguments(schemas.SlipsIn)
@blp.response(200, content_type="application/pdf")
def print_slips(data: dict[str, Any], pulse_id: uuid.UUID) -> Response:
    """The codes just made, on pages to cut into slips. Nothing of it is kept."""
    runtime().limits.spend(PRINTS, "pulse-print", str(current_actor().user_id))
    uow, origin = current_uow(), current_settings().origin
    pulse = queries.load_pulse(uow.session, pulse_id)
    place = places.name_of_place(uow.session, data["centre_id"], data["team_code"])
    codes = [(shown(normal(code)), address_of(origin, normal(code))) for code in data["codes"]]
    closed_on, floor = pulse.wave.closed_on, pulse.wave.floor
    uow.release()
    slips = printing.Slips(*place, codes)
    return _pdf(printing.PRINTERS["slips"](data["language"], closed_on, floor, slips), f"pulse-codes-{closed_on}")


def _told(pulse: Pulse) -> dict[str, Any]:
    wave = pulse.wave
    return {
        "id": pulse.wave_id,
        "state": queries.state_of(pulse, now().date()),
        **{name: getattr(wave, name) for name in ("code", "opened_on", "closed_on", "floor")},
        **{name: getattr(pulse, name) for name in ("languages", "questions", "created_at", "closed_at")},
    }


def _pdf(data: bytes, name: str) -> Response:
    reply = Response(data, mimetype="application/pdf")
    reply.headers["Content-Disposition"] = f'attachment; filename="{name}.pdf"'
    reply.headers["Cache-Control"] = "no-store"
    return reply
