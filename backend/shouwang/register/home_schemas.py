"""What travels about households that the desk changes."""

from datetime import date

from pydantic import BaseModel, ConfigDict, Field

PEOPLE_AT_ONCE = 30


class NewHome(BaseModel):
    """People who live together since a day, apart from where they lived before. `id` is made by who asks."""

    model_config = ConfigDict(extra="forbid")

    id: str = Field(pattern=r"^[0-9a-f-]{36}$")
    people: list[str] = Field(min_length=1, max_length=PEOPLE_AT_ONCE)
    since: date


class MoveIn(BaseModel):
    """Somebody lives in a household since a day."""

    model_config = ConfigDict(extra="forbid")

    person: str = Field(min_length=1, max_length=64)
    since: date


class HomeChange(BaseModel):
    """Where a household stands and who heads it: one who lives in it, or the name of somebody who is not in care."""

    model_config = ConfigDict(extra="forbid")

    address: str = Field(max_length=200)
    group_name: str = Field(max_length=40)
    head: str | None = Field(max_length=64)
    head_name: str = Field(default="", max_length=40)
