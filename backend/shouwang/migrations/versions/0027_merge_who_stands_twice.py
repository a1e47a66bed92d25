"""Merge who stands in the register twice."""

import sqlalchemy as sa
from alembic import op

import shouwang.database

revision = "0027"
down_revision = "0026"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Says of a person into whom she was merged, and makes the table of merges."""

    op.add_column("person", sa.Column("merged_into", sa.String(), nullable=True))
    op.create_index(op.f("ix_person_merged_into"), "person", ["merged_into"], unique=False)
    op.create_table(
        "person_merge",
        *(sa.Column(name, sa.String(), nullable=False) for name in ("id", "township", "kept", "gone")),
        sa.Column("at", shouwang.database.Moment(timezone=True), nullable=False),
        *(sa.Column(name, sa.String(), nullable=False) for name in ("by", "by_name")),
        sa.Column("moves", sa.JSON(), nullable=False),
        sa.Column("undone_at", shouwang.database.Moment(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["township"], ["place.code"], name=op.f("fk_person_merge_township")),
        *(
            sa.ForeignKeyConstraint([name], ["person.id"], name=op.f(f"fk_person_merge_{name}"))
            for name in ("kept", "gone")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_person_merge")),
    )
    for name in ("township", "kept", "gone"):
        op.create_index(op.f(f"ix_person_merge_{name}"), "person_merge", [name], unique=False)


def downgrade() -> None:
    """Takes them back."""

    op.drop_table("person_merge")
    op.drop_index(op.f("ix_person_merged_into"), table_name="person")
    op.drop_column("person", "merged_into")
