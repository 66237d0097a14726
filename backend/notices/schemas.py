"""Wire forms of push subscriptions, as browsers write them."""

from marshmallow import fields, validate

from backend.http.schemas import In, Out

RAW_POINT = validate.Regexp(r"^B[A-Za-z0-9_-]{86}$")
RAW_SECRET = validate.Regexp(r"^[A-Za-z0-9_-]{22}$")


class PushKeyOut(Out):
    """The key a browser subscribes with."""

    public_key = fields.String()


class PushKeysIn(In):
    """What a message to this device is encrypted with."""

    p256dh = fields.String(required=True, validate=RAW_POINT)
    auth = fields.String(required=True, validate=RAW_SECRET)


class PushSubscriptionIn(In):
    """A device's own address, and its keys."""

    endpoint = fields.String(required=True, validate=validate.Length(1, 1000))
    keys = fields.Nested(PushKeysIn, required=True)


class PushSubscriptionOut(Out):
    """What was stored."""

    id = fields.UUID()
