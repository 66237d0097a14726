"""reports about centres and areas in a period, with a code to verify them by and an end of keeping"""

from typing import Any

import sqlalchemy as sa
from alembic import op

from backend.kernel.db import JSONDoc, UTCDateTime

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

REPORT = sa.table(
    "report",
    sa.column("id", sa.Uuid()),
    sa.column("visit_id", sa.Uuid()),
    sa.column("job_id", sa.Uuid()),
    sa.column("subject", sa.String()),
    sa.column("language", sa.String()),
)
JOB = sa.table("job", sa.column("id", sa.Uuid()), sa.column("kind", sa.String()), sa.column("payload", JSONDoc))
NEW: tuple[tuple[str, Any], ...] = (
    ("centre_id", sa.Uuid()),
    ("area_id", sa.Uuid()),
    ("period_kind", sa.String(length=10)),
    ("period", sa.String(length=60)),
    ("code", sa.String(length=16)),
    ("visits", JSONDoc),
    ("read_at", UTCDateTime()),
    ("expires_at", UTCDateTime()),
    ("removed_at", UTCDateTime()),
    ("subject", sa.String(length=160)),
)
DEFAULTS = (("format", 4, "pdf"), ("language", 10, "en"))
INDEXED = ("centre_id", "area_id", "code", "file_sha256", "expires_at")


def upgrade() -> None:
    with op.batch_alter_table("report", schema=None) as batch_op:
        for name, length, value in DEFAULTS:
            batch_op.add_column(sa.Column(name, sa.String(length=length), nullable=False, server_default=value))
        for name, kind in NEW:
            batch_op.add_column(sa.Column(name, kind, nullable=True))
    _tell_subjects(op.get_bind())
    with op.batch_alter_table("report", schema=None) as batch_op:
        batch_op.alter_column("subject", existing_type=sa.String(length=160), nullable=False)
        batch_op.alter_column("visit_id", existing_type=sa.Uuid(), nullable=True)
        batch_op.create_foreign_key(batch_op.f("fk_report_centre_id_centre"), "centre", ["centre_id"], ["id"])
        batch_op.create_foreign_key(batch_op.f("fk_report_area_id_area"), "area", ["area_id"], ["id"])
        for name in INDEXED:
            batch_op.create_index(batch_op.f(f"ix_report_{name}"), [name])
        batch_op.create_index("ix_report_subject", ["subject", "kind", "edition"])


def _tell_subjects(connection: sa.Connection) -> None:
    """All reports so far are of visits, in the language their job was given."""
    rows = sa.select(REPORT.c.id, REPORT.c.visit_id, JOB.c.payload).outerjoin(JOB, JOB.c.id == REPORT.c.job_id)
    for report_id, visit_id, payload in connection.execute(rows).all():
        values = {"subject": f"visit:{visit_id}", "language": (payload or {}).get("language", "en")}
        connection.execute(sa.update(REPORT).where(REPORT.c.id == report_id).values(**values))
    connection.execute(sa.update(JOB).where(JOB.c.kind == "report.visit").values(kind="report.make"))


def downgrade() -> None:
    connection = op.get_bind()
    connection.execute(sa.update(JOB).where(JOB.c.kind == "report.make").values(kind="report.visit"))
    connection.execute(sa.delete(REPORT).where(REPORT.c.visit_id.is_(None)))
    with op.batch_alter_table("report", schema=None) as batch_op:
        batch_op.drop_index("ix_report_subject")
        for name in INDEXED:
            batch_op.drop_index(batch_op.f(f"ix_report_{name}"))
        batch_op.drop_constraint(batch_op.f("fk_report_centre_id_centre"), type_="foreignkey")
        batch_op.drop_constraint(batch_op.f("fk_report_area_id_area"), type_="foreignkey")
        batch_op.alter_column("visit_id", existing_type=sa.Uuid(), nullable=False)
        for name in (*(one[0] for one in DEFAULTS), *(one[0] for one in NEW)):
            batch_op.drop_column(name)
