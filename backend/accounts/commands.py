"""`insideout user ...`: accounts from the command line, above all the first administrator."""

import sys
from typing import Any

import click

from backend.accounts import people, queries
from backend.accounts.letters import queue_letter
from backend.accounts.models import User
from backend.accounts.one_time import Purpose
from backend.accounts.passwords import check_rules, hash_password
from backend.domain.roles import SCOPES, SYSTEM, Grant, Role
from backend.kernel.command_line import command_work, say, say_all
from backend.kernel.ids import new_id

CHAIN_ROLES = [role.value for role in Role if "chain" in SCOPES[role]]


@click.group("user", help="People who may sign in.")
def user_group() -> None:
    """Only groups the commands below."""


@user_group.command("add")
@click.argument("email")
@click.option("--name", default=None, help="The person's name (default: the part before the @).")
@click.option("--role", type=click.Choice(CHAIN_ROLES), default="administrator", show_default=True)
@click.option("--language", type=click.Choice(["en", "de"]), default="en")
@click.option("--password-stdin", is_flag=True, help="Read a password from standard input instead of asking.")
@click.option("--invite", is_flag=True, help="Send an invitation by mail instead of setting a password.")
@click.option("--json", "as_json", is_flag=True, help="Print the account as JSON.")
def add_user(
    email: str, name: str | None, role: str, language: str, password_stdin: bool, invite: bool, as_json: bool
) -> None:
    """Add somebody with a role over the whole chain.

    Asks for a password, unless it comes by --password-stdin or the person chooses it (--invite).
    """
    password = None if invite else _password(password_stdin)
    email, name = email.strip().lower(), name or email.partition("@")[0]
    hashed = None
    if password is not None:
        check_rules(password, email, name)
        hashed = hash_password(password)
    with command_work() as uow:
        user = people.create_user(uow, SYSTEM, new_id(), email, name, language, [Grant(Role(role))])
        user.password_hash = hashed
        if invite:
            queue_letter(uow, user.id, Purpose.INVITATION)
        fact = {"id": str(user.id), "email": email, "name": name, "role": role}
    say(fact, f"Added {email} as {role}.", as_json)


@user_group.command("list")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
def list_users(as_json: bool) -> None:
    """Everybody with an account."""
    with command_work(write=False) as uow:
        say_all(map(_row_of, uow.session.scalars(queries.visible_users(SYSTEM))), as_json)


def _row_of(user: User) -> tuple[dict[str, Any], str]:
    roles = [grant.role for grant in user.grants]
    fact = {"id": str(user.id), "email": user.email, "name": user.name, "active": user.active, "roles": roles}
    return fact, f"{user.email}\t{user.name}\t{', '.join(roles)}"


def _password(from_stdin: bool) -> str:
    if from_stdin:
        return sys.stdin.readline().rstrip("\r\n")
    typed: str = click.prompt("Password", hide_input=True, confirmation_prompt=True)
    return typed
