"""exports made in the background"""

import sqlalchemy as sa
from alembic import op

from backend.kernel.db import JSONDoc, UTCDateTime

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "data_export",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("table_name", sa.String(length=20), nullable=False),
        sa.Column("form", sa.String(length=10), nullable=False),
        sa.Column("wanted", JSONDoc, nullable=False),
        sa.Column("requested_by_id", sa.Uuid(), nullable=False),
        sa.Column("job_id", sa.Uuid(), nullable=True),
        sa.Column("size", sa.BigInteger(), nullable=True),
        sa.Column("created_at", UTCDateTime(), nullable=False),
        sa.Column("expires_at", UTCDateTime(), nullable=False),
        sa.Column("removed_at", UTCDateTime(), nullable=True),
        sa.ForeignKeyConstraint(["job_id"], ["job.id"], name=op.f("fk_data_export_job_id_job")),
        sa.ForeignKeyConstraint(
            ["requested_by_id"], ["user_account.id"], name=op.f("fk_data_export_requested_by_id_user_account")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_data_export")),
    )
    with op.batch_alter_table("data_export", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_data_export_expires_at"), ["expires_at"], unique=False)
        batch_op.create_index(batch_op.f("ix_data_export_requested_by_id"), ["requested_by_id"], unique=False)


def downgrade() -> None:
    op.drop_table("data_export")
