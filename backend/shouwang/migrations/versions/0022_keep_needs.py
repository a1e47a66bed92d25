"""Keep needs."""

import sqlalchemy as sa
from alembic import op

import shouwang.database

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None


def _moment(name: str, *, nullable: bool = False) -> sa.Column[object]:
    return sa.Column(name, shouwang.database.Moment(timezone=True), nullable=nullable)


def _texts(*names: str, nullable: bool) -> list[sa.Column[str]]:
    return [sa.Column(name, sa.String(), nullable=nullable) for name in names]


def upgrade() -> None:
    """Makes the tables of needs and of what offices did with them."""

    op.create_table(
        "need",
        *_texts("id", "person", "township", "kind", "author", "author_name", "status", nullable=False),
        *_texts("record", "mutation", "taken_by", "taken_by_name", "outcome", "closed_by_name", nullable=True),
        sa.Column("urgent", sa.Boolean(), nullable=False),
        sa.Column("note", sa.LargeBinary(), nullable=True),
        sa.Column("outcome_note", sa.LargeBinary(), nullable=True),
        _moment("raised_at"),
        _moment("received_at"),
        *(_moment(name, nullable=True) for name in ("due_at", "taken_at", "closed_at")),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["person"], ["person.id"], name=op.f("fk_need_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_need")),
    )
    op.create_index(op.f("ix_need_person"), "need", ["person"], unique=False)
    op.create_index(op.f("ix_need_township"), "need", ["township"], unique=False)
    op.create_table(
        "need_step",
        *_texts("id", "need", "by", "by_name", "what", nullable=False),
        _moment("at"),
        sa.Column("words", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(["need"], ["need.id"], name=op.f("fk_need_step_need")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_need_step")),
    )
    op.create_index(op.f("ix_need_step_need"), "need_step", ["need"], unique=False)


def downgrade() -> None:
    """Takes them back."""

    op.drop_table("need_step")
    op.drop_table("need")
