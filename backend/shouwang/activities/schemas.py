"""What travels about activities."""

from datetime import date, datetime
from typing import Annotated, Self

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, StringConstraints, model_validator

from shouwang.activities.models import ActivityShape
from shouwang.activities.words import ActivityKind, CancelReason, Content, Solved
from shouwang.blobs.models import BlobState
from shouwang.blobs.service import Picture
from shouwang.ledger.schemas import TownshipDuty
from shouwang.records.schemas import NOTE_LETTERS, ROW_ID, WHY_LETTERS, WallTime

MOST_PRESENT, MOST_SERVED, MOST_ORGANISERS, MOST_PICTURES = 300, 500, 30, 6
Words = Annotated[str, StringConstraints(strip_whitespace=True, max_length=60)]
Township = Annotated[str, Field(pattern=r"^\d{9}$")]
Id = Annotated[str, Field(pattern=ROW_ID)]


class PlanWords(BaseModel):
    """What is planned. `organisers` are the other townships; `time` is on the county's clock."""

    model_config = ConfigDict(extra="forbid")

    kind: ActivityKind
    day: date = Field(ge=date(2000, 1, 1), le=date(2199, 12, 31))
    time: WallTime
    place: Words = ""
    title: Words = ""
    note: str | None = Field(default=None, max_length=WHY_LETTERS)
    organisers: list[Township] = Field(default=[], max_length=MOST_ORGANISERS)


class PlanBody(PlanWords):
    """`activity.plan`: by a leader, for her township."""

    id: Id


class PlanRequest(PlanBody):
    """The same at the desk, for a township."""

    township: Township


class SignUpBody(BaseModel):
    """`activity.sign_up`: she comes, or does not after all."""

    model_config = ConfigDict(extra="forbid")

    activity: Id
    going: bool


class DoneWords(BaseModel):
    """What came of an activity: who was there of those on the list and how many besides, and the same of the served."""

    model_config = ConfigDict(extra="forbid")

    start: AwareDatetime
    end: AwareDatetime | None = None
    present: list[Id] = Field(default=[], max_length=MOST_PRESENT)
    others: int = Field(default=0, ge=0, le=9_999)
    served: list[Id] = Field(default=[], max_length=MOST_SERVED)
    served_others: int = Field(default=0, ge=0, le=99_999)
    content: list[Content] = Field(default=[], max_length=len(Content))
    solved: list[Solved] = Field(default=[], max_length=len(Solved))
    note: str | None = Field(default=None, max_length=NOTE_LETTERS)
    pictures: list[Picture] = Field(default=[], max_length=MOST_PICTURES)

    @model_validator(mode="after")
    def check_together(self) -> Self:
        """It does not end before it starts."""
        if self.end is not None and self.end < self.start:
            raise ValueError("an activity cannot end before it starts")
        return self


class DoneBody(DoneWords):
    """`activity.done`: by a leader of the township that planned it."""

    activity: Id


class CancelWords(BaseModel):
    """Why it does not take place."""

    model_config = ConfigDict(extra="forbid")

    reason: CancelReason
    note: str | None = Field(default=None, max_length=WHY_LETTERS)


class CancelBody(CancelWords):
    """`activity.cancel`: by a leader of the township that planned it."""

    activity: Id


class ActivityLine(ActivityShape):
    """An activity in the office's list; `may_change`: it is the caller's to change."""

    going: int
    volunteers: int
    may_change: bool


class Standing(BaseModel):
    """How a township stands with a duty that activities count for."""

    township: str
    township_name: str
    duties: list[TownshipDuty]


class Activities(BaseModel):
    """The activities of a month, and how the townships stand with what they owe in it."""

    today: date
    month: date
    activities: list[ActivityLine]
    standings: list[Standing]
    organisers: list[dict[str, str]]
    """All townships of the county: with whom one may be planned."""


class Comer(BaseModel):
    """A user on the list of an activity. `present` is null until it is reported."""

    user: str
    user_name: str
    going: bool
    present: bool | None


class Served(BaseModel):
    """Somebody of the caller's places whom an activity served."""

    person: str
    person_name: str
    village_name: str


class ShownPicture(BaseModel):
    """A picture of an activity, and whether its bytes are here."""

    sha256: str
    state: BlobState


class ActivityFile(ActivityLine):
    """An activity with its list, and what its report says."""

    comers: list[Comer]
    served: list[Served]
    served_elsewhere: int
    """How many were served whom nobody named, or who are another township's."""
    named_elsewhere: int
    """How many of these were named: another township's, whom a new report leaves as they are."""
    report_note: str | None
    shown: list[ShownPicture]
    reported_by_name: str | None
    reported_at: datetime | None
    cancelled_by_name: str | None
    cancelled_at: datetime | None
