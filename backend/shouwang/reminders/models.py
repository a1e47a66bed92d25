"""Urgings by an office, and the reminders that go out by themselves: channels, whom they reach, what was sent."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, UniqueConstraint
from sqlmodel import Field, SQLModel

from shouwang.database import Moment
from shouwang.reminders.words import EscalationState, Language, State
from shouwang.sealed_columns import sealed_json, sealed_text


class Urging(SQLModel, table=True):
    """Who urged which worker, when and how, about which people. A note for colleagues: it is never a reproach.

    It keeps as well who was shown the worker's telephone. One that was made by mistake is undone, not deleted.
    """

    id: str = Field(primary_key=True)
    township: str = Field(foreign_key="place.code", index=True)
    user: str = Field(foreign_key="user_account.id", index=True)
    people: list[str] = Field(sa_type=JSON)
    how: str
    day: date = Field(index=True)
    at: datetime = Field(sa_type=Moment)
    by: str
    by_name: str
    undone_at: datetime | None = Field(default=None, sa_type=Moment)

    def line(self) -> dict[str, Any]:
        """What colleagues see of it."""
        return {"id": self.id, "user": self.user, "how": self.how, "at": self.at, "by_name": self.by_name}


class Channel(SQLModel, table=True):
    """A road by which reminders leave: a robot of a place's group, or a gateway that reaches persons one by one.

    `config` holds addresses and secrets. Until a test message was confirmed by its `code`, nothing else goes out by it.
    `free_at` is from when on it may be used again: that is its rate limit, for all processes together.
    """

    __tablename__ = "reminder_channel"

    id: str = Field(primary_key=True)
    kind: str
    place: str = Field(index=True)
    name: str
    digest: str | None = None
    config: dict[str, Any] = Field(sa_type=sealed_json("reminder_channel.config"))
    made_at: datetime = Field(sa_type=Moment)
    made_by: str | None = None
    made_by_name: str | None = None
    ended_at: datetime | None = Field(default=None, sa_type=Moment)
    code: str | None = None
    code_at: datetime | None = Field(default=None, sa_type=Moment)
    code_tries: int = 0
    confirmed_at: datetime | None = Field(default=None, sa_type=Moment)
    free_at: datetime | None = Field(default=None, sa_type=Moment)
    success_at: datetime | None = Field(default=None, sa_type=Moment)
    failure_at: datetime | None = Field(default=None, sa_type=Moment)
    failure: str | None = None


class Subscription(SQLModel, table=True):
    """A browser that takes web push. `id` is the hash of its address; it is confirmed when a test came through."""

    __tablename__ = "push_subscription"

    id: str = Field(primary_key=True)
    user: str = Field(foreign_key="user_account.id", index=True)
    device: str = Field(foreign_key="device.id", index=True)
    target: dict[str, str] = Field(sa_type=sealed_json("push_subscription.target"))
    made_at: datetime = Field(sa_type=Moment)
    code_hash: str = Field(index=True)
    confirmed_at: datetime | None = Field(default=None, sa_type=Moment)


class Wish(SQLModel, table=True):
    """How somebody wants to be reminded; who has said nothing is reminded by every channel that reaches her.

    `language` is that of her pages, as they have told it last.
    """

    __tablename__ = "reminder_wish"

    user: str = Field(primary_key=True, foreign_key="user_account.id")
    digests: bool = True
    without: list[str] = Field(default_factory=list, sa_type=JSON)
    email: str | None = Field(default=None, sa_type=sealed_text("reminder_wish.email"))
    language: str = Language.ZH
    changed_at: datetime = Field(sa_type=Moment)


class Planned(SQLModel, table=True):
    """That the digests of a township were composed for a day: once, whoever comes first."""

    __tablename__ = "reminder_planned"

    kind: str = Field(primary_key=True)
    place: str = Field(primary_key=True)
    day: date = Field(primary_key=True)
    at: datetime = Field(sa_type=Moment)


class Reminder(SQLModel, table=True):
    """One message to one recipient by one channel. `counts` are all that it says; `about` is `digest` or a cause.

    `recipient` is a user, or the place of a group. The four of the key are its promise: nobody hears a thing twice.
    """

    __table_args__ = (UniqueConstraint("recipient", "channel", "day", "about"),)

    id: str = Field(primary_key=True)
    recipient: str = Field(index=True)
    channel: str = Field(foreign_key="reminder_channel.id", index=True)
    day: date = Field(index=True)
    about: str
    kind: str
    place: str = Field(index=True)
    counts: dict[str, Any] = Field(sa_type=JSON)
    state: str = Field(default=State.WAITING, index=True)
    tries: int = 0
    next_at: datetime = Field(sa_type=Moment)
    claimed_at: datetime | None = Field(default=None, sa_type=Moment)
    ended_at: datetime | None = Field(default=None, sa_type=Moment)
    why: str | None = None
    reply_hash: str | None = Field(default=None, unique=True)
    seen_at: datetime | None = Field(default=None, sa_type=Moment)
    on_my_way_at: datetime | None = Field(default=None, sa_type=Moment)


class Feed(SQLModel, table=True):
    """A secret address at which a calendar asks how many visits are due. One at a time for each user."""

    __tablename__ = "calendar_feed"

    secret_hash: str = Field(primary_key=True)
    user: str = Field(foreign_key="user_account.id", index=True)
    made_at: datetime = Field(sa_type=Moment)
    revoked_at: datetime | None = Field(default=None, sa_type=Moment)
    asked_at: datetime | None = Field(default=None, sa_type=Moment)


class Escalation(SQLModel, table=True):
    """Somebody's visit is overdue and nobody has come: who is asked, one after the other."""

    __table_args__ = (UniqueConstraint("person", "began_on"),)

    id: str = Field(primary_key=True)
    person: str = Field(foreign_key="person.id", index=True)
    township: str = Field(index=True)
    began_on: date
    state: str = EscalationState.RUNNING
    stopped_at: datetime | None = Field(default=None, sa_type=Moment)
    stopped_by: str | None = None
    stopped_by_name: str | None = None
    reason: str | None = Field(default=None, sa_type=sealed_text("escalation.reason"))
    over_on: date | None = None


class EscalationStep(SQLModel, table=True):
    """From a day on it is this one's turn: a user, or the township's office, where `user` is null."""

    __tablename__ = "escalation_step"

    escalation: str = Field(primary_key=True, foreign_key="escalation.id")
    number: int = Field(primary_key=True)
    to: str
    user: str | None = Field(default=None, foreign_key="user_account.id", index=True)
    day: date
