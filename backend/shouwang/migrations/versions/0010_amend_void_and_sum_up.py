"""Amend and void records, and sum up the years that are long over."""

import sqlalchemy as sa
from alembic import op

import shouwang.database

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

ADDED = ("amends", "void_reason", "void_note", "voided_at", "voided_by", "voided_by_name", "replaced_by")


def upgrade() -> None:
    """Adds what is said of a record's voiding, and the table of summaries with the line up to which year they are."""

    for name in ADDED:
        kind = shouwang.database.Moment(timezone=True) if name == "voided_at" else sa.String()
        op.add_column("record", sa.Column(name, kind, nullable=True))

    op.create_table(
        "year_summary",
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("person", sa.String(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("visits", sa.Integer(), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("days", sa.Integer(), nullable=False),
        sa.Column("last_visit", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["person"], ["person.id"], name=op.f("fk_year_summary_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_year_summary")),
    )
    with op.batch_alter_table("year_summary", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_year_summary_person"), ["person"], unique=False)
    op.execute("INSERT INTO meta (key, value) VALUES ('summarised_through', '0000')")


def downgrade() -> None:
    """Takes the summaries and what is said of voidings back."""

    op.execute("DELETE FROM meta WHERE key = 'summarised_through'")
    with op.batch_alter_table("year_summary", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_year_summary_person"))

    op.drop_table("year_summary")
    with op.batch_alter_table("record", schema=None) as batch_op:
        for name in reversed(ADDED):
            batch_op.drop_column(name)
