"""Keep agreements."""

import sqlalchemy as sa
from alembic import op

import shouwang.database

revision = "0049"
down_revision = "0048"
branch_labels = None
depends_on = None

WORDS = ("kind", "township", "record", "author", "author_name")
PERHAPS = ("person", "number", "renews", "end_reason", "ended_by_name", "void_reason", "voided_by_name")


def upgrade() -> None:
    """What was signed by whom, and for how long it holds."""
    moment = shouwang.database.Moment(timezone=True)
    op.create_table(
        "agreement",
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        *(sa.Column(name, sa.String(), nullable=False) for name in WORDS),
        *(sa.Column(name, sa.String(), nullable=True) for name in PERHAPS),
        sa.Column("parties", sa.LargeBinary(), nullable=False),
        sa.Column("services", sa.JSON(), nullable=False),
        *(sa.Column(name, sa.Date(), nullable=False) for name in ("signed_on", "valid_from")),
        *(sa.Column(name, sa.Date(), nullable=True) for name in ("valid_to", "ended_on")),
        *(sa.Column(name, sa.LargeBinary(), nullable=True) for name in ("note", "end_note", "void_note")),
        sa.Column("recorded_at", moment, nullable=False),
        *(sa.Column(name, moment, nullable=True) for name in ("ended_at", "voided_at")),
        sa.ForeignKeyConstraint(["person"], ["person.id"], name=op.f("fk_agreement_person_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agreement")),
    )
    for name in ("person", "township"):
        op.create_index(op.f(f"ix_agreement_{name}"), "agreement", [name], unique=False)


def downgrade() -> None:
    """Without them."""
    op.drop_table("agreement")
