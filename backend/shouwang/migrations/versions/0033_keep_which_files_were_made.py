"""Keep which files were made."""

import sqlalchemy as sa
from alembic import op

import shouwang.database

revision = "0033"
down_revision = "0032"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Makes the table of exports."""

    op.create_table(
        "export",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("at", shouwang.database.Moment(timezone=True), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("user", sa.String(), nullable=True),
        *(sa.Column(name, sa.String(), nullable=False) for name in ("user_name", "device", "address")),
        *(sa.Column(name, sa.String(), nullable=False) for name in ("ledger", "place")),
        *(sa.Column(name, sa.Date(), nullable=False) for name in ("first", "last")),
        sa.Column("format", sa.String(), nullable=False),
        sa.Column("rows", sa.Integer(), nullable=False),
        sa.Column("because", sa.String(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=True),
        sa.Column("digest", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["user"], ["user_account.id"], name=op.f("fk_export_user")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_export")),
    )
    for name in ("at", "user", "place"):
        op.create_index(op.f(f"ix_export_{name}"), "export", [name], unique=False)


def downgrade() -> None:
    """Takes it back."""

    op.drop_table("export")
