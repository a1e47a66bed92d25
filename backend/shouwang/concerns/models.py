"""Confidential reports, and what offices did with each."""

from datetime import datetime

from sqlmodel import Field, SQLModel

from shouwang.concerns.words import ConcernKind, ConcernStatus, Outcome
from shouwang.database import Moment
from shouwang.sync.synced import SyncedRow


class ConcernShape(SQLModel):
    """A report without anybody's words or names: what its history keeps, and what no phone is ever sent."""

    id: str
    kind: ConcernKind
    person: str | None
    only_county: bool
    received_at: datetime
    status: ConcernStatus
    taken_by: str | None
    taken_at: datetime | None
    outcome: Outcome | None
    closed_at: datetime | None


class Concern(SyncedRow, table=True):
    """A worker tells the office, and nobody else, of neglect, abuse or money.

    `worker` is who it is about, where that is a user. `only_county` keeps it from the township. What was said lies in
    the journal's envelope alone, sealed as it came. `written_at` is the best knowledge of the capture.
    """

    sync_kind = "concern"

    id: str = Field(primary_key=True)
    kind: str
    person: str | None = Field(default=None, foreign_key="person.id", index=True)
    township: str = Field(index=True)
    worker: str | None = None
    only_county: bool
    author: str
    author_name: str
    mutation: str
    written_at: datetime = Field(sa_type=Moment)
    received_at: datetime = Field(sa_type=Moment)
    status: str = ConcernStatus.NEW
    taken_by: str | None = None
    taken_at: datetime | None = Field(default=None, sa_type=Moment)
    outcome: str | None = None
    closed_at: datetime | None = Field(default=None, sa_type=Moment)

    def bucket(self) -> str:
        """The office's file about the person, or of the township: no phone has one."""
        return f"s:{self.person or self.township}"

    def shape(self) -> ConcernShape:
        """Where it stands."""
        return ConcernShape.model_validate(self, from_attributes=True)


class ConcernStep(SQLModel, table=True):
    """Who of an office read a report, took it on, noted something or closed it. Append only; its words are sealed."""

    __tablename__ = "concern_step"

    id: str = Field(primary_key=True)
    concern: str = Field(foreign_key="concern.id", index=True)
    at: datetime = Field(sa_type=Moment)
    by: str
    by_name: str
    what: str
    words_sealed: bytes | None = None
