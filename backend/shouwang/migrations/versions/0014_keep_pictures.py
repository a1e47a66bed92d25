"""Keep pictures by the hash of their bytes."""

import sqlalchemy as sa
from alembic import op

import shouwang.database

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Makes the tables of bytes and of what refers to them."""

    op.create_table(
        "blob",
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("expected_at", shouwang.database.Moment(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("sha256", name=op.f("pk_blob")),
    )
    op.create_table(
        "blob_ref",
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("file", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["sha256"], ["blob.sha256"], name=op.f("fk_blob_ref_sha256")),
        sa.PrimaryKeyConstraint("sha256", "kind", "id", name=op.f("pk_blob_ref")),
    )


def downgrade() -> None:
    """Takes the tables back; the files stay."""

    op.drop_table("blob_ref")
    op.drop_table("blob")
