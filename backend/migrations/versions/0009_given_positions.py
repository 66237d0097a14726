"""positions given as answers are deleted after thirty days; certificates hold none"""

import datetime as dt
import hashlib
import json
from typing import Any

import sqlalchemy as sa
from alembic import op

from backend.kernel.db import JSONDoc, UTCDateTime

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

VERSION = sa.table("checklist_version", sa.column("id", sa.Uuid()), sa.column("definition", JSONDoc))
VISIT = sa.table(
    "visit",
    sa.column("id", sa.Uuid()),
    sa.column("checklist_version_id", sa.Uuid()),
    sa.column("positions_until", UTCDateTime()),
)
CERTIFICATE = sa.table(
    "score_certificate",
    sa.column("visit_id", sa.Uuid()),
    sa.column("number", sa.Integer()),
    sa.column("sha256", sa.String(64)),
    sa.column("content", JSONDoc),
)
AT_ONCE = 200


def upgrade() -> None:
    with op.batch_alter_table("visit", schema=None) as batch_op:
        batch_op.add_column(sa.Column("positions_until", UTCDateTime(), nullable=True))
        batch_op.create_index(batch_op.f("ix_visit_positions_until"), ["positions_until"], unique=False)
    connection = op.get_bind()
    for version_id, definition in connection.execute(sa.select(VERSION.c.id, VERSION.c.definition)).all():
        kinds = {question["type"] for section in definition["sections"] for question in section["questions"]}
        if "place" in kinds:
            _of_version(connection, version_id)


def _of_version(connection: sa.Connection, version_id: object) -> None:
    """The worker looks at each of its visits once, and notes when there is something to delete."""
    mine = VISIT.c.checklist_version_id == version_id
    connection.execute(sa.update(VISIT).where(mine).values(positions_until=dt.datetime.now(dt.UTC)))
    visits = connection.scalars(sa.select(VISIT.c.id).where(mine)).all()
    for first in range(0, len(visits), AT_ONCE):
        some = CERTIFICATE.c.visit_id.in_(visits[first : first + AT_ONCE])
        columns = sa.select(CERTIFICATE.c.visit_id, CERTIFICATE.c.number, CERTIFICATE.c.sha256, CERTIFICATE.c.content)
        for visit_id, number, sha256, content in connection.execute(columns.where(some)).all():
            _without_positions(connection, visit_id, number, sha256, content)


def _without_positions(connection: sa.Connection, visit_id: object, number: int, sha256: str, content: Any) -> None:
    """The hash is that of what stays; the first one, which printed reports name, is kept beside it."""
    found = [one for one in content["answers"] if isinstance(one["value"], dict) and not one["value"].get("refused")]
    if not found:
        return
    for answer in found:
        answer["value"] = {"expired": True}
    content["before_positions_were_deleted"] = {"sha256": sha256}
    canonical = json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    values = {"content": content, "sha256": hashlib.sha256(canonical.encode()).hexdigest()}
    this = (CERTIFICATE.c.visit_id == visit_id, CERTIFICATE.c.number == number)
    connection.execute(sa.update(CERTIFICATE).where(*this).values(values))


def downgrade() -> None:
    # Without a batch: SQLite drops a column itself, and a copied table would break what points to visits.
    op.drop_index(op.f("ix_visit_positions_until"), table_name="visit")
    op.drop_column("visit", "positions_until")
