"""Note who was urged."""

import sqlalchemy as sa
from alembic import op

import shouwang.database

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Makes the table of urgings."""

    op.create_table(
        "urging",
        *(sa.Column(name, sa.String(), nullable=False) for name in ("id", "township", "user")),
        sa.Column("people", sa.JSON(), nullable=False),
        sa.Column("how", sa.String(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("at", shouwang.database.Moment(timezone=True), nullable=False),
        *(sa.Column(name, sa.String(), nullable=False) for name in ("by", "by_name")),
        sa.Column("undone_at", shouwang.database.Moment(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["township"], ["place.code"], name=op.f("fk_urging_township")),
        sa.ForeignKeyConstraint(["user"], ["user_account.id"], name=op.f("fk_urging_user")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_urging")),
    )
    for column in ("township", "user", "day"):
        op.create_index(op.f(f"ix_urging_{column}"), "urging", [column], unique=False)


def downgrade() -> None:
    """Takes it back."""

    op.drop_table("urging")
