"""What is filled in of a checkup, where each checkup stands, and the county's rule of who is owed one."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON
from sqlmodel import Field, SQLModel, UniqueConstraint

from shouwang.checkups.words import Bounds
from shouwang.database import Moment
from shouwang.sealed_columns import sealed_json
from shouwang.sync.synced import COUNTY_BUCKET, SyncedRow


class ClashShape(SQLModel):
    """Two colleagues filled one field in differently: `kept` stands, `other` waits for one of them."""

    id: str
    field: str
    kept: Any
    other: Any
    other_by: str


class SectionShape(SQLModel):
    """A section as the health team's phones see it."""

    id: str
    person: str
    year: int
    section: str
    answers: dict[str, Any]
    clashes: list[ClashShape]
    author_name: str
    updated_at: datetime


class CheckupSection(SyncedRow, table=True):
    """A section of the checkup of a person's year. `author` is who changed it last."""

    __tablename__ = "checkup_section"
    __table_args__ = (UniqueConstraint("person", "year", "section"),)
    sync_kind = "checkup_section"

    id: str = Field(primary_key=True)
    person: str = Field(foreign_key="person.id", index=True)
    year: int
    section: str
    answers: dict[str, Any] = Field(default_factory=dict, sa_type=sealed_json("checkup_section.answers"))
    clashes: list[dict[str, Any]] = Field(default_factory=list, sa_type=sealed_json("checkup_section.clashes"))
    author: str
    author_name: str
    updated_at: datetime = Field(sa_type=Moment)

    def bucket(self) -> str:
        """The person's health file: the health team of her place has it, and no carer."""
        return f"h:{self.person}"

    def shape(self) -> SectionShape:
        """All of it but the author's id."""
        return SectionShape.model_validate(self, from_attributes=True)


class Checkup(SQLModel, table=True):
    """Where the checkup of a person's year stands: always worked out from its sections, never the other way round.

    `findings` are the fields that are not as they should be, and whether a doctor was needed at once. `contract_…` is
    the family doctor's, as it was entered in that year.
    """

    __table_args__ = (UniqueConstraint("person", "year"),)

    id: str = Field(primary_key=True)
    person: str = Field(foreign_key="person.id", index=True)
    township: str = Field(index=True)
    year: int
    state: str
    day: date | None = None
    told_on: date | None = None
    missing: int
    clashes: int
    findings: dict[str, bool] = Field(default_factory=dict, sa_type=sealed_json("checkup.findings"))
    contract_doctor: str | None = None
    contract_on: date | None = None
    contract_until: date | None = None
    updated_at: datetime = Field(sa_type=Moment)


class RuleShape(SQLModel):
    """Whoever reaches `age` by `cutoff` (MM-DD) of a year is owed a checkup. And the `bounds` of constitutions."""

    id: str
    age: int
    cutoff: str
    bounds: Bounds


class CheckupRule(SyncedRow, table=True):
    """The county's rule, where it has one of its own; there is one row."""

    __tablename__ = "checkup_rule"
    sync_kind = "checkup_rule"

    id: str = Field(primary_key=True)
    age: int
    cutoff: str
    bounds: str

    def bucket(self) -> str:
        """The county's bucket: it names nobody."""
        return COUNTY_BUCKET

    def shape(self) -> RuleShape:
        """All of it."""
        return RuleShape.model_validate(self, from_attributes=True)


class RouteShape(SQLModel):
    """The villages of a township in the order in which the bus goes; those that are not named come after."""

    id: str
    villages: list[str]


class CheckupRoute(SyncedRow, table=True):
    """The route of a township, under its code."""

    __tablename__ = "checkup_route"
    sync_kind = "checkup_route"

    id: str = Field(primary_key=True, foreign_key="place.code")
    villages: list[str] = Field(default_factory=list, sa_type=JSON)

    def bucket(self) -> str:
        """The county's bucket: it names nobody."""
        return "c"

    def shape(self) -> RouteShape:
        """All of it."""
        return RouteShape.model_validate(self, from_attributes=True)
