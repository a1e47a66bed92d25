"""What an import remembers of the one before, and what is kept of an import itself."""

from datetime import datetime
from typing import Any

from sqlmodel import Field, SQLModel

from shouwang.database import Moment
from shouwang.sealed_columns import sealed_json


class RosterSaid(SQLModel, table=True):
    """What rosters last said of a person, field by field: what the next one can have seen of her. No phone has it."""

    __tablename__ = "roster_said"

    person: str = Field(primary_key=True, foreign_key="person.id")
    texts: dict[str, str] = Field(default_factory=dict, sa_type=sealed_json("roster_said.texts"))


class RosterImport(SQLModel, table=True):
    """A roster that was taken in: when, by whom (null: by the command), what became of its rows, and whether undone."""

    __tablename__ = "roster_import"

    id: str = Field(primary_key=True)
    township: str = Field(foreign_key="place.code", index=True)
    at: datetime = Field(sa_type=Moment)
    by: str | None = None
    rows: int
    added: int
    changed: int
    refused: int
    undone_at: datetime | None = Field(default=None, sa_type=Moment)


class RosterWrote(SQLModel, table=True):
    """A version of a row that an import wrote: from it the import is undone. Without a body."""

    __tablename__ = "roster_wrote"

    import_id: str = Field(primary_key=True, foreign_key="roster_import.id")
    kind: str = Field(primary_key=True)
    id: str = Field(primary_key=True)
    version: int = Field(primary_key=True)


class RosterReplaced(SQLModel, table=True):
    """What an import replaced of a person that no version holds, field by field: what was, and what the file said."""

    __tablename__ = "roster_replaced"

    import_id: str = Field(primary_key=True, foreign_key="roster_import.id")
    person: str = Field(primary_key=True, foreign_key="person.id")
    values: dict[str, Any] = Field(default_factory=dict, sa_type=sealed_json("roster_replaced.values"))
