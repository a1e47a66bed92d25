"""Let staff in by a password."""

import sqlalchemy as sa
from alembic import op

import shouwang.database

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Makes the tables of passwords and of wrong ones, and notes when a session was last used."""

    op.create_table(
        "credential",
        sa.Column("user", sa.String(), nullable=False),
        sa.Column("login", sa.String(), nullable=False),
        sa.Column("password_hash", sa.String(), nullable=False),
        sa.Column("changed_at", shouwang.database.Moment(timezone=True), nullable=False),
        sa.Column("totp_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("totp_confirmed_at", shouwang.database.Moment(timezone=True), nullable=True),
        sa.Column("totp_step", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["user"], ["user_account.id"], name=op.f("fk_credential_user")),
        sa.PrimaryKeyConstraint("user", name=op.f("pk_credential")),
        sa.UniqueConstraint("login", name=op.f("uq_credential_login")),
    )
    op.create_table(
        "failed_sign_in",
        sa.Column("login_hash", sa.String(), nullable=False),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("last_at", shouwang.database.Moment(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("login_hash", name=op.f("pk_failed_sign_in")),
    )
    with op.batch_alter_table("device", schema=None) as batch_op:
        batch_op.add_column(sa.Column("used_at", shouwang.database.Moment(timezone=True), nullable=True))


def downgrade() -> None:
    """Takes them back."""

    with op.batch_alter_table("device", schema=None) as batch_op:
        batch_op.drop_column("used_at")

    op.drop_table("failed_sign_in")
    op.drop_table("credential")
