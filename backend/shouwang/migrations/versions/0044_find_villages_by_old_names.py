"""Find villages by the names that they had, and by those of villages that have become part of them."""

import sqlalchemy as sa
from alembic import op

import shouwang.database

revision = "0044"
down_revision = "0043"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Makes the table of old names."""

    op.add_column("place", sa.Column("merged_into", sa.String(), nullable=True))
    op.create_table(
        "former_name",
        *(sa.Column(name, sa.String(), nullable=False) for name in ("id", "place", "name")),
        sa.Column("until", sa.Date(), nullable=False),
        sa.Column("at", shouwang.database.Moment(timezone=True), nullable=False),
        *(sa.Column(name, sa.String(), nullable=False) for name in ("by", "by_name")),
        sa.ForeignKeyConstraint(["place"], ["place.code"], name=op.f("fk_former_name_place")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_former_name")),
    )
    op.create_index(op.f("ix_former_name_place"), "former_name", ["place"], unique=False)


def downgrade() -> None:
    """Takes it back."""

    op.drop_table("former_name")
    op.drop_column("place", "merged_into")
