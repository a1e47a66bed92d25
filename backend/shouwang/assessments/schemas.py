"""What travels about assessments."""

from datetime import date
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from shouwang.assessments.models import AssessmentShape
from shouwang.assessments.words import AssessorKind, Item, Met, Objection, Scale
from shouwang.duties.words import Ability

ROW_ID = r"^[0-9a-f-]{36}$"
Line = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=60, pattern=r"^[^\x00-\x1f]*$")]
Words = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=500, pattern=r"^[^\x00]*$")]


class SignedBy(BaseModel):
    """Somebody who signed."""

    model_config = ConfigDict(extra="forbid")

    name: Line
    unit: Annotated[str, StringConstraints(strip_whitespace=True, max_length=60, pattern=r"^[^\x00-\x1f]*$")] = ""
    kind: AssessorKind


class NewAssessment(BaseModel):
    """An assessment as its assessors found it. `level` null: what the items come to. `change` is what it answers."""

    model_config = ConfigDict(extra="forbid")

    id: str = Field(pattern=ROW_ID)
    scale: Scale = Scale.SIX_ITEMS
    items: dict[Item, Met] = {}
    score: int | None = Field(default=None, ge=0, le=90)
    level: str | None = Field(default=None, max_length=10)
    reason: Words | None = None
    note: Words | None = None
    assessed_on: date
    assessors: list[SignedBy] = Field(min_length=1, max_length=9)


class AssessmentBody(NewAssessment):
    """`assessment.create`: the same, of a person."""

    person: str = Field(min_length=1, max_length=64)


class Decide(BaseModel):
    """From which day on the level holds."""

    model_config = ConfigDict(extra="forbid")

    valid_from: date


class Signatures(BaseModel):
    """Who signed as well."""

    model_config = ConfigDict(extra="forbid")

    assessors: list[SignedBy] = Field(min_length=1, max_length=9)


class WhyNot(BaseModel):
    """Why it is not so."""

    model_config = ConfigDict(extra="forbid")

    reason: Words


class NewChange(BaseModel):
    """Somebody has reported that a person's ability has changed."""

    model_config = ConfigDict(extra="forbid")

    id: str = Field(pattern=ROW_ID)
    person: str = Field(min_length=1, max_length=64)
    reported_on: date
    reported_by: Line
    why: Words | None = None


class AbilityChangeLine(BaseModel):
    """A reported change, and how many working days are left; `certain`: the table of holidays knows these years."""

    id: str
    person: str
    person_name: str
    village_name: str
    reported_on: date
    reported_by: str
    why: str | None
    due_on: date
    due_certain: bool
    days_left: int


class AssessmentLine(AssessmentShape):
    """An assessment at the desk; `current` is the ability that holds today.

    `lacking`: what the policy of its day misses among those who signed. Until then it cannot be confirmed.
    """

    person_name: str
    village_name: str
    current: Ability | None
    lacking: list[Objection]


class NextLine(BaseModel):
    """Somebody who should be assessed next, and why: never assessed, or the longest ago."""

    person: str
    person_name: str
    village_name: str
    group_name: str
    current: Ability | None
    last_on: date | None
    why: Literal["reported", "never", "long_ago"]


class PanelLine(BaseModel):
    """Whom the county's policy wants to sign."""

    least: int
    most: int
    doctor: bool
    third_party: bool


class AssessmentsReply(BaseModel):
    """What is under way in a place: changes with their clocks, what is to be confirmed, whom to assess next."""

    today: date
    panel: PanelLine
    changes: list[AbilityChangeLine]
    waiting: list[AssessmentLine]
    next: list[NextLine]
    decided: list[AssessmentLine]
