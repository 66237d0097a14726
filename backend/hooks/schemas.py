"""Wire schemas of webhooks and wanted mails."""

from marshmallow import ValidationError, fields, validate, validates_schema

from backend.hooks.events import EVENTS
from backend.http.fields import Moment, Name
from backend.http.schemas import In, Out


def events_field(*, least: int, **kwargs: object) -> "fields.List[str]":
    one = fields.String(validate=validate.OneOf(EVENTS))
    return fields.List(one, validate=validate.Length(min=least, max=len(EVENTS)), **kwargs)  # type: ignore[arg-type]


class WebhookIn(In):
    url = fields.String(required=True, validate=validate.Length(1, 1000))
    description = Name(200, blank=True, load_default="")
    events = events_field(least=1, required=True)


class WebhookPatch(In):
    url = fields.String(validate=validate.Length(1, 1000))
    description = Name(200, blank=True)
    events = events_field(least=1)
    active = fields.Boolean(truthy={True}, falsy={False})

    @validates_schema
    def _says_something(self, data: dict[str, object], **_: object) -> None:
        if not data:
            raise ValidationError("Say what should change.")


class WebhookOut(Out):
    id = fields.UUID()
    url = fields.String()
    description = fields.String()
    events = fields.List(fields.String())
    active = fields.Function(lambda webhook: webhook.disabled_at is None, metadata={"type": "boolean"})
    disabled_at = Moment(allow_none=True)
    disabled_why = fields.String(allow_none=True, validate=validate.OneOf(["gone", "failing", "by_hand"]))
    old_secret_until = Moment(allow_none=True)
    created_at = Moment()
    row_version = fields.Integer()


class WebhookMadeOut(Out):
    """`secret` is told when it is made, and never again."""

    webhook = fields.Nested(WebhookOut)
    secret = fields.String(allow_none=True)


class SecretOut(Out):
    secret = fields.String()


class DeliveryOut(Out):
    id = fields.UUID()
    message_id = fields.UUID()
    event = fields.String()
    payload = fields.Dict(keys=fields.String(), values=fields.Raw())
    status = fields.String(validate=validate.OneOf(["waiting", "delivered", "failed"]))
    attempts = fields.Integer()
    reply_status = fields.Integer(allow_none=True)
    error = fields.String(
        allow_none=True,
        validate=validate.OneOf(["blocked", "certificate", "timeout", "unreachable", "secret", "off", "broken_off"]),
    )
    created_at = Moment()
    tried_at = Moment(allow_none=True)


class MailsIn(In):
    events = events_field(least=0, required=True)


class MailsOut(Out):
    events = fields.List(fields.String(validate=validate.OneOf(EVENTS)))
    offered = fields.List(fields.String(validate=validate.OneOf(EVENTS)))
