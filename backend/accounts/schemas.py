"""The wire shapes of accounts. Passwords come in and never go out."""

from marshmallow import ValidationError, fields, validate, validates_schema

from backend.domain.roles import Role
from backend.http.fields import Email, Moment, Name, Text
from backend.http.schemas import In, Out, PageQuery

LANGUAGES = ("en", "de")
# Rules are checked where the password is stored; this bound only keeps the hash from being fed a book.
Password = fields.String
BOUND = validate.Length(min=1, max=1000)


def language_field(**kwargs: object) -> fields.String:
    return fields.String(validate=validate.OneOf(LANGUAGES), **kwargs)  # type: ignore[arg-type]


class SessionIn(In):
    """Signing in."""

    email = Email(required=True)
    password = Password(required=True, validate=BOUND)


class ResetIn(In):
    """Asking for a letter with a reset link."""

    email = Email(required=True)


class ResetRedeemIn(In):
    """Opening a reset link."""

    token = fields.String(required=True, validate=validate.Length(max=200))
    password = Password(required=True, validate=BOUND)


class InvitationRedeemIn(ResetRedeemIn):
    """Opening an invitation; the name may be corrected."""

    name = Name(120, load_default=None, allow_none=True)


class PasswordChangeIn(In):
    """Changing one's own password."""

    current_password = Password(required=True, validate=BOUND)
    new_password = Password(required=True, validate=BOUND)


class MePatch(In):
    """Changing one's own name or language."""

    name = Name(120)
    language = language_field()


class RoleIn(In):
    """One role over an area, a centre, or, with neither, the whole chain."""

    role = fields.String(required=True, validate=validate.OneOf([role.value for role in Role]))
    area_id = fields.UUID(load_default=None, allow_none=True)
    centre_id = fields.UUID(load_default=None, allow_none=True)


class UserIn(In):
    """Inviting somebody."""

    email = Email(required=True)
    name = Name(120, required=True)
    language = language_field(load_default="en")
    roles = fields.List(fields.Nested(RoleIn), required=True, validate=validate.Length(max=50))


class UserPatch(In):
    """Changing an account; at least one field."""

    name = Name(120)
    active = fields.Boolean(truthy={True}, falsy={False})
    roles = fields.List(fields.Nested(RoleIn), validate=validate.Length(max=50))

    @validates_schema
    def _says_something(self, data: dict[str, object], **_: object) -> None:
        if not data:
            raise ValidationError("Say what should change.")


class UserQuery(PageQuery):
    """Filters of the list of people."""

    q = Text(100, load_default=None)
    role = fields.String(load_default=None, validate=validate.OneOf([role.value for role in Role]))


class RoleOut(Out):
    """One role and where it applies."""

    role = fields.String()
    area_id = fields.UUID(allow_none=True)
    centre_id = fields.UUID(allow_none=True)


class MeOut(Out):
    """The person who is signed in."""

    id = fields.UUID()
    email = fields.String()
    name = fields.String()
    language = fields.String()
    roles = fields.List(fields.Nested(RoleOut), attribute="grants")
    permissions = fields.List(fields.String())
    row_version = fields.Integer()


class UserOut(Out):
    """A person as administrators see them. `invited`: has not chosen a password yet."""

    id = fields.UUID()
    email = fields.String()
    name = fields.String()
    language = fields.String()
    active = fields.Boolean()
    invited = fields.Function(lambda user: user.password_hash is None, metadata={"type": "boolean"})
    roles = fields.List(fields.Nested(RoleOut), attribute="grants")
    row_version = fields.Integer()


class AuditorOut(Out):
    """Somebody who can be sent on a visit."""

    id = fields.UUID()
    name = fields.String()


class SessionOut(Out):
    """One signed-in device."""

    id = fields.UUID(attribute="session.id")
    current = fields.Boolean()
    created_at = Moment(attribute="session.created_at")
    last_seen_at = Moment(attribute="session.last_seen_at")
    expires_at = Moment(attribute="session.expires_at")
    user_agent = fields.String(attribute="session.user_agent")


class Empty(Out):
    """An answer without content: `{}`."""
