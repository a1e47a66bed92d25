"""What travels about villages."""

from datetime import date
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

PEOPLE_AT_ONCE = 500

PlaceName = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=1, max_length=40, pattern=r"^[^\x00-\x1f\x7f]*$")
]


class OldName(BaseModel):
    """How a village, or a part of it, was called up to a day."""

    name: str
    until: date


class VillageLine(BaseModel):
    """A village of a township, how many people of the register live there, and its old names, the last one first."""

    code: str
    name: str
    people: int
    former: list[OldName]


class NewVillage(BaseModel):
    """A village that is not there yet."""

    model_config = ConfigDict(extra="forbid")

    township: str = Field(pattern=r"^[0-9]{9}$")
    name: PlaceName


class VillageName(BaseModel):
    """How a village is called since a day (None: today); `seen` is how it was called on the page."""

    model_config = ConfigDict(extra="forbid")

    seen: str = Field(max_length=200)
    name: PlaceName
    since: date | None = None


class VillageMerge(BaseModel):
    """A village has become part of another one of its township on a day (None: today)."""

    model_config = ConfigDict(extra="forbid")

    into: str = Field(pattern=r"^[0-9]{12}$")
    since: date | None = None


class Settlers(BaseModel):
    """People who live in another village of their township from now on."""

    model_config = ConfigDict(extra="forbid")

    people: list[str] = Field(min_length=1, max_length=PEOPLE_AT_ONCE)
