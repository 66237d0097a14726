"""why background work was refused, with its code"""

import sqlalchemy as sa
from alembic import op

from backend.kernel.db import JSONDoc

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("job", sa.Column("problem", JSONDoc, nullable=True))


def downgrade() -> None:
    # In place: SQLite would make the table anew, and others refer to its rows.
    op.drop_column("job", "problem")
