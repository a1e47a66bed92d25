"""What a policy is made of: whom a duty is owed to, how often, and which records count (semantics §3)."""

import re
from dataclasses import dataclass
from datetime import date

from shouwang.duties.words import (
    Ability,
    AgeOn,
    Arrangement,
    Mode,
    PolicyStatus,
    RecordKind,
    Role,
    Severity,
    StatementKind,
    SubjectKind,
)

CALENDAR_UNITS = ("week", "month", "quarter", "year")
ROLLING = re.compile(r"day|([1-9]\d{0,3}) days")


@dataclass(frozen=True, slots=True)
class AgeLimit:
    """Ages in completed years, both ends inclusive; None means no limit on that side."""

    min: int | None
    max: int | None
    on: AgeOn = AgeOn.DAY


@dataclass(frozen=True, slots=True)
class Population:
    """Whom a duty is owed to. An empty list means any. Households and townships are always in the population."""

    programmes: tuple[str, ...] = ()
    arrangements: tuple[Arrangement, ...] = ()
    abilities: tuple[Ability, ...] = ()
    age: AgeLimit | None = None


@dataclass(frozen=True, slots=True)
class Credit:
    """Which records count (semantics §4): minutes of one record, yuan, people reached. An empty list means any."""

    kinds: tuple[RecordKind, ...]
    modes: tuple[Mode, ...] = ()
    roles: tuple[Role, ...] = ()
    min_minutes: float = 0
    min_value: float = 0
    min_beneficiaries: int = 0


@dataclass(frozen=True, slots=True)
class Duty:
    """One rule of a policy. In force from `valid_from` to `valid_to`, both inclusive, None = open.

    `quote` holds the words of the source, `basis` the reading taken where those words leave room.
    """

    id: str
    subject: SubjectKind
    every: str
    valid_from: date
    valid_to: date | None
    population: Population
    credit: Credit
    times: int = 1
    only_days: tuple[int, ...] = ()
    severity: Severity = Severity.BREACH
    title: str | None = None
    title_en: str | None = None
    quote: str | None = None
    source: str | None = None
    basis: str | None = None
    basis_en: str | None = None

    @property
    def rolling_days(self) -> int | None:
        """N of "N days" (1 for "day"), or None for a calendar duty."""
        match = ROLLING.fullmatch(self.every)
        return int(match[1] or 1) if match else None


@dataclass(frozen=True, slots=True)
class Statement:
    """What a source states that is no duty of this form: a share, a sum, a deadline. It is shown, and owes nothing."""

    id: str
    kind: StatementKind
    title: str
    title_en: str
    quote: str
    source: str | None = None


@dataclass(frozen=True, slots=True)
class Policy:
    """A pack that a county can adopt: duties, and what its source states beside them. `place` is a GB/T 2260 prefix."""

    id: str
    duties: tuple[Duty, ...]
    title: str | None = None
    title_en: str | None = None
    place: str | None = None
    status: PolicyStatus = PolicyStatus.IN_FORCE
    source: str | None = None
    basis: str | None = None
    basis_en: str | None = None
    statements: tuple[Statement, ...] = ()


@dataclass(frozen=True, slots=True)
class Followed:
    """A policy as a county follows or followed it, its duties cut to these days; `version` counts those of the pack."""

    policy: Policy
    version: int
    valid_from: date
    valid_to: date | None
