"""Keep who was given to whom."""

import sqlalchemy as sa
from alembic import op

import shouwang.database

revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Makes the table of what was done with many assignments at once."""

    op.create_table(
        "assigning",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("township", sa.String(), nullable=False),
        sa.Column("at", shouwang.database.Moment(timezone=True), nullable=False),
        *(sa.Column(name, sa.String(), nullable=False) for name in ("by", "by_name")),
        *(sa.Column(name, sa.JSON(), nullable=False) for name in ("people", "changes")),
        sa.Column("undone_at", shouwang.database.Moment(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["township"], ["place.code"], name=op.f("fk_assigning_township")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_assigning")),
    )
    op.create_index(op.f("ix_assigning_township"), "assigning", ["township"], unique=False)


def downgrade() -> None:
    """Takes it back."""

    op.drop_table("assigning")
