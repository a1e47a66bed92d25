"""What the field writes. Append only: an amendment is a new row. And what remains of years that are long over."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON
from sqlmodel import Field, Index, SQLModel

from shouwang.database import Moment
from shouwang.duties.words import Mode, RecordKind, RecordStatus
from shouwang.records.words import MendReason
from shouwang.sealed_columns import sealed_json, sealed_text
from shouwang.sync.synced import SyncedRow


class Voided(SQLModel):
    """Why a record no longer counts: who said so and when; `replaced_by` is the record that stands in its place."""

    reason: MendReason
    note: str | None
    at: datetime
    by: str
    by_name: str
    replaced_by: str | None


class Paper(SQLModel):
    """That a record was entered at the desk from a sheet of paper, and whose visit it was."""

    sheet: str
    on_behalf_of: str
    on_behalf_of_name: str


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
    amends: str | None
    door: str | None
    pictures: list[dict[str, Any]]
    voice: dict[str, Any] | None
    voided: Voided | None
    paper: Paper | None


class Record(SyncedRow, table=True):
    """One thing done for one subject: a person, a household or a township.

    `service_date` is the local day of the corrected start and never moves with the day of receipt. `captured_at` is
    the best knowledge of when it was written down (sync §7); the raw clock stays in the journal's envelope. `file` is
    the person in whose file the record of a household is kept: who was its first person then. `amends` names the record
    that this one stands in for. `sheet` and `on_behalf_of` are of one that was entered from paper: the author is who
    entered it, the role that of whose visit it was. No phone is told the `position`. Of a written row
    only the status and what is said of its voiding ever change.
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
    answers: dict[str, Any] = Field(default_factory=dict, sa_type=sealed_json("record.answers"))
    note: str | None = Field(default=None, sa_type=sealed_text("record.note"))
    reason: str | None = None
    flags: list[str] = Field(default_factory=list, sa_type=JSON)
    amends: str | None = None
    door: str | None = None
    position: dict[str, Any] | None = Field(default=None, sa_type=sealed_json("record.position"))
    pictures: list[dict[str, Any]] = Field(default_factory=list, sa_type=JSON)
    voice: dict[str, Any] | None = Field(default=None, sa_type=JSON)
    void_reason: str | None = None
    void_note: str | None = Field(default=None, sa_type=sealed_text("record.void_note"))
    voided_at: datetime | None = Field(default=None, sa_type=Moment)
    voided_by: str | None = None
    voided_by_name: str | None = None
    replaced_by: str | None = None
    sheet: str | None = None
    on_behalf_of: str | None = None
    on_behalf_of_name: str | None = None

    @property
    def voided(self) -> Voided | None:
        """What is said of its voiding; None of a record that stands."""
        if self.voided_at is None:
            return None
        told = {"reason": self.void_reason, "note": self.void_note, "at": self.voided_at, "by": self.voided_by}
        return Voided.model_validate({**told, "by_name": self.voided_by_name, "replaced_by": self.replaced_by})

    @property
    def paper(self) -> Paper | None:
        """Of one that was entered from paper: the sheet, and whose visit it was."""
        return Paper.model_validate(self, from_attributes=True) if self.sheet is not None else None

    def bucket(self) -> str:
        """The year of the file in which the record counts."""
        prefix = "t" if self.subject_kind == "township" else "p"
        return f"{prefix}:{self.file or self.subject}:{self.service_date.year}"

    def shape(self) -> RecordShape:
        """The record without its device and journal entry."""
        # Records come by the thousand, and reading the attributes of one takes as long as storing it.
        return RecordShape.model_validate({**vars(self), "voided": self.voided, "paper": self.paper})


class PaperSheet(SQLModel, table=True):
    """A sheet of paper that somebody of an office entered for a worker.

    `records` are the ids of those that it became; `digest` tells it from another one under its id.
    """

    __tablename__ = "paper_sheet"

    id: str = Field(primary_key=True)
    worker: str = Field(foreign_key="user_account.id", index=True)
    entered_by: str
    entered_by_name: str
    entered_at: datetime = Field(sa_type=Moment)
    reason: str
    note: str | None = Field(default=None, sa_type=sealed_text("paper_sheet.note"))
    picture: str | None = None
    records: list[str] = Field(sa_type=JSON)
    digest: str


class YearSummaryShape(SQLModel):
    """What was done for a person in a year that phones no longer hold record by record."""

    id: str
    person: str
    year: int
    visits: int
    attempts: int
    days: int
    last_visit: date | None


class YearSummary(SyncedRow, table=True):
    """A year of a person in a few numbers: visits of any mode that stand, attempts, days with a visit at home.

    There is one for each year before last year in which somebody wrote something about her. `last_visit` is the last of
    the `days`. Always counted from the records, never from the summary before.
    """

    sync_kind = "year_summary"

    __tablename__ = "year_summary"

    id: str = Field(primary_key=True)
    person: str = Field(foreign_key="person.id", index=True)
    year: int
    visits: int
    attempts: int
    days: int
    last_visit: date | None = None

    def bucket(self) -> str:
        """The person's own file, which every phone of hers holds whole."""
        return f"p:{self.person}"

    def shape(self) -> YearSummaryShape:
        """All of it."""
        return YearSummaryShape.model_validate(self, from_attributes=True)


def hashes_of(record: Record) -> list[str]:
    """The hashes of a record's pictures and voice note."""
    return [promised["sha256"] for promised in (*record.pictures, *([record.voice] if record.voice else []))]
