"""Stretches of days as the desk is told of them: by which facts a duty was owed, or why it was not."""

from datetime import date

from pydantic import BaseModel

from shouwang.duties.grounds import Ground, GroundState, Why
from shouwang.duties.grounds import HeldFact as Held
from shouwang.duties.timelines import EARLIEST, LATEST
from shouwang.duties.words import FactKind


class HeldFact(BaseModel):
    """A fact that had to do with whether a duty was owed.

    `binds_from` is its first day, or the day on which it was known where nobody can miss what nobody knew
    (semantics §2); `binds_when_known` says that it is the latter.
    """

    id: str | None
    kind: FactKind
    value: str | None
    valid_from: date
    valid_to: date | None
    known_on: date
    binds_from: date
    binds_when_known: bool


class DaysOfAge(BaseModel):
    """The days on which somebody is of an age for a duty, both included; None = open."""

    first: date | None
    last: date | None


class DutyGround(BaseModel):
    """Days from `first` to `last` on which nothing changed: by which facts the duty was owed, or why it was not.

    `not_known_yet` are facts that had begun and bind only from a later day, when they were known. `of_age` is None
    where the duty asks for no age. A unit of the calendar of which too few days were owed is not owed all the same.
    """

    first: date
    last: date
    state: GroundState
    why: list[Why]
    facts: list[HeldFact]
    not_known_yet: list[HeldFact]
    of_age: DaysOfAge | None


def ground_line(ground: Ground) -> DutyGround:
    """A stretch of days as it is told."""
    return DutyGround(
        first=ground.first,
        last=ground.last,
        state=ground.state,
        why=list(ground.why),
        facts=[_held(held) for held in ground.facts],
        not_known_yet=[_held(held) for held in ground.not_known_yet],
        of_age=ground.of_age and DaysOfAge(first=_day(ground.of_age.first), last=_day(ground.of_age.last)),
    )


def _held(held: Held) -> HeldFact:
    fact, binds_from = held
    return HeldFact(
        id=fact.id,
        kind=FactKind(fact.kind),
        value=fact.value,
        valid_from=fact.valid_from,
        valid_to=fact.valid_to,
        known_on=fact.known_on or fact.valid_from,
        binds_from=binds_from,
        binds_when_known=binds_from > fact.valid_from,
    )


def _day(ordinal: int) -> date | None:
    """A day of the calendar; its ends stand for an open side."""
    return None if ordinal in (EARLIEST, LATEST) else date.fromordinal(ordinal)
