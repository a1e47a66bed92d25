"""What the desk did with assignments at once, so that it can be undone at once."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON
from sqlmodel import Field, SQLModel

from shouwang.database import Moment


class Assigning(SQLModel, table=True):
    """Some people were given to somebody, or taken from her. `changes` says of each assignment how it ended before.

    A change is `{assignment, before, after}`: last days, where `before` is "new" for one that began with it.
    """

    id: str = Field(primary_key=True)
    township: str = Field(foreign_key="place.code", index=True)
    at: datetime = Field(sa_type=Moment)
    by: str
    by_name: str
    people: list[str] = Field(sa_type=JSON)
    changes: list[dict[str, Any]] = Field(sa_type=JSON)
    undone_at: datetime | None = Field(default=None, sa_type=Moment)
