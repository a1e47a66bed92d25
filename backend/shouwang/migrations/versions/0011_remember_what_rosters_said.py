"""Remember what rosters said."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Makes the table of what rosters said, and room for conflicts that no phone brought."""

    op.create_table(
        "roster_said",
        sa.Column("person", sa.String(), nullable=False),
        sa.Column("texts", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["person"], ["person.id"], name=op.f("fk_roster_said_person")),
        sa.PrimaryKeyConstraint("person", name=op.f("pk_roster_said")),
    )
    with op.batch_alter_table("conflict", schema=None) as batch_op:
        for name in ("mutation", "author"):
            batch_op.alter_column(name, existing_type=sa.String(), nullable=True)


def downgrade() -> None:
    """Takes them back, and with them the conflicts that rosters opened."""

    op.execute("DELETE FROM conflict WHERE mutation IS NULL")
    with op.batch_alter_table("conflict", schema=None) as batch_op:
        for name in ("mutation", "author"):
            batch_op.alter_column(name, existing_type=sa.String(), nullable=False)
    op.drop_table("roster_said")
