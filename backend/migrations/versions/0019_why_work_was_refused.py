"""why background work was refused, with its code"""

import sqlalchemy as sa
from alembic import op

from backend.kernel.db import JSONDoc

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("job", schema=None) as batch_op:
        batch_op.add_column(sa.Column("problem", JSONDoc, nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("job", schema=None) as batch_op:
        batch_op.drop_column("problem")
