"""Activities, who signed up for them, and which townships may organise one together."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON
from sqlmodel import Field, SQLModel

from shouwang.activities.words import ActivityKind, ActivityStatus, CancelReason, Content, Solved
from shouwang.database import Moment
from shouwang.sealed_columns import sealed_text
from shouwang.sync.synced import SyncedRow


class ActivityShape(SQLModel):
    """An activity as the phones of its townships see it: the number of those whom it served, and no name of theirs."""

    id: str
    township: str
    organisers: list[str]
    organiser_names: list[str]
    kind: ActivityKind
    title: str
    day: date
    time: str
    place: str
    note: str | None
    status: ActivityStatus
    planned_by: str
    planned_by_name: str
    start: datetime | None
    end: datetime | None
    present: list[str]
    others: int
    beneficiaries: int
    content: list[Content]
    solved: list[Solved]
    pictures: int
    cancel_reason: CancelReason | None
    cancel_note: str | None


class Activity(SyncedRow, table=True):
    """What a township, alone or with others, plans to do together, and what became of it.

    `township` is whose leader or office planned it; `organisers` are the codes of all, that one first. `present` are
    the ids of users, `others` came without an account; `records` are what it came to, one for each organiser. Who was
    served, these say alone.
    """

    sync_kind = "activity"

    id: str = Field(primary_key=True)
    township: str = Field(index=True)
    organisers: list[str] = Field(sa_type=JSON)
    organiser_names: list[str] = Field(sa_type=JSON)
    kind: str
    title: str = Field(default="", sa_type=sealed_text("activity.title"))
    day: date = Field(index=True)
    time: str
    place: str = Field(default="", sa_type=sealed_text("activity.place"))
    note: str | None = Field(default=None, sa_type=sealed_text("activity.note"))
    status: str = ActivityStatus.PLANNED
    planned_by: str
    planned_by_name: str
    planned_at: datetime = Field(sa_type=Moment)
    start: datetime | None = Field(default=None, sa_type=Moment)
    end: datetime | None = Field(default=None, sa_type=Moment)
    present: list[str] = Field(default_factory=list, sa_type=JSON)
    others: int = 0
    beneficiaries: int = 0
    content: list[str] = Field(default_factory=list, sa_type=JSON)
    solved: list[str] = Field(default_factory=list, sa_type=JSON)
    pictures: int = 0
    records: list[str] = Field(default_factory=list, sa_type=JSON)
    reported_by_name: str | None = None
    reported_at: datetime | None = Field(default=None, sa_type=Moment)
    cancel_reason: str | None = None
    cancel_note: str | None = Field(default=None, sa_type=sealed_text("activity.cancel_note"))
    cancelled_by_name: str | None = None
    cancelled_at: datetime | None = Field(default=None, sa_type=Moment)

    def bucket(self) -> str:
        """Its own: the volunteers of every organiser have it, and who signed up for it."""
        return bucket_of(self.id)

    def shape(self) -> ActivityShape:
        """What its townships' phones see."""
        return ActivityShape.model_validate(self, from_attributes=True)


class ActivityOrganiser(SQLModel, table=True):
    """Which townships organise an activity: to find theirs."""

    __tablename__ = "activity_organiser"

    activity: str = Field(primary_key=True)
    township: str = Field(primary_key=True, index=True)
    day: date


class SignUpShape(SQLModel):
    """That somebody comes, or does not after all."""

    id: str
    activity: str
    user: str
    user_name: str
    going: bool


class SignUp(SyncedRow, table=True):
    """Somebody's name on the list of an activity; struck out, it stays."""

    __tablename__ = "sign_up"
    sync_kind = "sign_up"

    id: str = Field(primary_key=True)
    activity: str = Field(foreign_key="activity.id", index=True)
    user: str
    user_name: str
    going: bool
    at: datetime = Field(sa_type=Moment)

    def bucket(self) -> str:
        """With its activity."""
        return bucket_of(self.activity)

    def shape(self) -> SignUpShape:
        """All of it but the moment."""
        return SignUpShape.model_validate(self, from_attributes=True)


class OrganisersShape(SQLModel):
    """The townships of a county: `{code, name}` each."""

    id: str
    townships: list[dict[str, Any]]


class Organisers(SyncedRow, table=True):
    """The townships of a county, under its code, so that a leader can say offline with whom she plans."""

    __tablename__ = "organisers"
    sync_kind = "organisers"

    id: str = Field(primary_key=True)
    townships: list[dict[str, Any]] = Field(sa_type=JSON)

    def bucket(self) -> str:
        """The leaders' alone: nobody else plans."""
        return bucket_of(self.id)

    def shape(self) -> OrganisersShape:
        """All of it."""
        return OrganisersShape.model_validate(self, from_attributes=True)


def bucket_of(activity: str) -> str:
    """The bucket of an activity, or of a county's townships."""
    return f"v:{activity}"
