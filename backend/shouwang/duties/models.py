"""Which policies a county follows, and what it raised for a time."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON
from sqlmodel import Field, SQLModel

from shouwang.database import Moment
from shouwang.duties.words import ExtraReason
from shouwang.sync.synced import COUNTY_BUCKET, SyncedRow


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
        return COUNTY_BUCKET

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


class ExtraDutyShape(SQLModel):
    """An extra duty as a phone sees it."""

    id: str
    place: str
    title: str
    reason: ExtraReason
    valid_from: date
    valid_to: date
    population: dict[str, Any]
    raised_by_name: str
    raised_at: datetime
    ended_at: datetime | None


class ExtraDuty(SyncedRow, table=True):
    """One visit to each person of a population of a place within some days: heat, cold, a festival.

    `population` is in the form of a pack. It is never edited: it runs out, or is ended, and then owes nothing more.
    """

    __tablename__ = "extra_duty"
    sync_kind = "extra_duty"

    id: str = Field(primary_key=True)
    place: str = Field(foreign_key="place.code", index=True)
    title: str
    reason: str
    valid_from: date
    valid_to: date
    population: dict[str, Any] = Field(default_factory=dict, sa_type=JSON)
    raised_by: str
    raised_by_name: str
    raised_at: datetime = Field(sa_type=Moment)
    ended_at: datetime | None = Field(default=None, sa_type=Moment)

    def bucket(self) -> str:
        """The county's bucket: it names no person."""
        return COUNTY_BUCKET

    def shape(self) -> ExtraDutyShape:
        """All of it but who raised it by id."""
        return ExtraDutyShape.model_validate(self, from_attributes=True)
