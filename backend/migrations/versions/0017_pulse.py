"""anonymous staff surveys"""

import sqlalchemy as sa
from alembic import op

from backend.kernel.db import JSONDoc, UTCDateTime

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "pulse",
        sa.Column("wave_id", sa.Uuid(), nullable=False),
        sa.Column("languages", JSONDoc, nullable=False),
        sa.Column("questions", JSONDoc, nullable=False),
        sa.Column("created_by_id", sa.Uuid(), nullable=True),
        sa.Column("created_at", UTCDateTime(), nullable=False),
        sa.Column("closed_at", UTCDateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["created_by_id"], ["user_account.id"], name=op.f("fk_pulse_created_by_id_user_account")
        ),
        sa.ForeignKeyConstraint(["wave_id"], ["engagement_wave.id"], name=op.f("fk_pulse_wave_id_engagement_wave")),
        sa.PrimaryKeyConstraint("wave_id", name=op.f("pk_pulse")),
    )
    op.create_index(op.f("ix_pulse_created_at"), "pulse", ["created_at"], unique=False)
    op.create_table(
        "pulse_template",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("questions", JSONDoc, nullable=False),
        sa.Column("changed_at", UTCDateTime(), nullable=False),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.CheckConstraint("id = 1", name=op.f("ck_pulse_template_one_row")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pulse_template")),
    )
    op.create_table(
        "pulse_link",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("wave_id", sa.Uuid(), nullable=False),
        sa.Column("centre_id", sa.Uuid(), nullable=False),
        sa.Column("team_code", sa.String(length=40), nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(["centre_id"], ["centre.id"], name=op.f("fk_pulse_link_centre_id_centre")),
        sa.ForeignKeyConstraint(
            ["wave_id"], ["pulse.wave_id"], name=op.f("fk_pulse_link_wave_id_pulse"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pulse_link")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_pulse_link_token_hash")),
        sa.UniqueConstraint(
            "wave_id", "centre_id", "team_code", name=op.f("uq_pulse_link_wave_id_centre_id_team_code")
        ),
    )
    op.create_index(op.f("ix_pulse_link_centre_id"), "pulse_link", ["centre_id"], unique=False)
    op.create_table(
        "pulse_code",
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("wave_id", sa.Uuid(), nullable=False),
        sa.Column("centre_id", sa.Uuid(), nullable=False),
        sa.Column("team_code", sa.String(length=40), nullable=False),
        sa.ForeignKeyConstraint(["centre_id"], ["centre.id"], name=op.f("fk_pulse_code_centre_id_centre")),
        sa.ForeignKeyConstraint(
            ["wave_id"], ["pulse.wave_id"], name=op.f("fk_pulse_code_wave_id_pulse"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("token_hash", name=op.f("pk_pulse_code")),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_pulse_code_place", "pulse_code", ["wave_id", "centre_id", "team_code"], unique=False)
    op.create_table(
        "pulse_answer",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("wave_id", sa.Uuid(), nullable=False),
        sa.Column("centre_id", sa.Uuid(), nullable=False),
        sa.Column("team_code", sa.String(length=40), nullable=False),
        sa.Column("answers", JSONDoc, nullable=False),
        sa.ForeignKeyConstraint(["centre_id"], ["centre.id"], name=op.f("fk_pulse_answer_centre_id_centre")),
        sa.ForeignKeyConstraint(["wave_id"], ["pulse.wave_id"], name=op.f("fk_pulse_answer_wave_id_pulse")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pulse_answer")),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_pulse_answer_place", "pulse_answer", ["wave_id", "centre_id", "team_code"], unique=False)


def downgrade() -> None:
    for table in ("pulse_answer", "pulse_code", "pulse_link", "pulse_template", "pulse"):
        op.drop_table(table)
