"""Merge profiles by value, and settle what is parked."""

import sqlalchemy as sa
from alembic import op

import shouwang.database

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Makes the table of conflicts, contacts of people, and room for what became of a parked item."""

    op.create_table(
        "conflict",
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("person", sa.String(), nullable=False),
        sa.Column("field", sa.String(), nullable=False),
        sa.Column("kept", sa.String(), nullable=True),
        sa.Column("other", sa.String(), nullable=True),
        sa.Column("mutation", sa.String(), nullable=False),
        sa.Column("author", sa.String(), nullable=False),
        sa.Column("created_at", shouwang.database.Moment(timezone=True), nullable=False),
        sa.Column("settled_at", shouwang.database.Moment(timezone=True), nullable=True),
        sa.Column("settled_by", sa.String(), nullable=True),
        sa.Column("choice", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(["mutation"], ["mutation.id"], name=op.f("fk_conflict_mutation")),
        sa.ForeignKeyConstraint(["person"], ["person.id"], name=op.f("fk_conflict_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_conflict")),
    )
    with op.batch_alter_table("conflict", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_conflict_person"), ["person"], unique=False)
    op.add_column("person", sa.Column("contacts", sa.JSON(), nullable=False, server_default="[]"))
    for name in ("resolved_by", "note", "waits_for"):
        op.add_column("issue", sa.Column(name, sa.String(), nullable=True))
    op.create_index(op.f("ix_issue_waits_for"), "issue", ["waits_for"], unique=False)


def downgrade() -> None:
    """Takes them back."""

    op.drop_index(op.f("ix_issue_waits_for"), "issue")
    for name in ("waits_for", "note", "resolved_by"):
        op.drop_column("issue", name)
    op.drop_column("person", "contacts")
    with op.batch_alter_table("conflict", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_conflict_person"))

    op.drop_table("conflict")
