"""Assessments of ability, and changes that were reported."""

from datetime import date, datetime
from typing import Any

from sqlmodel import Field, SQLModel

from shouwang.assessments.words import AssessmentStatus, AssessorKind, Scale
from shouwang.database import Moment
from shouwang.sealed_columns import sealed_json, sealed_text
from shouwang.sync.synced import SyncedRow


class Assessor(SQLModel):
    """Who signed, of which house, in which capacity."""

    name: str
    unit: str
    kind: AssessorKind


class AssessmentShape(SQLModel):
    """An assessment as the assessors' phones and the desk see it."""

    id: str
    person: str
    scale: Scale
    items: dict[str, str]
    score: int | None
    level: str
    computed: str | None
    reason: str | None
    note: str | None
    assessed_on: date
    assessors: list[Assessor]
    author_name: str
    status: AssessmentStatus
    valid_from: date | None
    decided_by_name: str | None
    decided_at: datetime | None
    decision_reason: str | None


class Assessment(SyncedRow, table=True):
    """What assessors found. It changes nothing until an office has confirmed it: then it is a fact of its own day.

    `computed` is what the items come to, `reason` why the level is another. `score` is of a scale that has one.
    """

    sync_kind = "assessment"

    id: str = Field(primary_key=True)
    person: str = Field(foreign_key="person.id", index=True)
    township: str = Field(index=True)
    scale: str
    items: dict[str, str] = Field(default_factory=dict, sa_type=sealed_json("assessment.items"))
    score: int | None = None
    level: str
    computed: str | None = None
    reason: str | None = Field(default=None, sa_type=sealed_text("assessment.reason"))
    note: str | None = Field(default=None, sa_type=sealed_text("assessment.note"))
    assessed_on: date
    assessors: list[dict[str, Any]] = Field(default_factory=list, sa_type=sealed_json("assessment.assessors"))
    author: str
    author_name: str
    recorded_at: datetime = Field(sa_type=Moment)
    mutation: str | None = None
    status: str = AssessmentStatus.TO_BE_CONFIRMED
    valid_from: date | None = None
    fact: str | None = None
    decided_by: str | None = None
    decided_by_name: str | None = None
    decided_at: datetime | None = Field(default=None, sa_type=Moment)
    decision_reason: str | None = Field(default=None, sa_type=sealed_text("assessment.decision_reason"))

    def bucket(self) -> str:
        """The assessors' file about the person: neither carers nor the health team have it."""
        return f"a:{self.person}"

    def shape(self) -> AssessmentShape:
        """All of it but ids of users."""
        return AssessmentShape.model_validate(self, from_attributes=True)


class AbilityChange(SQLModel, table=True):
    """Somebody reported that a person's ability has changed: from then on ten working days count."""

    __tablename__ = "ability_change"

    id: str = Field(primary_key=True)
    person: str = Field(foreign_key="person.id", index=True)
    township: str = Field(index=True)
    reported_on: date
    reported_by: str
    why: str | None = Field(default=None, sa_type=sealed_text("ability_change.why"))
    due_on: date
    due_certain: bool
    entered_by: str
    entered_by_name: str
    entered_at: datetime = Field(sa_type=Moment)
    assessment: str | None = Field(default=None, foreign_key="assessment.id")
    closed_at: datetime | None = Field(default=None, sa_type=Moment)
    close_reason: str | None = Field(default=None, sa_type=sealed_text("ability_change.close_reason"))
