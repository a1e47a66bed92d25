"""Remind."""

import sqlalchemy as sa
from alembic import op

import shouwang.database

revision = "0041"
down_revision = "0040"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Makes the tables of channels, of what goes out by them, and of escalations."""

    moment = shouwang.database.Moment(timezone=True)
    _channels(moment)
    _reminders(moment)
    _escalations()


def _channels(moment: shouwang.database.Moment) -> None:
    op.create_table(
        "reminder_channel",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("place", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("digest", sa.String(), nullable=True),
        sa.Column("config", sa.LargeBinary(), nullable=False),
        sa.Column("made_at", moment, nullable=False),
        sa.Column("made_by", sa.String(), nullable=True),
        sa.Column("made_by_name", sa.String(), nullable=True),
        sa.Column("ended_at", moment, nullable=True),
        sa.Column("code", sa.String(), nullable=True),
        sa.Column("code_at", moment, nullable=True),
        sa.Column("code_tries", sa.Integer(), nullable=False),
        sa.Column("confirmed_at", moment, nullable=True),
        sa.Column("free_at", moment, nullable=True),
        sa.Column("success_at", moment, nullable=True),
        sa.Column("failure_at", moment, nullable=True),
        sa.Column("failure", sa.String(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reminder_channel")),
    )
    op.create_index(op.f("ix_reminder_channel_place"), "reminder_channel", ["place"], unique=False)
    op.create_table(
        "push_subscription",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("user", sa.String(), nullable=False),
        sa.Column("device", sa.String(), nullable=False),
        sa.Column("target", sa.LargeBinary(), nullable=False),
        sa.Column("made_at", moment, nullable=False),
        sa.Column("code_hash", sa.String(), nullable=False),
        sa.Column("confirmed_at", moment, nullable=True),
        sa.ForeignKeyConstraint(["device"], ["device.id"], name=op.f("fk_push_subscription_device")),
        sa.ForeignKeyConstraint(["user"], ["user_account.id"], name=op.f("fk_push_subscription_user")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_push_subscription")),
    )
    op.create_index(op.f("ix_push_subscription_code_hash"), "push_subscription", ["code_hash"], unique=False)
    op.create_index(op.f("ix_push_subscription_device"), "push_subscription", ["device"], unique=False)
    op.create_index(op.f("ix_push_subscription_user"), "push_subscription", ["user"], unique=False)
    op.create_table(
        "reminder_wish",
        sa.Column("user", sa.String(), nullable=False),
        sa.Column("digests", sa.Boolean(), nullable=False),
        sa.Column("without", sa.JSON(), nullable=False),
        sa.Column("email", sa.LargeBinary(), nullable=True),
        sa.Column("changed_at", moment, nullable=False),
        sa.ForeignKeyConstraint(["user"], ["user_account.id"], name=op.f("fk_reminder_wish_user")),
        sa.PrimaryKeyConstraint("user", name=op.f("pk_reminder_wish")),
    )
    op.create_table(
        "calendar_feed",
        sa.Column("secret_hash", sa.String(), nullable=False),
        sa.Column("user", sa.String(), nullable=False),
        sa.Column("made_at", moment, nullable=False),
        sa.Column("revoked_at", moment, nullable=True),
        sa.Column("asked_at", moment, nullable=True),
        sa.ForeignKeyConstraint(["user"], ["user_account.id"], name=op.f("fk_calendar_feed_user")),
        sa.PrimaryKeyConstraint("secret_hash", name=op.f("pk_calendar_feed")),
    )
    op.create_index(op.f("ix_calendar_feed_user"), "calendar_feed", ["user"], unique=False)


def _reminders(moment: shouwang.database.Moment) -> None:
    op.create_table(
        "reminder_planned",
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("place", sa.String(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("at", moment, nullable=False),
        sa.PrimaryKeyConstraint("kind", "place", "day", name=op.f("pk_reminder_planned")),
    )
    op.create_table(
        "reminder",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("recipient", sa.String(), nullable=False),
        sa.Column("channel", sa.String(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("about", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("place", sa.String(), nullable=False),
        sa.Column("counts", sa.JSON(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("next_at", moment, nullable=False),
        sa.Column("claimed_at", moment, nullable=True),
        sa.Column("ended_at", moment, nullable=True),
        sa.Column("why", sa.String(), nullable=True),
        sa.Column("reply_hash", sa.String(), nullable=True),
        sa.Column("seen_at", moment, nullable=True),
        sa.Column("on_my_way_at", moment, nullable=True),
        sa.ForeignKeyConstraint(["channel"], ["reminder_channel.id"], name=op.f("fk_reminder_channel")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reminder")),
        sa.UniqueConstraint(
            "recipient", "channel", "day", "about", name=op.f("uq_reminder_recipient_channel_day_about")
        ),
        sa.UniqueConstraint("reply_hash", name=op.f("uq_reminder_reply_hash")),
    )
    op.create_index(op.f("ix_reminder_channel"), "reminder", ["channel"], unique=False)
    op.create_index(op.f("ix_reminder_day"), "reminder", ["day"], unique=False)
    op.create_index(op.f("ix_reminder_place"), "reminder", ["place"], unique=False)
    op.create_index(op.f("ix_reminder_recipient"), "reminder", ["recipient"], unique=False)
    op.create_index(op.f("ix_reminder_state"), "reminder", ["state"], unique=False)


def _escalations() -> None:
    moment = shouwang.database.Moment(timezone=True)
    op.create_table(
        "escalation",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("person", sa.String(), nullable=False),
        sa.Column("township", sa.String(), nullable=False),
        sa.Column("began_on", sa.Date(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("stopped_at", moment, nullable=True),
        sa.Column("stopped_by", sa.String(), nullable=True),
        sa.Column("stopped_by_name", sa.String(), nullable=True),
        sa.Column("reason", sa.LargeBinary(), nullable=True),
        sa.Column("over_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["person"], ["person.id"], name=op.f("fk_escalation_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_escalation")),
        sa.UniqueConstraint("person", "began_on", name=op.f("uq_escalation_person_began_on")),
    )
    op.create_index(op.f("ix_escalation_person"), "escalation", ["person"], unique=False)
    op.create_index(op.f("ix_escalation_township"), "escalation", ["township"], unique=False)
    op.create_table(
        "escalation_step",
        sa.Column("escalation", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("to", sa.String(), nullable=False),
        sa.Column("user", sa.String(), nullable=True),
        sa.Column("day", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(["escalation"], ["escalation.id"], name=op.f("fk_escalation_step_escalation")),
        sa.ForeignKeyConstraint(["user"], ["user_account.id"], name=op.f("fk_escalation_step_user")),
        sa.PrimaryKeyConstraint("escalation", "number", name=op.f("pk_escalation_step")),
    )
    op.create_index(op.f("ix_escalation_step_user"), "escalation_step", ["user"], unique=False)


def downgrade() -> None:
    """Takes them back."""

    for table in (
        "escalation_step",
        "escalation",
        "reminder",
        "reminder_planned",
        "calendar_feed",
        "reminder_wish",
        "push_subscription",
        "reminder_channel",
    ):
        op.drop_table(table)
