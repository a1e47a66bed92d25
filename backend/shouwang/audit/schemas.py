"""Wire shapes of the audit."""

from datetime import date, datetime

from pydantic import BaseModel, Field

from shouwang.audit.words import Deed


class Actor(BaseModel):
    """Somebody of whom there are entries."""

    id: str
    name: str


class AuditLine(BaseModel):
    """One entry. `about` is the name of the person, worker or place that it was about, as it is today."""

    number: int
    at: datetime
    user: str | None
    user_name: str
    address: str
    device: str
    request: str
    deed: Deed
    what: str
    row: str
    about: str | None
    result: str
    facts: dict[str, str | int | bool | None]
    hash: str


class AuditReply(BaseModel):
    """Entries of a period, the newest first; `more`: there are older ones in it."""

    today: date
    from_: date = Field(serialization_alias="from")
    to: date
    count: int
    more: bool
    actors: list[Actor]
    deeds: list[Deed]
    lines: list[AuditLine]
