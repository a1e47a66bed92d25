"""${message}."""

import sqlalchemy as sa
from alembic import op

import shouwang.database
${imports if imports else ""}
revision = ${repr(up_revision)}
down_revision = ${repr(down_revision)}
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Adds it."""
    ${upgrades if upgrades else "pass"}


def downgrade() -> None:
    """Takes it away."""
    ${downgrades if downgrades else "pass"}
