"""Ask phones for pictures that are not in the store any more."""

import sqlalchemy as sa
from alembic import op

import shouwang.database

revision = "0040"
down_revision = "0039"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Notes since when bytes are known to be lost, and makes the table of who is asked for which."""

    with op.batch_alter_table("blob") as batch:
        batch.add_column(sa.Column("lost_at", shouwang.database.Moment(timezone=True), nullable=True))
    op.create_table(
        "wanted_blob",
        *(sa.Column(name, sa.String(), nullable=False) for name in ("id", "sha256", "user")),
        sa.Column("asked_at", shouwang.database.Moment(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["sha256"], ["blob.sha256"], name=op.f("fk_wanted_blob_sha256")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_wanted_blob")),
    )
    op.create_index(op.f("ix_wanted_blob_sha256"), "wanted_blob", ["sha256"])


def downgrade() -> None:
    """Takes both back. What an office gave up is waited for again."""

    op.execute(sa.text("UPDATE blob SET state = 'expected' WHERE state = 'given_up'"))
    op.drop_index(op.f("ix_wanted_blob_sha256"), table_name="wanted_blob")
    op.drop_table("wanted_blob")
    with op.batch_alter_table("blob") as batch:
        batch.drop_column("lost_at")
