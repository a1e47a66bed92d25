"""Tell phones the county's key."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Makes the table of the county's public keys."""

    op.create_table(
        "county_key",
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("public", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_county_key")),
    )


def downgrade() -> None:
    """Takes the table of the county's public keys back."""

    op.drop_table("county_key")
