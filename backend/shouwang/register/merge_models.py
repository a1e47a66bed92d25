"""Two entries of the register that were one person."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON
from sqlmodel import Field, SQLModel

from shouwang.database import Moment


class PersonMerge(SQLModel, table=True):
    """`gone` was `kept` once more: what was written about her went over. `moves` says what it was, to be undone.

    `moves` has the rows that went over, the facts that were voided, the assignments that changed, what she had agreed
    to, and the household that she left.
    """

    __tablename__ = "person_merge"

    id: str = Field(primary_key=True)
    township: str = Field(foreign_key="place.code", index=True)
    kept: str = Field(foreign_key="person.id", index=True)
    gone: str = Field(foreign_key="person.id", index=True)
    at: datetime = Field(sa_type=Moment)
    by: str
    by_name: str
    moves: dict[str, Any] = Field(sa_type=JSON)
    undone_at: datetime | None = Field(default=None, sa_type=Moment)
