"""What travels about urgings."""

from datetime import datetime

from pydantic import BaseModel, ConfigDict, Field

from shouwang.reminders.words import UrgedBy

PEOPLE_AT_ONCE = 500


class UrgeRequest(BaseModel):
    """A worker is urged about some of her people; `id` is made by who asks, so that asking twice urges once."""

    model_config = ConfigDict(extra="forbid")

    id: str = Field(pattern=r"^[0-9a-f-]{36}$")
    user: str = Field(min_length=1, max_length=64)
    people: list[str] = Field(min_length=1, max_length=PEOPLE_AT_ONCE)
    how: UrgedBy


class UrgingLine(BaseModel):
    """That a worker was urged, by whom and how."""

    id: str
    user: str
    how: UrgedBy
    at: datetime
    by_name: str


class Urged(UrgingLine):
    """An urging just made. Whoever calls is told the whole telephone; null where none is known."""

    phone: str | None
