"""a word that changes with every tally, so that what is worked out of them can be kept"""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "tally_revision",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("word", sa.String(length=32), nullable=False),
        sa.CheckConstraint("id = 1", name=op.f("ck_tally_revision_one_row")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tally_revision")),
    )


def downgrade() -> None:
    op.drop_table("tally_revision")
