"""What travels about checkups."""

from datetime import date, datetime
from typing import Annotated, Any, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from shouwang.checkups.definition import checkup_form
from shouwang.checkups.models import SectionShape
from shouwang.checkups.words import Bounds, CheckupState

ROW_ID = r"^[0-9a-f-]{36}$"
Seen = Any
Change = Annotated[tuple[Any, Any], "what its author saw, and what she wants"]


class SectionFill(BaseModel):
    """Changes of one section, each with the value that its author saw. `settle` names clashes that she has settled."""

    model_config = ConfigDict(extra="forbid")

    year: int = Field(ge=2000, le=9999)
    form_version: int = Field(ge=1, le=1)
    section: str = Field(max_length=40)
    set: dict[str, Change] = Field(default={}, max_length=100)
    settle: list[Annotated[str, Field(pattern=ROW_ID)]] = Field(default=[], max_length=100)

    @model_validator(mode="after")
    def check_fields(self) -> Self:
        """Each field belongs to the section."""
        strange = [name for name in self.set if checkup_form().section_of.get(name) != self.section]
        if strange or all(section.id != self.section for section in checkup_form().sections):
            raise ValueError("no such field in this section")
        return self


class FillBody(SectionFill):
    """`checkup.fill`: the same, of a person."""

    person: str = Field(min_length=1, max_length=64)


class ContractLine(BaseModel):
    """A family doctor's contract, from the first day to the last."""

    model_config = ConfigDict(from_attributes=True)

    doctor: str
    signed_on: date
    until: date


class CheckupLine(BaseModel):
    """A person in the worklist of a year; `missing` counts open fields, `clashes` what two have said differently.

    `owed`: by the rule of the county; others stand here because something was filled in. `abnormal` and `urgent` count
    what is not as it should be. `contract` is the family doctor's that holds today, or at the end of that year.
    """

    person: str
    person_name: str
    sex: str
    birth_date: date
    village: str
    village_name: str
    group_name: str
    owed: bool
    state: CheckupState
    day: date | None
    told_on: date | None
    missing: int
    clashes: int
    abnormal: int
    urgent: int
    contract: ContractLine | None


class CheckupYear(BaseModel):
    """A checkup with all that was filled in; `day` is the one that counts."""

    year: int
    state: CheckupState
    day: date | None
    missing: list[str]
    sections: list[SectionShape]


class CheckupFile(BaseModel):
    """A person's checkup of a year and those of the years before, the latest first."""

    person: str
    person_name: str
    sex: str
    birth_date: date
    township: str
    village_name: str
    group_name: str
    bounds: Bounds
    contract: ContractLine | None
    years: list[CheckupYear]
    at: datetime


class CheckupFills(BaseModel):
    """Sections to be filled in together: all of them, or nothing."""

    model_config = ConfigDict(extra="forbid")

    sections: list[SectionFill] = Field(min_length=1, max_length=20)


class RouteStop(BaseModel):
    """A village; `placed`: staff have set its place in the route."""

    village: str
    name: str
    placed: bool


class SetRoute(BaseModel):
    """The order that staff set; `seen` is the one that they saw."""

    model_config = ConfigDict(extra="forbid")

    township: str = Field(pattern=r"^[0-9]{9}$")
    villages: list[Annotated[str, Field(pattern=r"^[0-9]{12}$")]] = Field(max_length=200)
    seen: list[str] = Field(max_length=200)
