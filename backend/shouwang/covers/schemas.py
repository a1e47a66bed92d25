"""What travels of covers."""

from datetime import date, datetime
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, field_validator

from shouwang.covers.codes import LONGEST, read_public

PUBLIC = 88
"""Letters of a public key: 65 bytes in base64."""


class KeyRequest(BaseModel):
    """The public half of a phone's key."""

    model_config = ConfigDict(extra="forbid")

    public: str = Field(max_length=PUBLIC)

    @field_validator("public")
    @classmethod
    def check_point(cls, public: str) -> str:
        """It must be a point of the curve."""
        read_public(public)
        return public


class CoverBody(BaseModel):
    """`cover.create`: the code as it was shown or scanned. `public`: the key that signed it, from its own phone."""

    id: str = Field(pattern=r"^[0-9a-f-]{36}$")
    code: str = Field(max_length=LONGEST)
    public: str | None = Field(default=None, max_length=PUBLIC)


class CoverEndBody(BaseModel):
    """`cover.end`: by who gave or who took."""

    cover: str = Field(pattern=r"^[0-9a-f-]{36}$")


class CoveredPerson(BaseModel):
    """Somebody who was handed over."""

    id: str
    name: str
    village_name: str


class CoverLine(BaseModel):
    """A cover as the desk shows it. `offered`: nobody has taken it yet; `over`: its days are past, or it was ended."""

    id: str
    state: Literal["offered", "to_come", "running", "over"]
    giver: str
    giver_name: str
    taker: str | None
    taker_name: str | None
    people: list[CoveredPerson]
    first_day: date
    last_day: date
    offered_at: datetime | None
    taken_at: datetime | None
    ended_at: datetime | None
    ended_on: date | None
    ended_by_name: str | None


class CoversReply(BaseModel):
    """The covers of a place: those that run or are to come first, then the latest."""

    today: date
    covers: list[CoverLine]
