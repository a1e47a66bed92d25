"""Fill in checkups."""

import sqlalchemy as sa
from alembic import op

import shouwang.database

revision = "0029"
down_revision = "0028"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Makes the tables of sections, of where checkups stand, and of the county's rule."""

    op.create_table(
        "checkup_section",
        sa.Column("version", sa.Integer(), nullable=False),
        *(sa.Column(name, sa.String(), nullable=False) for name in ("id", "person")),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("section", sa.String(), nullable=False),
        sa.Column("answers", sa.LargeBinary(), nullable=False),
        sa.Column("clashes", sa.LargeBinary(), nullable=False),
        *(sa.Column(name, sa.String(), nullable=False) for name in ("author", "author_name")),
        sa.Column("updated_at", shouwang.database.Moment(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["person"], ["person.id"], name=op.f("fk_checkup_section_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_checkup_section")),
        sa.UniqueConstraint("person", "year", "section", name=op.f("uq_checkup_section_person_year_section")),
    )
    op.create_index(op.f("ix_checkup_section_person"), "checkup_section", ["person"], unique=False)
    op.create_table(
        "checkup",
        *(sa.Column(name, sa.String(), nullable=False) for name in ("id", "person", "township")),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        *(sa.Column(name, sa.Date(), nullable=True) for name in ("day", "told_on")),
        *(sa.Column(name, sa.Integer(), nullable=False) for name in ("missing", "clashes")),
        sa.Column("findings", sa.LargeBinary(), nullable=False),
        sa.Column("updated_at", shouwang.database.Moment(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["person"], ["person.id"], name=op.f("fk_checkup_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_checkup")),
        sa.UniqueConstraint("person", "year", name=op.f("uq_checkup_person_year")),
    )
    for name in ("person", "township"):
        op.create_index(op.f(f"ix_checkup_{name}"), "checkup", [name], unique=False)
    op.create_table(
        "checkup_rule",
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("age", sa.Integer(), nullable=False),
        *(sa.Column(name, sa.String(), nullable=False) for name in ("cutoff", "bounds")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_checkup_rule")),
    )


def downgrade() -> None:
    """Takes them back."""

    for table in ("checkup_rule", "checkup", "checkup_section"):
        op.drop_table(table)
