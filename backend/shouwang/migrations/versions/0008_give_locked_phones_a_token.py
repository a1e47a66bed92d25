"""Give locked phones a token."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Makes room for the token that only hands in."""

    op.add_column("device", sa.Column("push_token_hash", sa.String(), nullable=True))
    op.create_index(op.f("ix_device_push_token_hash"), "device", ["push_token_hash"], unique=True)


def downgrade() -> None:
    """Takes the room back."""

    op.drop_index(op.f("ix_device_push_token_hash"), "device")
    op.drop_column("device", "push_token_hash")
