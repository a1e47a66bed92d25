"""Tell everybody in the language of her pages."""

import sqlalchemy as sa
from alembic import op

revision = "0048"
down_revision = "0046"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Adds the language; who was told so far was told in Chinese."""

    op.add_column("reminder_wish", sa.Column("language", sa.String(), nullable=False, server_default="zh"))


def downgrade() -> None:
    """Takes it back."""

    op.drop_column("reminder_wish", "language")
