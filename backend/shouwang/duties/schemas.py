"""What a county follows and what it raised for a time, as they travel. Shapes are those of `docs/protocol.md` §7."""

from datetime import date, datetime

from pydantic import BaseModel, Field

from shouwang.duties.duty import AgeLimit, Population
from shouwang.duties.words import (
    Ability,
    Arrangement,
    ExtraReason,
    PolicyStatus,
    Severity,
    StatementKind,
)


class Sentence(BaseModel):
    """A duty in plain words."""

    zh: str
    en: str


class DutyWords(BaseModel):
    """A duty with the words of its policy; `version` is that of the pack by which it applied on these days."""

    id: str
    pack: str
    version: int
    every: str
    severity: Severity
    quote: str | None
    source: str | None
    title: str | None
    status: PolicyStatus
    sentence: Sentence
    valid_from: date
    valid_to: date | None


class PolicyDuty(BaseModel):
    """A duty on the page of policies, with the reading that was taken where its words leave room."""

    id: str
    title: str | None
    title_en: str | None
    severity: Severity
    quote: str | None
    source: str | None
    basis: str | None
    basis_en: str | None
    sentence: Sentence


class StatementLine(BaseModel):
    """What a source states beside its duties; nothing is owed by it."""

    id: str
    kind: StatementKind
    title: str
    title_en: str
    quote: str
    source: str | None


class FollowedPolicy(BaseModel):
    """A version of a pack that the county follows, followed or will follow. A draft is never law in force."""

    pack: str
    version: int
    title: str | None
    title_en: str | None
    place: str | None
    status: PolicyStatus
    source: str | None
    basis: str | None
    basis_en: str | None
    valid_from: date
    valid_to: date | None
    duties: list[PolicyDuty]
    statements: list[StatementLine]


class PoliciesReply(BaseModel):
    """What the county follows and followed as of `today`, the latest first."""

    today: date
    policies: list[FollowedPolicy]


class ExtraPopulation(BaseModel):
    """Who is to be visited; an empty list means any. Ages are completed years."""

    programmes: list[str] = Field(max_length=10)
    arrangements: list[Arrangement] = Field(max_length=2)
    abilities: list[Ability] = Field(max_length=3)
    min_age: int | None = Field(ge=0, le=150)

    def asked(self) -> Population:
        """As the engine asks it."""
        age = None if self.min_age is None else AgeLimit(self.min_age, None)
        return Population(tuple(self.programmes), tuple(self.arrangements), tuple(self.abilities), age)


class RaiseRequest(BaseModel):
    """An extra duty to be raised; its id is made by whoever raises it."""

    id: str = Field(pattern=r"^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$")
    place: str = Field(pattern=r"^\d{6}(\d{3})?$")
    title: str = Field(min_length=1, max_length=60)
    reason: ExtraReason
    valid_from: date
    valid_to: date
    population: ExtraPopulation


class ExtraDutyLine(BaseModel):
    """An extra duty at the desk."""

    id: str
    place: str
    place_name: str
    title: str
    reason: ExtraReason
    valid_from: date
    valid_to: date
    population: ExtraPopulation
    raised_by_name: str
    raised_at: datetime
    ended_at: datetime | None


class ExtraDutiesReply(BaseModel):
    """The extra duties that concern the caller's places, the latest first."""

    today: date
    rows: list[ExtraDutyLine]


class FestivalLine(BaseModel):
    """A festival in one year."""

    id: str
    name: str
    name_en: str
    day: date
