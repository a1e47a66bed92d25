"""What travels about people who stand in the register twice."""

from datetime import date, datetime

from pydantic import BaseModel, ConfigDict, Field

from shouwang.register.identity import Sex


class MergeRequest(BaseModel):
    """`gone` is the same person as `kept`. `id` is made by who asks, so that asking twice merges once."""

    model_config = ConfigDict(extra="forbid")

    id: str = Field(pattern=r"^[0-9a-f-]{36}$")
    kept: str = Field(min_length=1, max_length=64)
    gone: str = Field(min_length=1, max_length=64)


class MergeLine(BaseModel):
    """A merge, with both names as they stand, and how much went over."""

    id: str
    at: datetime
    by_name: str
    kept: str
    kept_name: str
    gone_name: str
    records: int
    undone_at: datetime | None


class Twin(BaseModel):
    """One of several entries that look like one person: what tells them apart. The ID number is masked."""

    id: str
    name: str
    sex: Sex
    birth_date: date
    village_name: str
    group_name: str
    address: str
    id_number: str | None
    carer_name: str | None
    records: int


class Twins(BaseModel):
    """Entries of one name and birth date."""

    people: list[Twin]
