"""What the field writes. Append only: an amendment is a new row."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON
from sqlmodel import Field, Index, SQLModel

from shouwang.database import Moment
from shouwang.duties.words import Mode, RecordKind, RecordStatus
from shouwang.sync.synced import SyncedRow


class RecordShape(SQLModel):
    """A record as a phone sees it."""

    id: str
    kind: RecordKind
    subject: str
    mode: Mode | None
    role: str | None
    start: datetime
    end: datetime | None
    service_date: date
    received_at: datetime
    status: RecordStatus
    value: float | None
    beneficiaries: int | None
    author: str
    author_name: str
    trip: str | None
    form: str
    form_version: int
    answers: dict[str, Any]
    note: str | None
    reason: str | None
    flags: list[str]


class Record(SyncedRow, table=True):
    """One thing done for one subject: a person, a household or a township.

    `service_date` is the local day of the corrected start and never moves with the day of receipt. `captured_at` is
    the best knowledge of when it was written down (sync §7); the raw clock stays in the journal's envelope. `file` is
    the person in whose file the record of a household is kept: who was its first person then.
    """

    sync_kind = "record"
    __table_args__ = (
        # All that the engine counts by (`ledger.queries.AS_COUNTED`): a year is counted without reading the rows.
        Index(
            "ix_record_as_counted",
            *("subject", "service_date", "kind", "status", "mode", "role", "minutes", "value", "beneficiaries"),
        ),
        Index("ix_record_township_service_date", "township", "service_date"),
    )

    id: str = Field(primary_key=True)
    kind: str
    subject: str
    subject_kind: str = "person"
    file: str | None = None
    township: str
    mode: str | None = None
    role: str | None = None
    start: datetime = Field(sa_type=Moment)
    end: datetime | None = Field(default=None, sa_type=Moment)
    minutes: float | None = None
    service_date: date
    captured_at: datetime = Field(sa_type=Moment)
    received_at: datetime = Field(sa_type=Moment)
    status: str = "valid"
    value: float | None = None
    beneficiaries: int | None = None
    author: str
    author_name: str
    device: str | None = None
    mutation: str | None = None
    trip: str | None = None
    form: str
    form_version: int = 1
    answers: dict[str, Any] = Field(default_factory=dict, sa_type=JSON)
    note: str | None = None
    reason: str | None = None
    flags: list[str] = Field(default_factory=list, sa_type=JSON)

    def bucket(self) -> str:
        """The year of the file in which the record counts."""
        prefix = "t" if self.subject_kind == "township" else "p"
        return f"{prefix}:{self.file or self.subject}:{self.service_date.year}"

    def shape(self) -> RecordShape:
        """The record without its device and journal entry."""
        # Records come by the thousand, and reading the attributes of one takes as long as storing it.
        return RecordShape.model_validate(vars(self))
