"""Tell who raised a need what became of it."""

import sqlalchemy as sa
from alembic import op

import shouwang.database

revision = "0030"
down_revision = "0029"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Makes the table of what authors are told. A need of before gets its row with its next change."""

    op.create_table(
        "need_told",
        *(sa.Column(name, sa.String(), nullable=False) for name in ("id", "author", "kind", "status")),
        sa.Column("outcome", sa.String(), nullable=True),
        sa.Column("raised_at", shouwang.database.Moment(timezone=True), nullable=False),
        sa.Column("closed_at", shouwang.database.Moment(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["id"], ["need.id"], name=op.f("fk_need_told_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_need_told")),
    )


def downgrade() -> None:
    """Takes it back."""

    op.drop_table("need_told")
