"""reports of the inside-outside analysis, at its lag in quarters"""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None

REPORT = sa.table("report", sa.column("lag", sa.Integer()), sa.column("kind", sa.String()))


def upgrade() -> None:
    with op.batch_alter_table("report", schema=None) as batch_op:
        batch_op.add_column(sa.Column("lag", sa.Integer(), nullable=True))


def downgrade() -> None:
    op.get_bind().execute(sa.delete(REPORT).where(REPORT.c.kind.in_(("board", "inside"))))
    with op.batch_alter_table("report", schema=None) as batch_op:
        batch_op.drop_column("lag")
