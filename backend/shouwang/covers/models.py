"""Covers, and the public halves of the keys with which phones sign them."""

from datetime import date, datetime

from sqlalchemy import JSON
from sqlmodel import Field, SQLModel

from shouwang.database import Moment


class DeviceKey(SQLModel, table=True):
    """The public half of a phone's key: a point of P-256, 65 bytes in base64. `id` is the start of its SHA-256."""

    __tablename__ = "device_key"

    id: str = Field(primary_key=True)
    device: str = Field(foreign_key="device.id", index=True)
    user: str = Field(foreign_key="user_account.id", index=True)
    public: str
    told_at: datetime = Field(sa_type=Moment)


class Cover(SQLModel, table=True):
    """People of the `giver`'s for whom the `taker` cares from a day to a day; the care itself is their assignments.

    `taker` is null as long as nobody's phone has said that it scanned the code. `digest` is that of the code, so that
    the same cover cannot be told in two ways. `offered_at`, `taken_at`: when the giver's and the taker's phone told.
    """

    id: str = Field(primary_key=True)
    township: str = Field(foreign_key="place.code", index=True)
    giver: str = Field(foreign_key="user_account.id", index=True)
    giver_name: str
    taker: str | None = Field(default=None, foreign_key="user_account.id", index=True)
    taker_name: str | None = None
    people: list[str] = Field(sa_type=JSON)
    first_day: date
    last_day: date
    digest: str
    offered_at: datetime | None = Field(default=None, sa_type=Moment)
    taken_at: datetime | None = Field(default=None, sa_type=Moment)
    ended_at: datetime | None = Field(default=None, sa_type=Moment)
    ended_on: date | None = None
    ended_by: str | None = None
    ended_by_name: str | None = None
