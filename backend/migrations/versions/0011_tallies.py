"""tallies: the sums that figures come from"""

import sqlalchemy as sa
from alembic import op

from backend.kernel.db import JSONDoc

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    # Empty: a worker fills them from the approved visits (`insideout figures rebuild` does it at once).
    op.create_table(
        "tally",
        sa.Column("scope_kind", sa.String(10), nullable=False),
        sa.Column("period_kind", sa.String(10), nullable=False),
        sa.Column("period", sa.String(40), nullable=False),
        sa.Column("scope_id", sa.String(36), nullable=False),
        sa.Column("visits", sa.Integer(), nullable=False),
        sa.Column("versions", JSONDoc, nullable=False),
        sa.Column("headline", JSONDoc, nullable=False),
        sa.Column("questions", JSONDoc, nullable=False),
        sa.PrimaryKeyConstraint("scope_kind", "period_kind", "period", "scope_id", name=op.f("pk_tally")),
    )
    op.create_table(
        "tally_line",
        sa.Column("checklist_id", sa.Uuid(), nullable=False),
        sa.Column("versions", JSONDoc, nullable=False),
        sa.Column("made", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["checklist_id"], ["checklist.id"], name=op.f("fk_tally_line_checklist_id_checklist")),
        sa.PrimaryKeyConstraint("checklist_id", name=op.f("pk_tally_line")),
    )


def downgrade() -> None:
    op.drop_table("tally_line")
    op.drop_table("tally")
