"""What travels about needs."""

from datetime import datetime
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from shouwang.accounts.roles import Role
from shouwang.needs.models import NeedShape
from shouwang.needs.words import NeedKind, NeedOutcome, NeedStep

ID = r"^[0-9a-f-]{36}$"
NOTE_LETTERS = 2_000


class NeedBody(BaseModel):
    """`need.create`: what a person needs. Nobody has to write anything."""

    model_config = ConfigDict(extra="forbid")

    id: str = Field(pattern=ID)
    person: str = Field(min_length=1, max_length=64)
    kind: NeedKind
    urgent: bool = False
    note: str | None = Field(default=None, max_length=NOTE_LETTERS)
    record: str | None = Field(default=None, max_length=64)


class NeedLine(NeedShape):
    """A need in the office's list."""

    person_name: str
    village_name: str
    township: str
    taken_by: str | None
    received_at: datetime


class Attempt(BaseModel):
    """A visit that met nobody."""

    record: str
    start: datetime
    reason: str | None
    author_name: str


class Unreached(BaseModel):
    """Somebody who was not met, once or again and again, and not since: her attempts, the latest first."""

    person: str
    person_name: str
    village_name: str
    township: str
    fully_dependent: bool
    attempts: list[Attempt]


class NeedStepLine(BaseModel):
    """What somebody of an office did with a need."""

    what: NeedStep
    at: datetime
    by_name: str
    words: str | None


class NeedFile(NeedLine):
    """A need, opened; `steps` the first first."""

    steps: list[NeedStepLine]


Words = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=NOTE_LETTERS)]


class NeedNote(BaseModel):
    """What was done or found."""

    model_config = ConfigDict(extra="forbid")

    words: Words


class Hand(BaseModel):
    """Somebody to whom a need may be given."""

    user: str
    name: str
    role: Role


class NeedGive(BaseModel):
    """Who is to look after it."""

    model_config = ConfigDict(extra="forbid")

    user: str = Field(min_length=1, max_length=64)


class NeedClose(BaseModel):
    """What became of it; those who care for the person read the words."""

    model_config = ConfigDict(extra="forbid")

    outcome: NeedOutcome
    words: Annotated[str, StringConstraints(strip_whitespace=True, max_length=NOTE_LETTERS)] | None = None
