"""Keep what rosters wrote."""

import sqlalchemy as sa
from alembic import op

import shouwang.database

revision = "0026"
down_revision = "0025"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Makes the tables of imports and of the rows that each wrote."""

    op.create_table(
        "roster_import",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("township", sa.String(), nullable=False),
        sa.Column("at", shouwang.database.Moment(timezone=True), nullable=False),
        sa.Column("by", sa.String(), nullable=True),
        *(sa.Column(name, sa.Integer(), nullable=False) for name in ("rows", "added", "changed", "refused")),
        sa.Column("undone_at", shouwang.database.Moment(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["township"], ["place.code"], name=op.f("fk_roster_import_township")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_roster_import")),
    )
    op.create_index(op.f("ix_roster_import_township"), "roster_import", ["township"], unique=False)
    op.create_table(
        "roster_wrote",
        *(sa.Column(name, sa.String(), nullable=False) for name in ("import_id", "kind", "id")),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["import_id"], ["roster_import.id"], name=op.f("fk_roster_wrote_import_id")),
        sa.PrimaryKeyConstraint("import_id", "kind", "id", "version", name=op.f("pk_roster_wrote")),
    )


def downgrade() -> None:
    """Takes them back."""

    op.drop_table("roster_wrote")
    op.drop_table("roster_import")
