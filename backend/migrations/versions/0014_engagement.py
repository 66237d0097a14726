"""engagement published imported and mapped"""

import sqlalchemy as sa
from alembic import op

from backend.kernel.db import JSONDoc, UTCDateTime

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "dimension",
        sa.Column("code", sa.String(length=60), nullable=False),
        sa.Column("name", JSONDoc, nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_dimension")),
    )
    op.create_table(
        "engagement_policy",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("floor", sa.Integer(), nullable=False),
        sa.Column("changed_at", UTCDateTime(), nullable=False),
        sa.CheckConstraint("floor >= 3", name=op.f("ck_engagement_policy_floor_at_least_3")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_engagement_policy")),
    )
    op.create_table(
        "next_team",
        sa.Column("team_code", sa.String(length=40), nullable=False),
        sa.Column("next_team_code", sa.String(length=40), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.Column("checklist_slug", sa.String(length=80), nullable=True),
        sa.PrimaryKeyConstraint("team_code", "next_team_code", "valid_from", name=op.f("pk_next_team")),
    )
    op.create_table(
        "engagement_import",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("file_name", sa.String(length=200), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("columns", JSONDoc, nullable=False),
        sa.Column("rows", sa.Integer(), nullable=False),
        sa.Column("created_by_id", sa.Uuid(), nullable=True),
        sa.Column("created_at", UTCDateTime(), nullable=False),
        sa.Column("undone_at", UTCDateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["created_by_id"], ["user_account.id"], name=op.f("fk_engagement_import_created_by_id_user_account")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_engagement_import")),
    )
    with op.batch_alter_table("engagement_import", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_engagement_import_digest"), ["digest"], unique=False)

    op.create_table(
        "publication",
        sa.Column("wave_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("node", sa.String(length=80), nullable=False),
        sa.Column("answers", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["wave_id"], ["engagement_wave.id"], name=op.f("fk_publication_wave_id_engagement_wave")
        ),
        sa.PrimaryKeyConstraint("wave_id", "kind", "node", name=op.f("pk_publication")),
    )
    op.create_table(
        "touchpoint_team",
        sa.Column("touchpoint_code", sa.String(length=40), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("team_code", sa.String(length=40), nullable=False),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["touchpoint_code"], ["touchpoint.code"], name=op.f("fk_touchpoint_team_touchpoint_code_touchpoint")
        ),
        sa.PrimaryKeyConstraint("touchpoint_code", "valid_from", name=op.f("pk_touchpoint_team")),
    )
    op.create_table(
        "rollout_start",
        sa.Column("centre_id", sa.Uuid(), nullable=False),
        sa.Column("programme", sa.String(length=40), nullable=False),
        sa.Column("started_on", sa.Date(), nullable=False),
        sa.Column("import_id", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(["centre_id"], ["centre.id"], name=op.f("fk_rollout_start_centre_id_centre")),
        sa.ForeignKeyConstraint(
            ["import_id"], ["engagement_import.id"], name=op.f("fk_rollout_start_import_id_engagement_import")
        ),
        sa.PrimaryKeyConstraint("centre_id", "programme", name=op.f("pk_rollout_start")),
    )
    with op.batch_alter_table("rollout_start", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_rollout_start_import_id"), ["import_id"], unique=False)

    with op.batch_alter_table("engagement_figure", schema=None) as batch_op:
        batch_op.add_column(sa.Column("import_id", sa.Uuid(), nullable=True))
        batch_op.create_index(batch_op.f("ix_engagement_figure_import_id"), ["import_id"], unique=False)
        batch_op.create_foreign_key(
            batch_op.f("fk_engagement_figure_import_id_engagement_import"), "engagement_import", ["import_id"], ["id"]
        )

    # Column by column: to make the table anew, SQLite would have to drop the one its figures refer to.
    op.add_column("engagement_wave", sa.Column("floor", sa.Integer(), server_default="5", nullable=False))
    op.add_column("engagement_wave", sa.Column("published_at", UTCDateTime(), nullable=True))
    op.add_column("engagement_wave", sa.Column("answers", sa.Integer(), server_default="0", nullable=False))

    with op.batch_alter_table("result_figure", schema=None) as batch_op:
        batch_op.add_column(sa.Column("import_id", sa.Uuid(), nullable=True))
        batch_op.create_index(batch_op.f("ix_result_figure_import_id"), ["import_id"], unique=False)
        batch_op.create_foreign_key(
            batch_op.f("fk_result_figure_import_id_engagement_import"), "engagement_import", ["import_id"], ["id"]
        )


def downgrade() -> None:
    with op.batch_alter_table("result_figure", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("fk_result_figure_import_id_engagement_import"), type_="foreignkey")
        batch_op.drop_index(batch_op.f("ix_result_figure_import_id"))
        batch_op.drop_column("import_id")

    for column in ("answers", "published_at", "floor"):
        op.drop_column("engagement_wave", column)

    with op.batch_alter_table("engagement_figure", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("fk_engagement_figure_import_id_engagement_import"), type_="foreignkey")
        batch_op.drop_index(batch_op.f("ix_engagement_figure_import_id"))
        batch_op.drop_column("import_id")

    with op.batch_alter_table("rollout_start", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_rollout_start_import_id"))

    op.drop_table("rollout_start")
    op.drop_table("touchpoint_team")
    op.drop_table("publication")
    with op.batch_alter_table("engagement_import", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_engagement_import_digest"))

    op.drop_table("engagement_import")
    op.drop_table("next_team")
    op.drop_table("engagement_policy")
    op.drop_table("dimension")
