"""actions agreed with centres, and the photos of what was done"""

import sqlalchemy as sa
from alembic import op

from backend.kernel.db import UTCDateTime

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "action",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("centre_id", sa.Uuid(), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("measure", sa.String(length=200), nullable=True),
        sa.Column("visit_id", sa.Uuid(), nullable=True),
        sa.Column("question_id", sa.String(length=80), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("status", sa.String(length=10), nullable=False),
        sa.Column("done_note", sa.Text(), nullable=False),
        sa.Column("agreed_digest", sa.String(length=64), nullable=False),
        sa.Column("opened_by_id", sa.Uuid(), nullable=False),
        sa.Column("opened_at", UTCDateTime(), nullable=False),
        sa.Column("closed_by_id", sa.Uuid(), nullable=True),
        sa.Column("closed_at", UTCDateTime(), nullable=True),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.CheckConstraint("status IN ('open', 'done', 'dropped')", name=op.f("ck_action_known_status")),
        sa.CheckConstraint("question_id IS NULL OR visit_id IS NOT NULL", name=op.f("ck_action_question_of_a_visit")),
        sa.ForeignKeyConstraint(["centre_id"], ["centre.id"], name=op.f("fk_action_centre_id_centre")),
        sa.ForeignKeyConstraint(["visit_id"], ["visit.id"], name=op.f("fk_action_visit_id_visit")),
        sa.ForeignKeyConstraint(
            ["opened_by_id"], ["user_account.id"], name=op.f("fk_action_opened_by_id_user_account")
        ),
        sa.ForeignKeyConstraint(
            ["closed_by_id"], ["user_account.id"], name=op.f("fk_action_closed_by_id_user_account")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_action")),
    )
    with op.batch_alter_table("action", schema=None) as batch_op:
        batch_op.create_index("ix_action_due_on_id", ["due_on", "id"], unique=False)
        batch_op.create_index("ix_action_status_due", ["status", "due_on", "id"], unique=False)
        batch_op.create_index("ix_action_centre_due", ["centre_id", "due_on", "id"], unique=False)
        batch_op.create_index(batch_op.f("ix_action_visit_id"), ["visit_id"], unique=False)
    op.create_table(
        "action_photo",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("action_id", sa.Uuid(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("full_sha256", sa.String(length=64), nullable=False),
        sa.Column("thumb_sha256", sa.String(length=64), nullable=False),
        sa.Column("width", sa.Integer(), nullable=False),
        sa.Column("height", sa.Integer(), nullable=False),
        sa.Column("created_at", UTCDateTime(), nullable=False),
        sa.Column("deleted_at", UTCDateTime(), nullable=True),
        sa.ForeignKeyConstraint(["action_id"], ["action.id"], name=op.f("fk_action_photo_action_id_action")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_action_photo")),
    )
    with op.batch_alter_table("action_photo", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_action_photo_action_id"), ["action_id"], unique=False)


def downgrade() -> None:
    op.drop_table("action_photo")
    op.drop_table("action")
