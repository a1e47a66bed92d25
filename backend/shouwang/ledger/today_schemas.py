"""What a clerk's day begins with. Shapes are those of `docs/protocol.md` §5."""

from datetime import date, datetime

from pydantic import BaseModel

from shouwang.agreements.schemas import AgreementStanding
from shouwang.duties.schemas import DutyWords
from shouwang.duties.words import Light
from shouwang.ledger.schemas import Carer
from shouwang.register.words import ReportWhat
from shouwang.reminders.schemas import UrgingLine


class Someone(BaseModel):
    """A person, as far as one must know to see to her."""

    id: str
    name: str
    village_name: str
    group_name: str
    ability: str | None


class Overdue(Someone):
    """A person whose visit is overdue. `days` counts how long; 0 where only the last unit was missed."""

    light: Light
    due_by: date
    days: int
    to_be_confirmed: list[ReportWhat]


class ToUrge(BaseModel):
    """A worker with people whose visits are overdue, the longest first; and who urged her today.

    `last_contact` is the last that was heard of her phones.
    """

    carer: Carer
    people: list[Overdue]
    last_contact: datetime | None
    urged: UrgingLine | None


class DutyDue(BaseModel):
    """Something other than a visit that is owed to people by a day, and is overdue or soon will be."""

    duty: DutyWords
    due_by: date
    people: list[Someone]


class StayDue(Someone):
    """Somebody who is in hospital or away: the stay ends within days, or it is long and has no end."""

    value: str | None
    since: date
    until: date | None


class SilentPhone(BaseModel):
    """A worker of whose phones nothing has come for days."""

    user: str
    name: str
    people: int
    last_contact: datetime


class TodayReply(BaseModel):
    """What needs somebody of a township's office today, beside what the lists of needs, reports and parked items say.

    `agreements_due` are those who have no agreement that holds, none that fits, or one that ends soon.
    `nobody` are the overdue without a carer, `due_today` counts those whose last day is today, `no_ability` are those
    of whom nobody has entered how dependent they are, without which nothing is owed to them; `never_signed_in` counts
    workers who have people and no phone.
    """

    today: date
    township: str
    name: str
    people: int
    due_today: int
    overdue: list[ToUrge]
    nobody: list[Overdue]
    without_carer: list[Someone]
    duties_due: list[DutyDue]
    stays_due: list[StayDue]
    no_ability: list[Someone]
    agreements_due: list[AgreementStanding]
    silent: list[SilentPhone]
    never_signed_in: int
