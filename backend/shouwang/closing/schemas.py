"""Closings on the wire: for offices."""

from datetime import date, datetime
from typing import Annotated, Any

from pydantic import Field, StringConstraints
from sqlmodel import SQLModel

from shouwang.closing.differences import CauseKind, How
from shouwang.closing.rules import MonthState, VersionCheck
from shouwang.duties.schemas import Sentence
from shouwang.duties.words import Severity, SubjectKind

Reason = Annotated[str, StringConstraints(strip_whitespace=True, min_length=2, max_length=500)]


class MonthSums(SQLModel):
    """What a month's people were owed, by duties that are a breach when missed."""

    expected: int
    credited: int
    misses: int
    unreported: int


class VersionLine(SQLModel):
    """A version of a month: who closed it when and why, and who signed it."""

    number: int
    closed_at: datetime
    closed_by_name: str | None
    reason: str | None
    policies: list[dict[str, Any]]
    rows_sha256: str
    sums: MonthSums
    signed_at: datetime | None
    signed_by_name: str | None


class MonthLine(SQLModel):
    """Where a township's month stands. `due_on` is the day on which it is closed where nobody did it before."""

    township: str
    name: str
    month: date
    state: MonthState
    due_on: date
    newest: VersionLine | None


class MonthsReply(SQLModel):
    """The last months of the townships that the caller may see, the newest first."""

    today: date
    months: list[MonthLine]


class WeekLine(SQLModel):
    """A week of a month, cut to it, and what of its people was missed or may lie on a phone in it."""

    first: date
    last: date
    misses: int
    unreported: int


class StandingReply(SQLModel):
    """A township's month as it is known now, in short, beside its newest version; one that runs up to yesterday.

    `changed_rows` and `changed_people` are what differs from the newest version,
    `silent` the workers for whose phones it waits.
    """

    line: MonthLine
    sums: MonthSums
    weeks: list[WeekLine]
    silent: int
    changed_rows: int
    changed_people: int


class UnreportedLine(SQLModel):
    """A worker whose phones may still hold something of the month. `reported_through` null: never heard of."""

    user: str
    name: str
    reported_through: date | None
    people: int
    units: int


class MonthRow(SQLModel):
    """How a person, household or township stood with one duty. `owners` are those whose the misses were."""

    kind: SubjectKind
    subject: str
    name: str
    village_name: str
    policy: str
    version: int
    duty: str
    sentence: Sentence
    severity: Severity
    expected: int
    credited: int
    misses: list[date]
    owners: list[str]
    unreported: list[date]


class CauseLine(SQLModel):
    """One thing by which a row came to differ."""

    kind: CauseKind
    how: How
    id: str
    name: str
    word: str
    day: date | None


class DifferenceLine(SQLModel):
    """A row that is not what it was; null where it is not there."""

    before: MonthRow | None
    after: MonthRow | None
    causes: list[CauseLine]


class ReopeningLine(SQLModel):
    """That the month was opened again."""

    number: int
    at: datetime
    by_name: str
    reason: str
    ended_at: datetime | None


class ChangeLine(SQLModel):
    """What somebody at the desk changed in a closed month, and why."""

    first: date
    what: str
    at: datetime
    by_name: str | None
    reason: str


class MonthReply(SQLModel):
    """A month opened: as it would be closed now, who has not reported, and how it differs from what was closed.

    One that runs is counted up to yesterday. `changes` are those since it was closed for the first time.
    """

    today: date
    line: MonthLine
    sums: MonthSums
    rows: list[MonthRow]
    unreported: list[UnreportedLine]
    versions: list[VersionLine]
    reopenings: list[ReopeningLine]
    changes: list[ChangeLine]
    differences: list[DifferenceLine]


class VersionReply(SQLModel):
    """A version as it was closed, and how it differs from the one before. `check`: what computing it again came to."""

    version: VersionLine
    rows: list[MonthRow]
    differences: list[DifferenceLine]
    check: VersionCheck


class ReopenRequest(SQLModel):
    """Opens a closed month again."""

    reason: Reason


class SignRequest(SQLModel):
    """The county signs this version: the newest, with this hash."""

    number: Annotated[int, Field(ge=1)]
    rows_sha256: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
