"""Agreements. One is never edited: it ends, or it is voided and another one is signed."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON
from sqlmodel import Field, SQLModel

from shouwang.agreements.words import AgreementKind, EndReason
from shouwang.database import Moment
from shouwang.sealed_columns import sealed_json, sealed_text
from shouwang.sync.synced import SyncedRow


class AgreementShape(SQLModel):
    """An agreement as phones see it: of what kind, from when to when, what for. No name, no number, no picture."""

    id: str
    person: str
    kind: AgreementKind
    services: list[str]
    signed_on: date
    valid_from: date
    valid_to: date | None
    renews: str | None
    ended_on: date | None
    end_reason: EndReason | None
    voided: bool


class Agreement(SyncedRow, table=True):
    """What somebody signed. `person` is none of one between institutions; `parties` are `{role, name}`; `renews` is the
    one that it follows; `record` the record that its pictures hang on. `ended_on` is the last day on which one holds
    that ended early.
    """

    sync_kind = "agreement"

    id: str = Field(primary_key=True)
    kind: str
    person: str | None = Field(default=None, foreign_key="person.id", index=True)
    township: str = Field(index=True)
    number: str | None = None
    parties: list[dict[str, Any]] = Field(default_factory=list, sa_type=sealed_json("agreement.parties"))
    services: list[str] = Field(default_factory=list, sa_type=JSON)
    signed_on: date
    valid_from: date
    valid_to: date | None = None
    renews: str | None = None
    note: str | None = Field(default=None, sa_type=sealed_text("agreement.note"))
    record: str
    author: str
    author_name: str
    recorded_at: datetime = Field(sa_type=Moment)
    ended_on: date | None = None
    end_reason: str | None = None
    end_note: str | None = Field(default=None, sa_type=sealed_text("agreement.end_note"))
    ended_by_name: str | None = None
    ended_at: datetime | None = Field(default=None, sa_type=Moment)
    void_reason: str | None = None
    void_note: str | None = Field(default=None, sa_type=sealed_text("agreement.void_note"))
    voided_by_name: str | None = None
    voided_at: datetime | None = Field(default=None, sa_type=Moment)

    @property
    def voided(self) -> bool:
        """Whether it is as if it had never been signed."""
        return self.voided_at is not None

    def bucket(self) -> str:
        """Her agreements, apart from her file; one between institutions is on no phone."""
        return f"d:{self.person}" if self.person else f"s:{self.township}"

    def shape(self) -> AgreementShape:
        """What phones see."""
        return AgreementShape.model_validate({**vars(self), "person": self.person or "", "voided": self.voided})
