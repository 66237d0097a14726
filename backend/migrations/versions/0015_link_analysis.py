"""analyses of inside-outside"""

import sqlalchemy as sa
from alembic import op

from backend.kernel.db import JSONDoc, UTCDateTime

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "link_analysis",
        sa.Column("wish", sa.String(length=64), nullable=False),
        sa.Column("data_version", sa.String(length=64), nullable=False),
        sa.Column("document", JSONDoc, nullable=False),
        sa.Column("job_id", sa.Uuid(), nullable=True),
        sa.Column("computed_at", UTCDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["job_id"], ["job.id"], name=op.f("fk_link_analysis_job_id_job")),
        sa.PrimaryKeyConstraint("wish", "data_version", name=op.f("pk_link_analysis")),
    )


def downgrade() -> None:
    op.drop_table("link_analysis")
