"""What staff send and read about facts and reports."""

from collections.abc import Mapping
from datetime import date
from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

from shouwang import clock
from shouwang.duties.words import FactKind
from shouwang.register.identity import Sex
from shouwang.register.models import ReportShape
from shouwang.register.words import ReportWhat
from shouwang.settings import settings
from shouwang.sync.models import ConflictShape

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


PrintedLine = Annotated[str, StringConstraints(strip_whitespace=True, max_length=200, pattern=r"^[^\x00-\x1f\x7f]*$")]
"""One line of text. PostgreSQL cannot store NUL, and a line break has no place in an address."""

Seen = Annotated[str, StringConstraints(max_length=2_000)]
"""A value as it stood where it was read, whatever it is."""

LETTERS = {"phone": 40, "group_name": 40, "name": 60}
"""Where a field has room for less than a line."""

PATCH_CONTACTS = 20


class NewContact(BaseModel):
    """A relative or neighbour who can be called."""

    model_config = ConfigDict(extra="forbid")

    name: PrintedLine = Field(min_length=1, max_length=60)
    phone: PrintedLine = Field(default="", max_length=40)
    relation: PrintedLine = Field(default="", max_length=40)


class Contacts(BaseModel):
    """Members of lists, by value."""

    model_config = ConfigDict(extra="forbid")

    contacts: list[NewContact] = Field(default=[], max_length=PATCH_CONTACTS)


class ListPatch(BaseModel):
    """What patches have in common: members of lists that come and go."""

    model_config = ConfigDict(extra="forbid")

    add: Contacts = Contacts()
    remove: Contacts = Contacts()

    @property
    def added(self) -> list[dict[str, str]]:
        """Contacts that are to be there."""
        return [each.model_dump() for each in self.add.contacts]

    @property
    def removed(self) -> list[dict[str, str]]:
        """Contacts that are to be there no longer."""
        return [each.model_dump() for each in self.remove.contacts]


FieldOfWorkers = Literal["phone", "address", "group_name"]
FieldOfStaff = Literal["name", "sex", "birth_date", "phone", "address", "group_name"]
Change = tuple[Seen | None, PrintedLine | None]


class PatchBody(ListPatch):
    """`person.patch`: what somebody who cares for a person may change of her profile, each with the value she saw."""

    person: str = Field(min_length=1, max_length=64)
    set: dict[FieldOfWorkers, Change] = {}

    @property
    def pairs(self) -> Mapping[str, Change]:
        """By field."""
        return {str(name): pair for name, pair in self.set.items()}

    @model_validator(mode="after")
    def check_lengths(self) -> Self:
        """Each field has its room."""
        _check_lengths(self.pairs)
        return self


class ProfileChange(ListPatch):
    """What staff change of a profile; the same shape, more fields."""

    set: dict[FieldOfStaff, Change] = {}

    @property
    def pairs(self) -> Mapping[str, Change]:
        """By field."""
        return {str(name): pair for name, pair in self.set.items()}

    @model_validator(mode="after")
    def check_values(self) -> Self:
        """A name is not nothing, a sex is one, a birth is a day."""
        _check_lengths(self.pairs)
        wanted = {name: new for name, (_, new) in self.pairs.items()}
        if not wanted.get("name", "there"):
            raise ValueError("a person needs a name")
        if "sex" in wanted:
            Sex(wanted["sex"] or "")
        if "birth_date" in wanted:
            _check_birth(wanted["birth_date"])
        return self


def _check_lengths(pairs: Mapping[str, Change]) -> None:
    for name, (_, new) in pairs.items():
        if len(new or "") > LETTERS.get(name, 200):
            raise ValueError(f"{name} is too long")


def _check_birth(day: str | None) -> None:
    born = date.fromisoformat(day or "")
    if born.isoformat() != day or not date(1880, 1, 1) <= born <= clock.today(settings().zone):
        raise ValueError("nobody here was born on that day")


class ConflictLine(ConflictShape):
    """Two values of a field, side by side at the desk; `current` is what stands now."""

    current: str | None
    person_name: str
    township: str
    village_name: str
    author_name: str | None


class ConflictChoice(BaseModel):
    """What a person decides; `seen` is what she saw standing."""

    choice: Literal["kept", "other"]
    seen: Seen | None
