"""Hear how phones are."""

import sqlalchemy as sa
from alembic import op

revision = "0031"
down_revision = "0030"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """A device keeps what its phone last said of itself."""

    op.add_column("device", sa.Column("condition", sa.JSON(), nullable=True))


def downgrade() -> None:
    """Takes it back."""

    with op.batch_alter_table("device") as batch:
        batch.drop_column("condition")
