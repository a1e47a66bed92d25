"""Audit what is done."""

import sqlalchemy as sa
from alembic import op

import shouwang.database

revision = "0037"
down_revision = "0036"
branch_labels = None
depends_on = None

TEXTS = ("user_name", "place", "device", "address", "request", "deed", "what", "row", "result", "facts")


def upgrade() -> None:
    """Makes the table of entries, and that of the last one's place, in which stands that there is none yet."""

    op.create_table(
        "audit_entry",
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("at", shouwang.database.Moment(timezone=True), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("user", sa.String(), nullable=True),
        *(sa.Column(name, sa.String(), nullable=False) for name in (*TEXTS, "previous", "hash")),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_audit_entry")),
    )
    for name in ("day", "user", "deed"):
        op.create_index(op.f(f"ix_audit_entry_{name}"), "audit_entry", [name], unique=False)
    head = op.create_table(
        "audit_head",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("hash", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit_head")),
    )
    op.bulk_insert(head, [{"id": 1, "number": 0, "hash": ""}])


def downgrade() -> None:
    """Takes them back."""

    op.drop_table("audit_head")
    op.drop_table("audit_entry")
