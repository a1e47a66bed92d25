"""Cover for another."""

import sqlalchemy as sa
from alembic import op

import shouwang.database

revision = "0034"
down_revision = "0033"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Makes the tables of covers and of phones' keys, and lets an assignment say by which cover it is."""

    moment = shouwang.database.Moment(timezone=True)
    op.create_table(
        "device_key",
        *(sa.Column(name, sa.String(), nullable=False) for name in ("id", "device", "user", "public")),
        sa.Column("told_at", moment, nullable=False),
        sa.ForeignKeyConstraint(["device"], ["device.id"], name=op.f("fk_device_key_device")),
        sa.ForeignKeyConstraint(["user"], ["user_account.id"], name=op.f("fk_device_key_user")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_device_key")),
    )
    for name in ("device", "user"):
        op.create_index(op.f(f"ix_device_key_{name}"), "device_key", [name], unique=False)
    op.create_table(
        "cover",
        *(sa.Column(name, sa.String(), nullable=False) for name in ("id", "township", "giver", "giver_name")),
        *(sa.Column(name, sa.String(), nullable=True) for name in ("taker", "taker_name")),
        sa.Column("people", sa.JSON(), nullable=False),
        *(sa.Column(name, sa.Date(), nullable=False) for name in ("first_day", "last_day")),
        sa.Column("digest", sa.String(), nullable=False),
        *(sa.Column(name, moment, nullable=True) for name in ("offered_at", "taken_at", "ended_at")),
        sa.Column("ended_on", sa.Date(), nullable=True),
        *(sa.Column(name, sa.String(), nullable=True) for name in ("ended_by", "ended_by_name")),
        sa.ForeignKeyConstraint(["township"], ["place.code"], name=op.f("fk_cover_township")),
        sa.ForeignKeyConstraint(["giver"], ["user_account.id"], name=op.f("fk_cover_giver")),
        sa.ForeignKeyConstraint(["taker"], ["user_account.id"], name=op.f("fk_cover_taker")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_cover")),
    )
    for name in ("township", "giver", "taker"):
        op.create_index(op.f(f"ix_cover_{name}"), "cover", [name], unique=False)
    with op.batch_alter_table("assignment") as assignment:
        assignment.add_column(sa.Column("cover", sa.String(), nullable=True))
        assignment.add_column(sa.Column("instead_of", sa.String(), nullable=True))
        assignment.create_index(op.f("ix_assignment_cover"), ["cover"], unique=False)


def downgrade() -> None:
    """Takes them back: whoever stands in goes on as one who cares."""

    with op.batch_alter_table("assignment") as assignment:
        assignment.drop_index(op.f("ix_assignment_cover"))
        assignment.drop_column("instead_of")
        assignment.drop_column("cover")
    op.drop_table("cover")
    op.drop_table("device_key")
