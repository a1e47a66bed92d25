"""Pictures by the hash of their bytes, what refers to each, and who is asked to send one again."""

from datetime import datetime
from enum import StrEnum

from sqlmodel import Field, SQLModel

from shouwang.database import Moment
from shouwang.sync.synced import SyncedRow


class BlobState(StrEnum):
    """Whether the bytes are here."""

    EXPECTED = "expected"
    WHOLE = "whole"
    REMOVED = "removed"
    """They were here, and were taken away when their time was over."""
    GIVEN_UP = "given_up"
    """An office waits for them no longer. Should they come all the same, they are taken in."""


class Blob(SQLModel, table=True):
    """Bytes that something refers to. How many of them are here, the store knows.

    Since `lost_at` it is known that they were here and are not any more.
    """

    sha256: str = Field(primary_key=True)
    size: int
    state: str = BlobState.EXPECTED
    expected_at: datetime = Field(sa_type=Moment)
    lost_at: datetime | None = Field(default=None, sa_type=Moment)


class BlobRef(SQLModel, table=True):
    """A row refers to bytes: whoever may see `file` (`p:{person}`, `u:{user}`, `t:{township}`) may see them."""

    __tablename__ = "blob_ref"

    sha256: str = Field(primary_key=True, foreign_key="blob.sha256")
    kind: str = Field(primary_key=True)
    id: str = Field(primary_key=True)
    file: str


class WantedBlobShape(SQLModel):
    """Bytes that are to be sent again by whoever still has them."""

    id: str
    sha256: str
    asked_at: datetime


class WantedBlob(SyncedRow, table=True):
    """The author of a record is asked to send bytes again that her phone may have kept (docs/decisions/0136)."""

    __tablename__ = "wanted_blob"
    sync_kind = "wanted_blob"

    id: str = Field(primary_key=True)
    sha256: str = Field(foreign_key="blob.sha256", index=True)
    user: str
    asked_at: datetime = Field(sa_type=Moment)

    def bucket(self) -> str:
        """The author's own: all her phones are asked."""
        return f"u:{self.user}"

    def shape(self) -> WantedBlobShape:
        """All but the reader."""
        return WantedBlobShape.model_validate(self, from_attributes=True)
