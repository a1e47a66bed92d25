"""Months as they were closed, and what was done with them afterwards. Append only, but for a signature."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, UniqueConstraint
from sqlmodel import Field, SQLModel

from shouwang.database import Moment
from shouwang.sealed_columns import sealed_packed, sealed_text


class MonthVersion(SQLModel, table=True):
    """A township's month as it was closed, by number; `month` is its first day.

    `rows` and `inputs` are written down as `rules` and `inputs` say; `rows_sha256` is over the rows. The sums are of
    its people. `reason` says why there is another version than the first. The county signs.
    """

    __tablename__ = "month_version"
    __table_args__ = (UniqueConstraint("township", "month", "number"),)

    id: str = Field(primary_key=True)
    township: str = Field(foreign_key="place.code", index=True)
    month: date
    number: int
    closed_at: datetime = Field(sa_type=Moment)
    closed_by: str | None = None
    closed_by_name: str | None = None
    reason: str | None = Field(default=None, sa_type=sealed_text("month_version.reason"))
    policies: list[dict[str, Any]] = Field(sa_type=JSON)
    rows: bytes = Field(sa_type=sealed_packed("month_version.rows"))
    rows_sha256: str
    inputs: bytes = Field(sa_type=sealed_packed("month_version.inputs"))
    inputs_sha256: str
    expected: int
    credited: int
    misses: int
    unreported: int
    signed_at: datetime | None = Field(default=None, sa_type=Moment)
    signed_by: str | None = None
    signed_by_name: str | None = None


class Reopening(SQLModel, table=True):
    """A closed month that was opened again, from which version and why. `ended_at`: it was closed again."""

    id: str = Field(primary_key=True)
    township: str = Field(foreign_key="place.code", index=True)
    month: date
    number: int
    at: datetime = Field(sa_type=Moment)
    by: str
    by_name: str
    reason: str = Field(sa_type=sealed_text("reopening.reason"))
    ended_at: datetime | None = Field(default=None, sa_type=Moment)


class ClosedMonthChange(SQLModel, table=True):
    """That somebody at the desk changed what a closed month is counted from, and why. `first` is the first day."""

    __tablename__ = "closed_month_change"

    id: str = Field(primary_key=True)
    township: str = Field(index=True)
    first: date
    what: str
    row: str
    at: datetime = Field(sa_type=Moment)
    by: str | None = None
    by_name: str | None = None
    reason: str = Field(sa_type=sealed_text("closed_month_change.reason"))
