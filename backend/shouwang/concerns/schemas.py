"""What travels when somebody tells the office in confidence."""

from datetime import datetime
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from shouwang.concerns.words import ConcernKind, ConcernStatus, Outcome, Step, Whom

ID = r"^[0-9a-f-]{36}$"
NOTE_LETTERS = 2_000
NAME_LETTERS = 60


class ConcernBody(BaseModel):
    """`concern.create`: what was seen, of whom, and where it may be read. The envelope's `about` is empty."""

    model_config = ConfigDict(extra="forbid")

    id: str = Field(pattern=ID)
    kind: ConcernKind
    whom: Whom
    worker: str | None = Field(default=None, max_length=64)
    name: str | None = Field(default=None, max_length=NAME_LETTERS)
    person: str | None = Field(default=None, max_length=64)
    note: str | None = Field(default=None, max_length=NOTE_LETTERS)
    only_county: bool = False


class ConcernLine(BaseModel):
    """A report in the list: nobody's words, and not whom it is about. That is seen, and noted, when it is opened."""

    id: str
    kind: ConcernKind
    status: ConcernStatus
    person: str | None
    person_name: str | None
    township: str
    township_name: str
    only_county: bool
    received_at: datetime
    taken_by_name: str | None
    outcome: Outcome | None
    closed_at: datetime | None


class StepLine(BaseModel):
    """What somebody of an office did with a report."""

    what: Step
    at: datetime
    by_name: str
    words: str | None


class ConcernFile(ConcernLine):
    """A report, opened. `whom_name` is the worker's name or what was written; `steps` the first first."""

    whom: Whom
    whom_name: str | None
    note: str | None
    author_name: str
    author_role: str
    written_at: datetime
    steps: list[StepLine]


Words = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=NOTE_LETTERS)]


class ConcernNote(BaseModel):
    """What was done or found."""

    words: Words


class ConcernClose(ConcernNote):
    """What it came to, and what was done."""

    outcome: Outcome
