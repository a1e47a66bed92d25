"""Take confidential reports."""

import sqlalchemy as sa
from alembic import op

import shouwang.database

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Makes the tables of confidential reports and of what was done with them."""

    op.create_table(
        "concern",
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("person", sa.String(), nullable=True),
        sa.Column("township", sa.String(), nullable=False),
        sa.Column("worker", sa.String(), nullable=True),
        sa.Column("only_county", sa.Boolean(), nullable=False),
        sa.Column("author", sa.String(), nullable=False),
        sa.Column("author_name", sa.String(), nullable=False),
        sa.Column("mutation", sa.String(), nullable=False),
        sa.Column("written_at", shouwang.database.Moment(timezone=True), nullable=False),
        sa.Column("received_at", shouwang.database.Moment(timezone=True), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("taken_by", sa.String(), nullable=True),
        sa.Column("taken_at", shouwang.database.Moment(timezone=True), nullable=True),
        sa.Column("outcome", sa.String(), nullable=True),
        sa.Column("closed_at", shouwang.database.Moment(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["person"], ["person.id"], name=op.f("fk_concern_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_concern")),
    )
    op.create_index(op.f("ix_concern_person"), "concern", ["person"], unique=False)
    op.create_index(op.f("ix_concern_township"), "concern", ["township"], unique=False)
    op.create_table(
        "concern_step",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("concern", sa.String(), nullable=False),
        sa.Column("at", shouwang.database.Moment(timezone=True), nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        sa.Column("by_name", sa.String(), nullable=False),
        sa.Column("what", sa.String(), nullable=False),
        sa.Column("words_sealed", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(["concern"], ["concern.id"], name=op.f("fk_concern_step_concern")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_concern_step")),
    )
    op.create_index(op.f("ix_concern_step_concern"), "concern_step", ["concern"], unique=False)


def downgrade() -> None:
    """Takes them back."""

    op.drop_table("concern_step")
    op.drop_table("concern")
