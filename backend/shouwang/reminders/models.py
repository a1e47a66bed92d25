"""Urgings: an office asked a worker to look after somebody whose visit is overdue."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON
from sqlmodel import Field, SQLModel

from shouwang.database import Moment


class Urging(SQLModel, table=True):
    """Who urged which worker, when and how, about which people. A note for colleagues: it is never a reproach.

    It keeps as well who was shown the worker's telephone. One that was made by mistake is undone, not deleted.
    """

    id: str = Field(primary_key=True)
    township: str = Field(foreign_key="place.code", index=True)
    user: str = Field(foreign_key="user_account.id", index=True)
    people: list[str] = Field(sa_type=JSON)
    how: str
    day: date = Field(index=True)
    at: datetime = Field(sa_type=Moment)
    by: str
    by_name: str
    undone_at: datetime | None = Field(default=None, sa_type=Moment)

    def line(self) -> dict[str, Any]:
        """What colleagues see of it."""
        return {"id": self.id, "user": self.user, "how": self.how, "at": self.at, "by_name": self.by_name}
