"""What staff send and read about facts and reports."""

from datetime import date

from pydantic import BaseModel, Field

from shouwang.duties.words import FactKind
from shouwang.register.models import ReportShape
from shouwang.register.words import ReportWhat

REASON_LETTERS = 500
NOTE_LETTERS = 500


class NewFact(BaseModel):
    """A fact to be entered; both days are included, no last day means that it goes on."""

    kind: FactKind
    value: str | None = Field(default=None, max_length=40)
    valid_from: date
    valid_to: date | None = None
    reason: str | None = Field(default=None, max_length=REASON_LETTERS)


class FactEnd(BaseModel):
    """The last day on which a fact holds."""

    valid_to: date


class Reason(BaseModel):
    """Why a fact is voided or a report declined."""

    reason: str = Field(min_length=1, max_length=REASON_LETTERS)


class Confirmation(BaseModel):
    """What the township corrects while confirming: another first day (of a return: the day of it), another reason."""

    valid_from: date | None = None
    value: str | None = Field(default=None, max_length=40)


class ReportLine(ReportShape):
    """A report at the desk."""

    person_name: str
    township: str
    village_name: str


class ReportBody(BaseModel):
    """`report.create`: something has happened to a person, as the field tells it."""

    id: str = Field(pattern=r"^[0-9a-f-]{36}$")
    person: str = Field(min_length=1, max_length=64)
    what: ReportWhat
    since: date
    note: str | None = Field(default=None, max_length=NOTE_LETTERS)
