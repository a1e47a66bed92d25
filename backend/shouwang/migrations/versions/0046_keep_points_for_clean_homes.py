"""Keep points for clean homes."""

import sqlalchemy as sa
from alembic import op

import shouwang.database

revision = "0046"
down_revision = "0045"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Lines of points, which are only ever added."""
    op.create_table(
        "hygiene_points",
        *(sa.Column(name, sa.String(), nullable=False) for name in ("id", "home", "person", "township", "kind")),
        sa.Column("points", sa.Integer(), nullable=False),
        *(sa.Column(name, sa.LargeBinary(), nullable=True) for name in ("goods", "received_by")),
        *(sa.Column(name, sa.String(), nullable=True) for name in ("record", "corrects")),
        sa.Column("at", shouwang.database.Moment(timezone=True), nullable=False),
        *(sa.Column(name, sa.String(), nullable=False) for name in ("by", "by_name")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_hygiene_points")),
    )
    for name in ("home", "person", "record", "township"):
        op.create_index(op.f(f"ix_hygiene_points_{name}"), "hygiene_points", [name], unique=False)


def downgrade() -> None:
    """Without them."""
    op.drop_table("hygiene_points")
