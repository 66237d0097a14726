"""What alembic runs: migrations on the connection that `kernel/migrate.py` hands over."""

from typing import Any, Literal

from alembic import context
from sqlalchemy import JSON

from backend.exports.sql_views import create_views, drop_views
from backend.kernel.db import UTCDateTime
from backend.tables import METADATA


def render_our_types(kind: str, obj: Any, autogen_context: Any) -> str | Literal[False]:
    """Write our two column types by name into a new migration."""
    name = "UTCDateTime()" if isinstance(obj, UTCDateTime) else "JSONDoc" if isinstance(obj, JSON) else None
    if kind != "type" or name is None:
        return False
    autogen_context.imports.add(f"from backend.kernel.db import {name.removesuffix('()')}")
    return name


CONNECTION = context.config.attributes["connection"]
GRANTED = drop_views(CONNECTION)

context.configure(
    connection=CONNECTION,
    target_metadata=METADATA,
    render_as_batch=True,
    render_item=render_our_types,
    compare_type=True,
)
with context.begin_transaction():
    context.run_migrations()
# Views are of the newest form only: those for reading by other programs are made anew from what is there now.
if context.get_context().get_current_revision() == context.script.get_current_head():
    create_views(CONNECTION, GRANTED)
