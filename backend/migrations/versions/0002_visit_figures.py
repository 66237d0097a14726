"""what the comparison reads of a visit, in one index"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

COLUMNS = ["status", "centre_id", "visited_on", "checklist_version_id", "score_percent", "excluded_items"]


def upgrade() -> None:
    with op.batch_alter_table("visit", schema=None) as batch_op:
        batch_op.add_column(sa.Column("excluded_items", sa.Integer(), nullable=False, server_default="0"))
        batch_op.create_index("ix_visit_figures", COLUMNS, unique=False)


def downgrade() -> None:
    with op.batch_alter_table("visit", schema=None) as batch_op:
        batch_op.drop_index("ix_visit_figures")
        batch_op.drop_column("excluded_items")
