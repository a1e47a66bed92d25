"""Sign in by another house."""

import sqlalchemy as sa
from alembic import op

import shouwang.database

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Makes the tables of who somebody is at the identity provider and of who is on the way, and marks sessions."""

    op.create_table(
        "oidc_identity",
        sa.Column("value", sa.String(), nullable=False),
        sa.Column("user", sa.String(), nullable=False),
        sa.Column("created_at", shouwang.database.Moment(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["user"], ["user_account.id"], name=op.f("fk_oidc_identity_user")),
        sa.PrimaryKeyConstraint("value", name=op.f("pk_oidc_identity")),
        sa.UniqueConstraint("user", name=op.f("uq_oidc_identity_user")),
    )
    op.create_table(
        "oidc_try",
        sa.Column("state_hash", sa.String(), nullable=False),
        sa.Column("nonce", sa.String(), nullable=False),
        sa.Column("challenge", sa.String(), nullable=False),
        sa.Column("began_at", shouwang.database.Moment(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("state_hash", name=op.f("pk_oidc_try")),
    )
    op.add_column("device", sa.Column("by_oidc", sa.Boolean(), nullable=False, server_default=sa.false()))


def downgrade() -> None:
    """Takes them back."""

    op.drop_column("device", "by_oidc")
    op.drop_table("oidc_try")
    op.drop_table("oidc_identity")
