"""What the households' pages show."""

from datetime import date

from pydantic import BaseModel

from shouwang.duties.words import Light
from shouwang.ledger.schemas import DutyLine, HouseholdDuty, OfPeriod, PolicyLine, RecordLine


class HouseholdMember(BaseModel):
    """Somebody's time in a household; no last day means that she lives there."""

    person: str
    name: str
    valid_from: date
    valid_to: date | None


class HouseholdRow(BaseModel):
    """A household and how it stands. `head` is a name; numbers sum the duties that are a breach when missed."""

    id: str
    village: str
    village_name: str
    group_name: str
    address: str
    head: str
    members: list[HouseholdMember]
    light: Light
    due_by: date | None
    expected: int
    credited: int
    misses: int
    unreported: int


class HouseholdsReply(OfPeriod):
    """A township's households in which somebody lived in the period, and how each stands."""

    township: str
    name: str
    policies: list[PolicyLine]
    duties: list[HouseholdDuty]
    rows: list[HouseholdRow]


class HouseholdReply(OfPeriod):
    """One household: who lives in it, what is owed to it, and what was done for it."""

    township: str
    township_name: str
    household: HouseholdRow
    policies: list[PolicyLine]
    duties: list[DutyLine]
    records: list[RecordLine]
