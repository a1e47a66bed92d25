"""What a row needs to travel to phones: a kind, a bucket, a version and a shape."""

from typing import ClassVar

from pydantic import BaseModel
from sqlmodel import Field, SQLModel

COUNTY_BUCKET = "c"
"""What everybody has: policies, forms, extra duties, the county's keys. It names nobody."""


class SyncedRow(SQLModel):
    """A business row that phones may hold. It is written by `shouwang.sync.write.write` and by nothing else."""

    sync_kind: ClassVar[str]

    id: str = Field(primary_key=True)
    version: int = 0

    def bucket(self) -> str:
        """The bucket whose readers may see the row as it stands."""
        raise NotImplementedError

    def shape(self) -> BaseModel:
        """What these readers see: all of it, and nothing else."""
        raise NotImplementedError
