"""Which policy a county follows, and since when."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON
from sqlmodel import Field, SQLModel

from shouwang.database import Moment
from shouwang.sync.synced import SyncedRow


class AdoptedPolicyShape(SQLModel):
    """An adopted policy as a phone sees it."""

    id: str
    pack: str
    version: int
    valid_from: date
    valid_to: date | None
    body: dict[str, Any]


class AdoptedPolicy(SyncedRow, table=True):
    """A pack that the county follows from a day on; nothing is owed before. `body` is the pack, frozen as adopted."""

    __tablename__ = "adopted_policy"
    sync_kind = "policy"

    id: str = Field(primary_key=True)
    county: str = Field(index=True)
    pack: str
    pack_version: int = 1
    valid_from: date
    valid_to: date | None = None
    adopted_at: datetime = Field(sa_type=Moment)
    body: dict[str, Any] = Field(sa_type=JSON)

    def bucket(self) -> str:
        """The county's bucket, which everybody has."""
        return "c"

    def shape(self) -> AdoptedPolicyShape:
        """The pack and its dates."""
        return AdoptedPolicyShape(
            id=self.id,
            pack=self.pack,
            version=self.pack_version,
            valid_from=self.valid_from,
            valid_to=self.valid_to,
            body=self.body,
        )
