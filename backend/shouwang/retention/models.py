"""What was done with the file of a person: who was given a copy of it, and whose was erased."""

from datetime import datetime

from sqlalchemy import JSON
from sqlmodel import Field, SQLModel

from shouwang.database import Moment
from shouwang.sealed_columns import sealed_text


class FileAct(SQLModel, table=True):
    """A copy that was made of all that is held about a person, or its erasure. Append only.

    `by` is null for the command; `counts` says of how many rows of each table, `words` what else was said of it.
    """

    __tablename__ = "file_act"

    id: str = Field(primary_key=True)
    kind: str
    person: str = Field(foreign_key="person.id", index=True)
    township: str = Field(index=True)
    at: datetime = Field(sa_type=Moment)
    by: str | None = None
    by_name: str | None = None
    because: str
    words: str | None = Field(default=None, sa_type=sealed_text("file_act.words"))
    counts: dict[str, int] = Field(default_factory=dict, sa_type=JSON)
