"""the order of photos, and where they were taken"""

import sqlalchemy as sa
from alembic import op

from backend.kernel.db import JSONDoc, UTCDateTime

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("photo", schema=None) as batch_op:
        batch_op.add_column(sa.Column("rank", sa.Integer(), nullable=False, server_default="0"))
        batch_op.add_column(sa.Column("position", JSONDoc, nullable=True))
        batch_op.add_column(sa.Column("position_until", UTCDateTime(), nullable=True))
        batch_op.add_column(sa.Column("away_m", sa.Integer(), nullable=True))
        batch_op.create_index(batch_op.f("ix_photo_position_until"), ["position_until"], unique=False)
    with op.batch_alter_table("centre", schema=None) as batch_op:
        batch_op.add_column(sa.Column("lat", sa.Double(), nullable=True))
        batch_op.add_column(sa.Column("lon", sa.Double(), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("centre", schema=None) as batch_op:
        batch_op.drop_column("lon")
        batch_op.drop_column("lat")
    with op.batch_alter_table("photo", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_photo_position_until"))
        batch_op.drop_column("away_m")
        batch_op.drop_column("position_until")
        batch_op.drop_column("position")
        batch_op.drop_column("rank")
