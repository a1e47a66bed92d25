"""Raise extra duties."""

import sqlalchemy as sa
from alembic import op

import shouwang.database

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Makes the table of extra duties."""

    op.create_table(
        "extra_duty",
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("place", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_to", sa.Date(), nullable=False),
        sa.Column("population", sa.JSON(), nullable=False),
        sa.Column("raised_by", sa.String(), nullable=False),
        sa.Column("raised_by_name", sa.String(), nullable=False),
        sa.Column("raised_at", shouwang.database.Moment(timezone=True), nullable=False),
        sa.Column("ended_at", shouwang.database.Moment(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["place"], ["place.code"], name=op.f("fk_extra_duty_place")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_extra_duty")),
    )
    with op.batch_alter_table("extra_duty", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_extra_duty_place"), ["place"], unique=False)


def downgrade() -> None:
    """Takes the table of extra duties back."""

    with op.batch_alter_table("extra_duty", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_extra_duty_place"))

    op.drop_table("extra_duty")
