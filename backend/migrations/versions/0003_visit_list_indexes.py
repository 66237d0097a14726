"""visit list indexes"""

from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("visit", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_visit_auditor_status"))
        batch_op.create_index("ix_visit_auditor_window", ["auditor_id", "window_from", "id"], unique=False)
        batch_op.create_index("ix_visit_centre_window", ["centre_id", "window_from", "id"], unique=False)
        batch_op.create_index("ix_visit_status_window", ["status", "window_from", "id"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("visit", schema=None) as batch_op:
        batch_op.drop_index("ix_visit_status_window")
        batch_op.drop_index("ix_visit_centre_window")
        batch_op.drop_index("ix_visit_auditor_window")
        batch_op.create_index(batch_op.f("ix_visit_auditor_status"), ["auditor_id", "status"], unique=False)
