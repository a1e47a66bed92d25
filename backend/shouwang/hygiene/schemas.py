"""What travels about hygiene."""

from datetime import date, datetime
from typing import Annotated

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, StringConstraints

from shouwang.blobs.service import Picture
from shouwang.hygiene.words import HomeState, PointsKind, Problem

ROW_ID = r"^[0-9a-f-]{36}$"
MOST_PICTURES = 6
"""As many as a record takes, before and after together."""
Line = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=80, pattern=r"^[^\x00-\x1f]*$")]


class CheckBody(BaseModel):
    """`hygiene.check`: a home was looked at. `person` is somebody of the home; `again` is the check that it follows.

    `after` are those of `pictures` that show how it was when they left.
    """

    model_config = ConfigDict(extra="forbid")

    id: str = Field(pattern=ROW_ID)
    person: str = Field(min_length=1, max_length=64)
    sheet: int = Field(ge=1, le=1_000_000)
    scores: dict[str, int] = Field(max_length=40)
    problems: list[Problem] = Field(default=[], max_length=len(Problem))
    start: AwareDatetime
    again: str | None = Field(default=None, pattern=ROW_ID)
    note: str | None = Field(default=None, max_length=2_000)
    pictures: list[Picture] = Field(default=[], max_length=MOST_PICTURES)
    after: list[str] = Field(default=[], max_length=MOST_PICTURES)


class NewCampaign(BaseModel):
    """A township's campaign of a quarter: on which day, what was done, and in how many homes."""

    model_config = ConfigDict(extra="forbid")

    id: str = Field(pattern=ROW_ID)
    township: str = Field(pattern=r"^\d{9}$")
    day: date
    title: Line
    done: str = Field(default="", max_length=1_000)
    homes: int = Field(ge=1, le=100_000)
    helpers: int = Field(default=0, ge=0, le=100_000)


class CampaignLine(BaseModel):
    """A campaign in the list."""

    id: str
    day: date
    title: str
    done: str
    homes: int
    helpers: int
    author_name: str


class CheckLine(BaseModel):
    """A check of a home: scores in the order of its sheet, what they come to, and what follows."""

    id: str
    day: date
    author_name: str
    scores: dict[str, int]
    total: int
    grade: str
    points: int
    problems: list[str]
    mend_by: date | None
    again: str | None
    note: str | None
    pictures: list[str]
    after: list[str]


class HygieneHome(BaseModel):
    """A home in the order of doors, with its checks of the quarter, the last first, and its points."""

    home: str
    person: str
    names: list[str]
    village: str
    village_name: str
    group_name: str
    state: HomeState
    due_on: date | None
    checks: list[CheckLine]
    balance: int


class HygieneReply(BaseModel):
    """A township's quarter."""

    township: str
    name: str
    today: date
    first: date
    last: date
    campaigns: list[CampaignLine]
    homes: list[HygieneHome]


class NewRedemption(BaseModel):
    """Points of a home are given for something; or, with `corrects`, an entry is set against one that was wrong."""

    model_config = ConfigDict(extra="forbid")

    id: str = Field(pattern=ROW_ID)
    points: int = Field(ge=1, le=10_000)
    goods: Line
    received_by: Line


class Correction(BaseModel):
    """An entry that was wrong, and why."""

    model_config = ConfigDict(extra="forbid")

    id: str = Field(pattern=ROW_ID)
    entry: str = Field(min_length=1, max_length=64)
    why: Line


class PointsEntry(BaseModel):
    """A line of the ledger of a home's points; `balance` is what there was after it."""

    id: str
    kind: PointsKind
    points: int
    balance: int
    goods: str | None
    received_by: str | None
    record: str | None
    corrects: str | None
    at: datetime
    by_name: str


class PointsFile(BaseModel):
    """The points of a home, the last entry first."""

    home: str
    name: str
    village_name: str
    balance: int
    entries: list[PointsEntry]
