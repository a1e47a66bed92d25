"""Keep what was done with files of people."""

import sqlalchemy as sa
from alembic import op

import shouwang.database

revision = "0038"
down_revision = "0037"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Makes the table of copies and erasures."""

    op.create_table(
        "file_act",
        *(sa.Column(name, sa.String(), nullable=False) for name in ("id", "kind", "person", "township")),
        sa.Column("at", shouwang.database.Moment(timezone=True), nullable=False),
        *(sa.Column(name, sa.String(), nullable=True) for name in ("by", "by_name")),
        sa.Column("because", sa.String(), nullable=False),
        sa.Column("words", sa.LargeBinary(), nullable=True),
        sa.Column("counts", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["person"], ["person.id"], name=op.f("fk_file_act_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_file_act")),
    )
    for name in ("person", "township"):
        op.create_index(op.f(f"ix_file_act_{name}"), "file_act", [name], unique=False)


def downgrade() -> None:
    """Takes it back."""

    op.drop_table("file_act")
