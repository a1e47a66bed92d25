"""What the desk shows of one worker: her phone, what may lie on it alone, and her people's days."""

from datetime import date, datetime

from pydantic import BaseModel

from shouwang.accounts.schemas import DeviceLine
from shouwang.blobs.models import BlobState
from shouwang.duties.schemas import Sentence
from shouwang.duties.words import Light, Mode, RecordStatus
from shouwang.ledger.schemas import OfPeriod
from shouwang.records.words import PaperReason


class WorkerHead(BaseModel):
    """Who she is."""

    id: str
    name: str
    role: str
    place_name: str


class PhoneStanding(DeviceLine):
    """A phone, and what is known from it.

    Through `reported_through` all that she wrote is here. At its last contact it held something unsent that was written
    at `unsent_since` or later; null: it held nothing. `records` and `parked` came from it.
    """

    reported_through: date | None
    unsent_since: datetime | None
    records: int
    last_record_at: datetime | None
    parked: int


class GapLine(BaseModel):
    """Days in which a duty was owed and neither credited nor reported since; both ends included."""

    duty: str
    title: str | None
    sentence: Sentence
    first: date
    last: date


class DayRecord(BaseModel):
    """A record of one of her people, whoever wrote it."""

    id: str
    day: date
    start: datetime
    mode: Mode | None
    status: RecordStatus
    author_name: str
    is_hers: bool
    is_paper: bool


class PersonDays(BaseModel):
    """One of her people. `stays` are the times in which she was hers; `days` are those on which a visit is wanting."""

    id: str
    name: str
    village_name: str
    group_name: str
    stays: list[tuple[date, date | None]]
    gaps: list[GapLine]
    days: list[date]
    records: list[DayRecord]


class SheetLine(BaseModel):
    """A sheet of paper that was entered for her; `picture` and its hash are null where there is none."""

    id: str
    entered_at: datetime
    entered_by_name: str
    reason: PaperReason
    records: int
    picture: BlobState | None
    picture_sha256: str | None


class WorkerReply(OfPeriod):
    """A worker, her phone if one was asked about, and her people's days of the period."""

    worker: WorkerHead
    phone: PhoneStanding | None
    other_phones: int
    people: list[PersonDays]
    sheets: list[SheetLine]


class PlannedPerson(BaseModel):
    """Somebody whom a worker cares for in this week or the next: `stays` are the times; light and due date of today."""

    id: str
    name: str
    village_name: str
    group_name: str
    stays: list[tuple[date, date | None]]
    light: Light
    due_by: date | None


class PlanReply(BaseModel):
    """What a week on paper is made from."""

    today: date
    worker: WorkerHead
    people: list[PlannedPerson]
