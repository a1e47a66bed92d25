"""Keep what was shown."""

import sqlalchemy as sa
from alembic import op

import shouwang.database

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None

INDEXES = {"person": ["person"], "township_day": ["township", "day"], "user_day": ["user", "day"]}
TEXTS = ("user_name", "device", "address", "township", "field", "because")


def upgrade() -> None:
    """Makes the table of values that were shown in the clear."""

    op.create_table(
        "showing",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("at", shouwang.database.Moment(timezone=True), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("user", sa.String(), nullable=False),
        sa.Column("person", sa.String(), nullable=False),
        *(sa.Column(name, sa.String(), nullable=False) for name in TEXTS),
        sa.ForeignKeyConstraint(["person"], ["person.id"], name=op.f("fk_showing_person")),
        sa.ForeignKeyConstraint(["user"], ["user_account.id"], name=op.f("fk_showing_user")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_showing")),
    )
    for name, columns in INDEXES.items():
        op.create_index(op.f(f"ix_showing_{name}"), "showing", columns, unique=False)


def downgrade() -> None:
    """Takes it back."""

    op.drop_table("showing")
