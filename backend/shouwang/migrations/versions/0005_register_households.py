"""Register households."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

TEXTS = ("person", "township", "village_name", "group_name", "head_name")
INDEXED = ("person", "township")


def upgrade() -> None:
    """Gives households a file, a place, a head and members, and says in whose file a household's record is kept."""

    # Households were rows that no page and no phone ever showed, and only the demo county had any: they begin anew.
    op.execute("UPDATE person SET household = NULL")
    op.execute("DELETE FROM household")
    # Column by column: SQLite cannot make a table anew to which others refer.
    for name in TEXTS:
        op.add_column("household", sa.Column(name, sa.String(), nullable=False, server_default=""))
    op.add_column("household", sa.Column("head", sa.String(), nullable=True))
    op.add_column("household", sa.Column("members", sa.JSON(), nullable=False, server_default="[]"))
    op.add_column("household", sa.Column("version", sa.Integer(), nullable=False, server_default="0"))
    for name in INDEXED:
        op.create_index(op.f(f"ix_household_{name}"), "household", [name], unique=False)
    op.add_column("record", sa.Column("file", sa.String(), nullable=True))


def downgrade() -> None:
    """Takes all of it back."""

    op.drop_column("record", "file")
    for name in INDEXED:
        op.drop_index(op.f(f"ix_household_{name}"), "household")
    for name in (*TEXTS, "head", "members", "version"):
        op.drop_column("household", name)
