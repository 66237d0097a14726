"""The list of features: their routes, their commands, and who hears which event. The one place that names them all."""

from collections.abc import Callable, Mapping

import click

from backend.accounts import letters
from backend.accounts.commands import user_group
from backend.accounts.people_views import blp as people
from backend.accounts.views import blp as accounts
from backend.centres.views import blp as centres
from backend.http.blueprint import Blueprint
from backend.kernel.jobs import Handler
from backend.kernel.unit_of_work import Subscriber
from backend.system.views import blp as system

BLUEPRINTS: tuple[Blueprint, ...] = (system, accounts, people, centres)

# Events a lower feature emits, and the functions of higher ones that hear them: fn(uow, **payload), after the commit.
SUBSCRIBERS: Mapping[str, tuple[Subscriber, ...]] = {}

# Which function does which kind of background work. They load what is heavy only when they run.
JOBS: Mapping[str, Handler] = {letters.KIND: letters.send_letter}

# What a worker loads at its start, so that nobody waits for it later.
WARM_UP: tuple[Callable[[], object], ...] = ()

# Command groups of `insideout`, one a feature.
COMMANDS: tuple[click.Command, ...] = (user_group,)
