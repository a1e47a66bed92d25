"""Enter from paper."""

import sqlalchemy as sa
from alembic import op

import shouwang.database

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Makes the table of sheets, and room for whose visit a record of one was."""

    op.create_table(
        "paper_sheet",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("worker", sa.String(), nullable=False),
        sa.Column("entered_by", sa.String(), nullable=False),
        sa.Column("entered_by_name", sa.String(), nullable=False),
        sa.Column("entered_at", shouwang.database.Moment(timezone=True), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("note", sa.String(), nullable=True),
        sa.Column("picture", sa.String(), nullable=True),
        sa.Column("records", sa.JSON(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["worker"], ["user_account.id"], name=op.f("fk_paper_sheet_worker")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_paper_sheet")),
    )
    op.create_index(op.f("ix_paper_sheet_worker"), "paper_sheet", ["worker"], unique=False)
    for name in ("sheet", "on_behalf_of", "on_behalf_of_name"):
        op.add_column("record", sa.Column(name, sa.String(), nullable=True))


def downgrade() -> None:
    """Takes them back; what was entered from paper stays as its author's."""

    with op.batch_alter_table("record", schema=None) as batch_op:
        for name in ("on_behalf_of_name", "on_behalf_of", "sheet"):
            batch_op.drop_column(name)
    op.drop_table("paper_sheet")
