"""花名册: places, people, facts about them, who cares for whom. A range has both its ends; an open end is null."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON
from sqlmodel import Field, SQLModel

from shouwang.database import Moment
from shouwang.duties.words import FactKind
from shouwang.register.identity import Sex as Sex
from shouwang.register.words import ReportStatus, ReportWhat
from shouwang.sealed_columns import sealed_json, sealed_text
from shouwang.sync.synced import SyncedRow


class Place(SQLModel, table=True):
    """A county (6 digits), township (9) or village (12), by GB/T 2260 and the codes for statistics.

    A village of which only the name is known gets a code from 900 on, which the real list never reaches. One that has
    become part of another one is `merged_into` it, and in no list any more.
    """

    code: str = Field(primary_key=True)
    name: str
    parent: str | None = Field(default=None, index=True)
    merged_into: str | None = None


class FormerName(SQLModel, table=True):
    """How a village, or one that has become part of it, was called up to a day."""

    __tablename__ = "former_name"

    id: str = Field(primary_key=True)
    place: str = Field(foreign_key="place.code", index=True)
    name: str
    until: date
    at: datetime = Field(sa_type=Moment)
    by: str
    by_name: str


class Stay(SQLModel):
    """A person's time in a household."""

    person: str
    valid_from: date
    valid_to: date | None = None


class HouseholdShape(SQLModel):
    """A household as a phone sees it."""

    id: str
    person: str
    township: str
    village: str
    village_name: str
    group_name: str
    address: str
    head: str | None
    head_name: str
    members: list[Stay]


class Household(SyncedRow, table=True):
    """People in care who live together; who lives alone is a household of one.

    It is kept in the file of its first `person` (sync §2), and each who lives in it now names it in hers. `head` is the
    one of them who is 户主; `head_name` names a 户主 who is not in care. `members` are stays, in order; a stay is
    ended, never deleted.
    """

    sync_kind = "household"

    id: str = Field(primary_key=True)
    person: str = Field(index=True)
    township: str = Field(index=True)
    village: str = Field(foreign_key="place.code", index=True)
    village_name: str = ""
    group_name: str = ""
    address: str = ""
    head: str | None = None
    head_name: str = ""
    members: list[dict[str, Any]] = Field(default_factory=list, sa_type=JSON)

    def bucket(self) -> str:
        """The file of its first person."""
        return f"p:{self.person}"

    def shape(self) -> HouseholdShape:
        """All of it."""
        return HouseholdShape.model_validate(self, from_attributes=True)

    @property
    def stays(self) -> list[Stay]:
        """Who lives or lived in it, the ones who came first before the others."""
        return [Stay.model_validate(stay) for stay in self.members]


class Contact(SQLModel):
    """A relative or neighbour who can be called. Told apart by all that is said of her."""

    name: str
    phone: str
    relation: str


class PersonShape(SQLModel):
    """A person as a phone sees her: no ID number, no bank account."""

    id: str
    name: str
    sex: Sex
    birth_date: date
    township: str
    village: str
    village_name: str
    group_name: str
    address: str
    phone: str | None
    household: str | None
    contacts: list[Contact]
    also: list[str] | None


class Person(SyncedRow, table=True):
    """Someone in care. The ID number and the bank account are sealed; the ID number is found by its blind index.

    `also` are the ids of other entries that were found to be hers and are `merged_into` this one, by whatever way.
    """

    sync_kind = "person"

    id: str = Field(primary_key=True)
    name: str
    sex: str
    birth_date: date
    township: str = Field(foreign_key="place.code", index=True)
    village: str = Field(foreign_key="place.code", index=True)
    village_name: str
    group_name: str = ""
    address: str = ""
    phone: str | None = Field(default=None, sa_type=sealed_text("person.phone"))
    contacts: list[dict[str, str]] = Field(default_factory=list, sa_type=sealed_json("person.contacts"))
    household: str | None = Field(default=None, foreign_key="household.id", index=True)
    id_number_sealed: bytes | None = None
    id_number_index: str | None = Field(default=None, unique=True)
    bank_account_sealed: bytes | None = None
    note: str = Field(default="", sa_type=sealed_text("person.note"))
    merged_into: str | None = Field(default=None, index=True)
    also: list[str] | None = Field(default=None, sa_type=JSON)

    def bucket(self) -> str:
        """The person's own file."""
        return f"p:{self.id}"

    def shape(self) -> PersonShape:
        """The profile."""
        return PersonShape.model_validate(self, from_attributes=True)


class FactShape(SQLModel):
    """A fact as a phone sees it."""

    id: str
    person: str
    kind: FactKind
    value: str | None
    valid_from: date
    valid_to: date | None
    known_on: date
    entered: int
    voided_at: datetime | None


class Fact(SyncedRow, table=True):
    """Something that was so about a person from a day on. Never edited: ended, followed or voided.

    `entered` counts a person's facts in the order of entry, which settles ties; `source_text` keeps the words of the
    file or sheet; `known_on` is the day on which the office knew (nobody can miss a duty that nobody knew).
    """

    sync_kind = "fact"

    id: str = Field(primary_key=True)
    person: str = Field(foreign_key="person.id", index=True)
    kind: str
    value: str | None = None
    valid_from: date
    valid_to: date | None = None
    known_on: date
    entered: int = 0
    entered_at: datetime = Field(sa_type=Moment)
    entered_by: str | None = None
    source_text: str | None = Field(default=None, sa_type=sealed_text("fact.source_text"))
    voided_at: datetime | None = Field(default=None, sa_type=Moment)
    void_reason: str | None = Field(default=None, sa_type=sealed_text("fact.void_reason"))

    def bucket(self) -> str:
        """The person's own file."""
        return f"p:{self.person}"

    def shape(self) -> FactShape:
        """The fact without who entered it."""
        return FactShape.model_validate(self, from_attributes=True)


class ReportShape(SQLModel):
    """What the field has said of a person, and what the township made of it."""

    id: str
    person: str
    what: ReportWhat
    since: date
    note: str | None
    author: str
    author_name: str
    reported_at: datetime
    status: ReportStatus
    decided_by: str | None
    decided_at: datetime | None
    decision_reason: str | None
    fact: str | None


class Report(SyncedRow, table=True):
    """Somebody is in hospital, away, back or has died, says who cares for her. It changes nothing until it is decided.

    `since` is the day it happened as stated; `reported_at` that of the receipt; `fact` the one that followed.
    """

    sync_kind = "report"

    id: str = Field(primary_key=True)
    person: str = Field(foreign_key="person.id", index=True)
    what: str
    since: date
    note: str | None = Field(default=None, sa_type=sealed_text("report.note"))
    author: str
    author_name: str
    reported_at: datetime = Field(sa_type=Moment)
    mutation: str | None = None
    status: str = Field(default=ReportStatus.TO_BE_CONFIRMED, index=True)
    decided_by: str | None = None
    decided_at: datetime | None = Field(default=None, sa_type=Moment)
    decision_reason: str | None = Field(default=None, sa_type=sealed_text("report.decision_reason"))
    fact: str | None = None

    def bucket(self) -> str:
        """The person's own file."""
        return f"p:{self.person}"

    def shape(self) -> ReportShape:
        """The report without its journal entry."""
        return ReportShape.model_validate(self, from_attributes=True)


class AssignmentShape(SQLModel):
    """Who cares for a person, as a phone sees it."""

    id: str
    person: str
    user: str
    user_name: str
    role: str
    valid_from: date
    valid_to: date | None
    cover: str | None
    instead_of: str | None


class Assignment(SyncedRow, table=True):
    """A user works for a person for a time. Closed, never deleted: what she wrote then stays hers.

    Under a `cover` she does so in place of another user, `instead_of`.
    """

    sync_kind = "assignment"

    id: str = Field(primary_key=True)
    person: str = Field(foreign_key="person.id", index=True)
    user: str = Field(foreign_key="user_account.id", index=True)
    user_name: str
    role: str
    relation: str | None = None
    is_primary: bool = True
    valid_from: date
    valid_to: date | None = None
    cover: str | None = Field(default=None, index=True)
    instead_of: str | None = None

    def bucket(self) -> str:
        """The person's own file."""
        return f"p:{self.person}"

    def shape(self) -> AssignmentShape:
        """The assignment without the relation."""
        return AssignmentShape.model_validate(self, from_attributes=True)
