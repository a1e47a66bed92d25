"""Ask by forms."""

import sqlalchemy as sa
from alembic import op

import shouwang.database

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Makes the table of the county's forms, and room for what is taken on the spot."""

    op.create_table(
        "adopted_form",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("form", sa.String(), nullable=False),
        sa.Column("form_version", sa.Integer(), nullable=False),
        sa.Column("adopted_at", shouwang.database.Moment(timezone=True), nullable=False),
        sa.Column("body", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_adopted_form")),
    )
    op.create_index(op.f("ix_adopted_form_form"), "adopted_form", ["form"], unique=False)
    op.add_column("record", sa.Column("door", sa.String(), nullable=True))
    op.add_column("record", sa.Column("position", sa.LargeBinary(), nullable=True))
    op.add_column("record", sa.Column("pictures", sa.JSON(), nullable=False, server_default="[]"))
    op.add_column("record", sa.Column("voice", sa.JSON(), nullable=True))


def downgrade() -> None:
    """Takes them back."""

    for name in ("voice", "pictures", "position", "door"):
        op.drop_column("record", name)
    op.drop_table("adopted_form")
