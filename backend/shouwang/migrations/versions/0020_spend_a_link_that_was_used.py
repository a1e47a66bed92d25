"""Note whether the tokens that a device was given have been used."""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Adds the column. Devices that are there count as used: no link that was opened before opens again."""

    with op.batch_alter_table("device", schema=None) as batch_op:
        batch_op.add_column(sa.Column("in_use", sa.Boolean(), nullable=False, server_default=sa.true()))
    with op.batch_alter_table("device", schema=None) as batch_op:
        batch_op.alter_column("in_use", server_default=None)


def downgrade() -> None:
    """Takes it back."""

    with op.batch_alter_table("device", schema=None) as batch_op:
        batch_op.drop_column("in_use")
