"""Hang cards at doors."""

import sqlalchemy as sa
from alembic import op

import shouwang.database

revision = "0028"
down_revision = "0027"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Makes the table of cards, and that of how people's files know them."""

    op.create_table(
        "door_card",
        *(sa.Column(name, sa.String(), nullable=False) for name in ("id", "township")),
        *(sa.Column(name, sa.String(), nullable=True) for name in ("household", "person")),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("token", sa.LargeBinary(), nullable=False),
        sa.Column("hash", sa.String(), nullable=False),
        sa.Column("made_at", shouwang.database.Moment(timezone=True), nullable=False),
        *(sa.Column(name, sa.String(), nullable=False) for name in ("made_by", "made_by_name")),
        sa.Column("voided_at", shouwang.database.Moment(timezone=True), nullable=True),
        *(sa.Column(name, sa.String(), nullable=True) for name in ("voided_by", "voided_by_name")),
        sa.ForeignKeyConstraint(["township"], ["place.code"], name=op.f("fk_door_card_township")),
        sa.ForeignKeyConstraint(["household"], ["household.id"], name=op.f("fk_door_card_household")),
        sa.ForeignKeyConstraint(["person"], ["person.id"], name=op.f("fk_door_card_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_door_card")),
        sa.UniqueConstraint("hash", name=op.f("uq_door_card_hash")),
        sa.UniqueConstraint("township", "number", name=op.f("uq_door_card_township_number")),
    )
    for name in ("township", "household", "person"):
        op.create_index(op.f(f"ix_door_card_{name}"), "door_card", [name], unique=False)
    op.create_table(
        "door",
        sa.Column("version", sa.Integer(), nullable=False),
        *(sa.Column(name, sa.String(), nullable=False) for name in ("id", "person", "card", "hash")),
        sa.Column("voided_at", shouwang.database.Moment(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["person"], ["person.id"], name=op.f("fk_door_person")),
        sa.ForeignKeyConstraint(["card"], ["door_card.id"], name=op.f("fk_door_card")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_door")),
    )
    for name in ("person", "card"):
        op.create_index(op.f(f"ix_door_{name}"), "door", [name], unique=False)


def downgrade() -> None:
    """Takes them back."""

    op.drop_table("door")
    op.drop_table("door_card")
