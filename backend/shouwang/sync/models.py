"""The buckets in which rows travel, and the journal of what phones sent."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON
from sqlmodel import Field, Index, SQLModel, UniqueConstraint

from shouwang.database import Moment
from shouwang.sealed_columns import sealed_text
from shouwang.sync.synced import COUNTY_BUCKET, SyncedRow

CONFIDENTIAL = frozenset({"concern.create"})
"""Operations of which nobody but an office hears, whatever becomes of them."""


class Meta(SQLModel, table=True):
    """Facts about this database: the epoch, a random id that a restore replaces."""

    key: str = Field(primary_key=True)
    value: str


class Bucket(SQLModel, table=True):
    """A counter per file: the unit of order, locking and access."""

    key: str = Field(primary_key=True)
    rev: int


class SyncRow(SQLModel, table=True):
    """The newest seq of each row in each bucket that it is or was in."""

    __tablename__ = "sync_row"
    __table_args__ = (UniqueConstraint("bucket", "seq"), Index("ix_sync_row_kind_id", "kind", "id"))

    bucket: str = Field(primary_key=True)
    kind: str = Field(primary_key=True)
    id: str = Field(primary_key=True)
    seq: int
    version: int
    deleted: bool = False


class RowVersion(SQLModel, table=True):
    """Every version that a row ever had, as its readers saw it. Append only."""

    __tablename__ = "row_version"

    kind: str = Field(primary_key=True)
    id: str = Field(primary_key=True)
    version: int = Field(primary_key=True)
    mutation: str | None = None
    at: datetime = Field(sa_type=Moment)
    by: str | None = None
    body: str = Field(sa_type=sealed_text("row_version.body"))


class Mutation(SQLModel, table=True):
    """The journal: each envelope as it came, and what became of it. Append only but for its status."""

    id: str = Field(primary_key=True)
    user: str = Field(index=True)
    device: str
    n: int | None = None
    op: str | None = None
    schema_version: int | None = None
    received_at: datetime = Field(sa_type=Moment)
    envelope: str = Field(sa_type=sealed_text("mutation.envelope"))
    status: str
    code: str | None = Field(default=None, index=True)
    result: dict[str, Any] | None = Field(default=None, sa_type=JSON)


class CountyKeyShape(SQLModel):
    """A key of the county as a phone sees it: it seals to the one with the highest number."""

    id: str
    number: int
    public: str


class PublicKey(SyncedRow, table=True):
    """The public half of a key pair of the county, a point of 65 bytes in base64; the private half is not in here."""

    __tablename__ = "county_key"
    sync_kind = "county_key"

    id: str = Field(primary_key=True)
    number: int
    public: str

    def bucket(self) -> str:
        """The county's bucket, which everybody has."""
        return COUNTY_BUCKET

    def shape(self) -> CountyKeyShape:
        """All of it."""
        return CountyKeyShape.model_validate(self, from_attributes=True)


class IssueShape(SQLModel):
    """A parked item as its author sees it."""

    id: str
    mutation: str
    code: str
    op: str | None
    person: str | None
    created_at: datetime
    resolved_at: datetime | None
    resolution: str | None
    note: str | None


class Issue(SyncedRow, table=True):
    """Something parked that a person must look at: its author on the phone, the township at the desk.

    `waits_for` is the id that was missing, `resolved_by` the user who settled it (null: the server, by itself).
    """

    sync_kind = "issue"

    id: str = Field(primary_key=True)
    mutation: str = Field(foreign_key="mutation.id", unique=True)
    user: str
    township: str = Field(index=True)
    code: str
    op: str | None = None
    person: str | None = None
    created_at: datetime = Field(sa_type=Moment)
    resolved_at: datetime | None = Field(default=None, sa_type=Moment)
    resolution: str | None = None
    resolved_by: str | None = None
    note: str | None = Field(default=None, sa_type=sealed_text("issue.note"))
    waits_for: str | None = Field(default=None, index=True)

    def bucket(self) -> str:
        """Its author's own bucket; of what was said in confidence the office's, for others may hold her phone."""
        return f"s:{self.township}" if self.op in CONFIDENTIAL else f"u:{self.user}"

    def shape(self) -> IssueShape:
        """The issue without the place."""
        return IssueShape.model_validate(self, from_attributes=True)


class ConflictShape(SQLModel):
    """Two values of one field of a person, as the author of the second one and the township see them.

    Without `mutation` the second one is a roster's.
    """

    id: str
    person: str
    field: str
    kept: str | None
    other: str | None
    mutation: str | None
    author: str | None
    created_at: datetime
    settled_at: datetime | None
    settled_by: str | None
    choice: str | None


class Conflict(SyncedRow, table=True):
    """A field had changed from the value that its author saw: what stood was kept, and the other waits for a person.

    Without `mutation` a roster said the other value, and `author` is who took it in (null: the command).
    """

    sync_kind = "conflict"

    id: str = Field(primary_key=True)
    person: str = Field(foreign_key="person.id", index=True)
    field: str
    kept: str | None = Field(default=None, sa_type=sealed_text("conflict.kept"))
    other: str | None = Field(default=None, sa_type=sealed_text("conflict.other"))
    mutation: str | None = Field(default=None, foreign_key="mutation.id")
    author: str | None = None
    created_at: datetime = Field(sa_type=Moment)
    settled_at: datetime | None = Field(default=None, sa_type=Moment)
    settled_by: str | None = None
    choice: str | None = None

    def bucket(self) -> str:
        """The person's file, which goes with the care for her; a roster's is the office's, which no phone has."""
        return f"p:{self.person}" if self.mutation else f"s:{self.person}"

    def shape(self) -> ConflictShape:
        """All of it."""
        return ConflictShape.model_validate(self, from_attributes=True)
