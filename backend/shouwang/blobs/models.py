"""Pictures by the hash of their bytes, and what refers to each."""

from datetime import datetime
from enum import StrEnum

from sqlmodel import Field, SQLModel

from shouwang.database import Moment


class BlobState(StrEnum):
    """Whether the bytes are here."""

    EXPECTED = "expected"
    WHOLE = "whole"
    REMOVED = "removed"
    """They were here, and were taken away when their time was over."""


class Blob(SQLModel, table=True):
    """Bytes that something refers to. How many of them are here, the store knows."""

    sha256: str = Field(primary_key=True)
    size: int
    state: str = BlobState.EXPECTED
    expected_at: datetime = Field(sa_type=Moment)


class BlobRef(SQLModel, table=True):
    """A row refers to bytes: whoever may see `file` (`p:{person}`, `u:{user}`, `t:{township}`) may see them."""

    __tablename__ = "blob_ref"

    sha256: str = Field(primary_key=True, foreign_key="blob.sha256")
    kind: str = Field(primary_key=True)
    id: str = Field(primary_key=True)
    file: str
