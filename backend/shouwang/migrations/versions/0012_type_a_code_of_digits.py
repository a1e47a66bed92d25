"""Type a code of digits."""

import sqlalchemy as sa
from alembic import op

import shouwang.database

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Gives each link the hash of its digits, and makes the table that counts wrong ones."""

    op.add_column("enrolment", sa.Column("typed_hash", sa.String(), nullable=True))
    op.create_index(op.f("ix_enrolment_typed_hash"), "enrolment", ["typed_hash"], unique=True)
    op.create_table(
        "wrong_code",
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("since", shouwang.database.Moment(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_wrong_code")),
    )


def downgrade() -> None:
    """Takes them back."""

    op.drop_table("wrong_code")
    op.drop_index(op.f("ix_enrolment_typed_hash"), "enrolment")
    op.drop_column("enrolment", "typed_hash")
