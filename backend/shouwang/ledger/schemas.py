"""What the township's pages show. Shapes are those of `docs/protocol.md` §5."""

from datetime import date
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from shouwang.duties.credit import Reason
from shouwang.duties.explain import DayState
from shouwang.duties.extra import ExtraState
from shouwang.duties.schemas import DutyWords, ExtraDutyLine
from shouwang.duties.words import ExtraReason, Light, PolicyStatus
from shouwang.forms.wording import Told
from shouwang.ledger.grounds import DutyGround
from shouwang.records.models import RecordShape
from shouwang.records.schemas import Position
from shouwang.register.models import AssignmentShape, FactShape, ReportShape, Sex
from shouwang.register.words import ReportWhat


class Carer(BaseModel):
    """Who cares for a person now."""

    id: str
    name: str


class ExtraOfPerson(BaseModel):
    """An extra duty of a person, in no sum: met by the visit of the day `met`, or owed until `due_by`."""

    id: str
    title: str
    reason: ExtraReason
    state: ExtraState
    met: date | None
    due_by: date | None


class PersonRow(BaseModel):
    """One line of the people's table. Numbers are sums over the duties that are a breach when missed.

    `to_be_confirmed` is what the field reported and nobody has decided; `quarantined` counts records dated after death.
    """

    id: str
    name: str
    sex: Sex
    age: int
    village: str
    village_name: str
    group_name: str
    ability: str | None
    arrangement: str | None
    programmes: list[str]
    suspension: str | None
    carer: Carer | None
    light: Light
    due_by: date | None
    expected: int
    credited: int
    misses: int
    unreported: int
    last_visit: date | None
    last_attempt: date | None
    duties: list[str]
    extra: list[ExtraOfPerson]
    to_be_confirmed: list[ReportWhat]
    quarantined: int


class PolicyLine(BaseModel):
    """A version of a policy that the numbers follow."""

    id: str
    version: int
    title: str | None
    status: PolicyStatus
    valid_from: date


class OfPeriod(BaseModel):
    """An answer about a period, both days included, as of `today`."""

    model_config = ConfigDict(validate_by_name=True, validate_by_alias=True)

    today: date
    from_: date = Field(alias="from")
    to: date


class PeopleReply(OfPeriod):
    """A township's people and how each stands; of whom nothing is recorded about some purpose of their data, by id."""

    township: str
    name: str
    policies: list[PolicyLine]
    rows: list[PersonRow]
    consent_unrecorded: list[str]


class TownshipDuty(BaseModel):
    """How a township stands with a duty of its own; these are in no sum of its people's."""

    duty: DutyWords
    expected: int
    credited: int
    misses: list[date]
    open: int
    light: Light
    due_by: date | None


class HouseholdDuty(BaseModel):
    """A duty owed to households, summed over those of a place to which it is owed; lights are of today."""

    duty: DutyWords
    households: int
    expected: int
    credited: int
    misses: int
    unreported: int
    red: int
    yellow: int
    green: int
    grey: int


class TownshipRow(BaseModel):
    """A township: the sums of its people's lines, and what it owes itself."""

    township: str
    name: str
    people: int
    expected: int
    credited: int
    misses: int
    unreported: int
    red: int
    yellow: int
    green: int
    grey: int
    without_carer: int
    duties: list[TownshipDuty]
    household_duties: list[HouseholdDuty]
    open_issues: int
    to_be_confirmed: int
    quarantined: int


class TownshipsReply(OfPeriod):
    """The townships that the caller may see."""

    rows: list[TownshipRow]


class CreditedDay(BaseModel):
    """A day that counted, and the records that made it count."""

    service_date: date
    records: list[str]


class DutyDay(BaseModel):
    """One day of the period's strip, with the record that credited it."""

    day: date
    state: DayState | Literal["unreported"]
    record: str | None


class DutyLine(BaseModel):
    """How a person stands with a duty, with what each number rests on.

    Units without enough credit are dated by their last day: `misses` are confirmed by every phone, `unreported` may
    still lie on one. `owners` names the worker whose each was; one not in it was the township's.
    """

    duty: DutyWords
    expected: int
    credited: int
    misses: list[date]
    unreported: list[date]
    owners: dict[date, Carer]
    open: int
    longest_gap: int | None
    light: Light
    due_by: date | None
    credits: list[CreditedDay]
    days: list[DutyDay]
    grounds: list[DutyGround]


class NotCounted(BaseModel):
    """Why a record does not count for a duty.

    Where a word or a number decided: what the record `had`, and `wanted`: the words of which one would have counted, or
    the least number. `instead` is the record that had credited the day; `facts` are the suspensions or the death.
    """

    reason: Reason
    had: str | float | None
    wanted: list[str | float]
    instead: str | None
    facts: list[str]


class RecordLine(RecordShape):
    """A record, its answers in words (`told`), the duties that it counts for and why it does not for the others.

    `position`: of the phone. Of its pictures `arrived` are here, `removed` were, `given_up` are not waited for.
    """

    told: list[Told]
    position: Position | None
    arrived: list[str]
    removed: list[str]
    given_up: list[str]
    late: bool
    counts_for: list[str]
    not_counted: dict[str, NotCounted]


class PersonHead(PersonRow):
    """A person's row and what only her own page shows; numbers that identify her are masked."""

    birth_date: date
    address: str
    phone: str | None
    id_number: str | None
    bank_account: str | None


class FactLine(FactShape):
    """A fact at the desk: with the words of its source or the reason given, and why it was voided."""

    source_text: str | None
    void_reason: str | None


class OpenedExtra(ExtraOfPerson):
    """An extra duty of a person with its days, whatever the period asked for, and by which facts each was owed."""

    days: list[DutyDay]
    grounds: list[DutyGround]


class PersonReply(OfPeriod):
    """One person: who she is, what is owed to her, what was done.

    Records name an extra duty by its id, as they name the duties. `quarantined` names the records dated after her
    death: kept, and credited nowhere (semantics §2).
    """

    person: PersonHead
    facts: list[FactLine]
    reports: list[ReportShape]
    quarantined: list[str]
    assignments: list[AssignmentShape]
    duties: list[DutyLine]
    extra: list[OpenedExtra]
    records: list[RecordLine]


class TownshipReply(OfPeriod):
    """One township: what it owes itself, and what was done for it."""

    township: str
    name: str
    policies: list[PolicyLine]
    duties: list[DutyLine]
    records: list[RecordLine]


class ExtraPersonRow(BaseModel):
    """Somebody in the population of an extra duty."""

    id: str
    name: str
    township: str
    township_name: str
    village_name: str
    group_name: str
    carer: Carer | None
    state: ExtraState
    met: date | None
    due_by: date | None


class ExtraReply(BaseModel):
    """An extra duty with everybody whom it is owed to, as far as they are the caller's; who is to be visited first."""

    today: date
    extra: ExtraDutyLine
    met: int
    to_visit: int
    missed: int
    unreported: int
    rows: list[ExtraPersonRow]
