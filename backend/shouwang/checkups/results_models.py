"""What is kept of a workbook of results, so that it can be taken back as a whole."""

from datetime import datetime
from typing import Any

from sqlmodel import Field, SQLModel

from shouwang.database import Moment
from shouwang.sealed_columns import sealed_json


class CheckupImport(SQLModel, table=True):
    """A workbook that was taken in: by whom (null: by the command), what became of its rows, and whether undone."""

    __tablename__ = "checkup_import"

    id: str = Field(primary_key=True)
    township: str = Field(foreign_key="place.code", index=True)
    year: int
    at: datetime = Field(sa_type=Moment)
    by: str | None = None
    rows: int
    people: int
    fields: int
    conflicts: int
    refused: int
    undone_at: datetime | None = Field(default=None, sa_type=Moment)


class CheckupImportWrote(SQLModel, table=True):
    """What it filled into a section where nothing stood before, and the clashes that it opened."""

    __tablename__ = "checkup_import_wrote"

    import_id: str = Field(primary_key=True, foreign_key="checkup_import.id")
    section: str = Field(primary_key=True)
    person: str
    filled: dict[str, Any] = Field(default_factory=dict, sa_type=sealed_json("checkup_import_wrote.filled"))
    clashes: list[str] = Field(default_factory=list, sa_type=sealed_json("checkup_import_wrote.clashes"))
