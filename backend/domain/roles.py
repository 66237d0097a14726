"""Who may do what: permissions, roles, what each role may do. Which rows is for `visible_<things>(actor)` to say."""

import uuid
from dataclasses import dataclass, replace
from enum import StrEnum


class Permission(StrEnum):
    """One thing a route may ask for. The value is what clients see in `Me.permissions`."""

    ME = "me"
    SESSION = "session"
    USER_MANAGE = "user.manage"
    CENTRE_READ = "centre.read"
    CENTRE_WRITE = "centre.write"
    CHECKLIST_READ = "checklist.read"
    CHECKLIST_PUBLISH = "checklist.publish"
    VISIT_READ = "visit.read"
    VISIT_PLAN = "visit.plan"
    VISIT_CONDUCT = "visit.conduct"
    VISIT_REVIEW = "visit.review"
    VISIT_RESCORE = "visit.rescore"
    PHOTO_READ = "photo.read"
    PHOTO_WRITE = "photo.write"
    REPORT_READ = "report.read"
    REPORT_CREATE = "report.create"
    COMPARISON_READ = "comparison.read"
    EXPORT_READ = "export.read"
    MAIL_CHOOSE = "mail.choose"
    HOOK_MANAGE = "hook.manage"
    ACTION_READ = "action.read"
    ACTION_AGREE = "action.agree"
    ACTION_CLOSE = "action.close"
    AUDITOR_EFFECTS_READ = "auditor_effects.read"
    ENGAGEMENT_READ = "engagement.read"
    ENGAGEMENT_MANAGE = "engagement.manage"
    LINK_READ = "link.read"
    WAVE_REPORT_READ = "wave_report.read"


class Role(StrEnum):
    """What a person is here. One person may hold several, each over an area, a centre, or the whole chain."""

    ADMINISTRATOR = "administrator"
    AREA_MANAGER = "area_manager"
    AUDITOR = "auditor"
    CENTRE_MANAGER = "centre_manager"


EVERYONE = frozenset({Permission.ME, Permission.SESSION})

PERMISSIONS: dict[Role, frozenset[Permission]] = {
    Role.ADMINISTRATOR: frozenset(Permission),
    Role.AREA_MANAGER: EVERYONE
    | {
        Permission.VISIT_READ,
        Permission.VISIT_PLAN,
        Permission.VISIT_REVIEW,
        Permission.CENTRE_READ,
        Permission.CHECKLIST_READ,
        Permission.REPORT_READ,
        Permission.REPORT_CREATE,
        Permission.COMPARISON_READ,
        Permission.ENGAGEMENT_READ,
        Permission.EXPORT_READ,
        Permission.MAIL_CHOOSE,
        Permission.PHOTO_READ,
        Permission.ACTION_READ,
        Permission.ACTION_AGREE,
        Permission.WAVE_REPORT_READ,
        Permission.ACTION_CLOSE,
    },
    Role.AUDITOR: EVERYONE
    | {
        Permission.VISIT_READ,
        Permission.VISIT_CONDUCT,
        Permission.PHOTO_READ,
        Permission.PHOTO_WRITE,
        Permission.CHECKLIST_READ,
        Permission.CENTRE_READ,
        Permission.REPORT_READ,
    },
    Role.CENTRE_MANAGER: EVERYONE
    | {
        Permission.VISIT_READ,
        Permission.REPORT_READ,
        Permission.REPORT_CREATE,
        Permission.PHOTO_READ,
        Permission.COMPARISON_READ,
        Permission.ENGAGEMENT_READ,
        Permission.EXPORT_READ,
        Permission.MAIL_CHOOSE,
        Permission.CENTRE_READ,
        Permission.CHECKLIST_READ,
        Permission.ACTION_READ,
        Permission.ACTION_CLOSE,
    },
}

# Where a role applies: an area manager without an area, say, would silently see nothing or everything.
SCOPES: dict[Role, frozenset[str]] = {
    Role.ADMINISTRATOR: frozenset({"chain"}),
    Role.AREA_MANAGER: frozenset({"area", "chain"}),
    Role.AUDITOR: frozenset({"chain"}),
    Role.CENTRE_MANAGER: frozenset({"centre"}),
}


@dataclass(frozen=True)
class Grant:
    """One role over one scope: an area with all below it, a centre, or, with neither, the whole chain."""

    role: Role
    area_id: uuid.UUID | None = None
    centre_id: uuid.UUID | None = None

    @property
    def scope(self) -> str:
        if self.area_id is not None:
            return "area"
        return "chain" if self.centre_id is None else "centre"


@dataclass(frozen=True)
class Actor:
    """Who is doing this. `user_id` is None for the system itself (the worker, the command line)."""

    user_id: uuid.UUID | None
    name: str
    roles: tuple[Grant, ...]
    permissions: frozenset[Permission]

    def may(self, permission: Permission) -> bool:
        return permission in self.permissions

    def only(self, permission: Permission) -> "Actor":
        """The person in those roles only that give this permission: an auditor sees all centres, a centre manager one.

        Who is both must not see through the one role what the permission gives in the other.
        """
        return replace(self, roles=tuple(grant for grant in self.roles if permission in PERMISSIONS[grant.role]))

    def is_a(self, role: Role) -> bool:
        return any(grant.role is role for grant in self.roles)

    def grants_of(self, role: Role) -> tuple[Grant, ...]:
        return tuple(grant for grant in self.roles if grant.role is role)


@dataclass(frozen=True)
class SignedIn:
    """A valid session: whose it is and which one."""

    actor: Actor
    session_id: uuid.UUID


def permissions_of(roles: tuple[Grant, ...]) -> frozenset[Permission]:
    """Everything these roles allow together; a signed-in person without a role still has an account."""
    return EVERYONE.union(*(PERMISSIONS[grant.role] for grant in roles))


SYSTEM = Actor(None, "System", (Grant(Role.ADMINISTRATOR),), frozenset(Permission))
