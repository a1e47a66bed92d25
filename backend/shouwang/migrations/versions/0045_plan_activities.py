"""Plan activities, and sign up for them."""

import sqlalchemy as sa
from alembic import op

import shouwang.database

revision = "0045"
down_revision = "0044"
branch_labels = None
depends_on = None

WORDS = ("id", "township", "kind", "time", "status", "planned_by", "planned_by_name")
SEALED = ("title", "place")
LISTS = ("organisers", "organiser_names", "present", "content", "solved", "records")
MAYBE = ("reported_by_name", "cancel_reason", "cancelled_by_name")
MAYBE_SEALED = ("note", "cancel_note")
MOMENTS = ("start", "end", "reported_at", "cancelled_at")


def upgrade() -> None:
    """What is planned, by which townships it is found, who signed up, and the townships of the county for leaders."""

    moment = shouwang.database.Moment(timezone=True)
    op.create_table(
        "activity",
        *(sa.Column(name, sa.String(), nullable=False) for name in WORDS),
        *(sa.Column(name, sa.LargeBinary(), nullable=False) for name in SEALED),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("planned_at", moment, nullable=False),
        *(sa.Column(name, sa.JSON(), nullable=False) for name in LISTS),
        *(sa.Column(name, sa.Integer(), nullable=False) for name in ("others", "beneficiaries", "pictures")),
        *(sa.Column(name, sa.String(), nullable=True) for name in MAYBE),
        *(sa.Column(name, sa.LargeBinary(), nullable=True) for name in MAYBE_SEALED),
        *(sa.Column(name, moment, nullable=True) for name in MOMENTS),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_activity")),
    )
    for name in ("day", "township"):
        op.create_index(op.f(f"ix_activity_{name}"), "activity", [name], unique=False)
    op.create_table(
        "activity_organiser",
        sa.Column("activity", sa.String(), nullable=False),
        sa.Column("township", sa.String(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("activity", "township", name=op.f("pk_activity_organiser")),
    )
    op.create_index(op.f("ix_activity_organiser_township"), "activity_organiser", ["township"], unique=False)
    op.create_table(
        "sign_up",
        *(sa.Column(name, sa.String(), nullable=False) for name in ("id", "activity", "user", "user_name")),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("going", sa.Boolean(), nullable=False),
        sa.Column("at", moment, nullable=False),
        sa.ForeignKeyConstraint(["activity"], ["activity.id"], name=op.f("fk_sign_up_activity")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sign_up")),
    )
    op.create_index(op.f("ix_sign_up_activity"), "sign_up", ["activity"], unique=False)
    op.create_table(
        "organisers",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("townships", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_organisers")),
    )


def downgrade() -> None:
    """Takes it all back."""

    for table in ("organisers", "sign_up", "activity_organiser", "activity"):
        op.drop_table(table)
