"""What the county sends and reads about the keeping and the erasure of files."""

from datetime import date, datetime
from typing import Annotated

from pydantic import BaseModel, ConfigDict, StringConstraints

from shouwang.retention.words import ActKind, Because

Words = Annotated[str, StringConstraints(strip_whitespace=True, max_length=200)]


class ActLine(BaseModel):
    """A copy or an erasure; of `rows` rows. Without `by_name` the command did it."""

    id: str
    kind: ActKind
    person: str
    person_name: str
    at: datetime
    by_name: str | None
    because: Because
    rows: int


class DueLine(BaseModel):
    """Somebody whose file is not to be kept any longer: her care ended, and the years are over."""

    person: str
    name: str
    township_name: str
    ended: date
    kept_until: date


class RetentionReply(BaseModel):
    """What was done, and for how long is kept: `years` after the care files, `blob_days` pictures (0: for good)."""

    years: int
    blob_days: int
    due: list[DueLine]
    acts: list[ActLine]


class FileReply(BaseModel):
    """The file of a person: whether she is in care, when that ended, and until when the file is kept by law."""

    person: str
    name: str
    in_care: bool
    ended: date | None
    kept_until: date | None
    erased: ActLine | None


class CopyRequest(BaseModel):
    """Why a copy is wanted."""

    model_config = ConfigDict(extra="forbid")

    because: Because


class EraseRequest(BaseModel):
    """Why she is erased; `name` is hers once more, typed by whoever means it."""

    model_config = ConfigDict(extra="forbid")

    because: Because
    name: Words
    words: Words | None = None
