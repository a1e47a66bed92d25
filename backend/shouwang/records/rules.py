"""Whether a line of a sheet of paper can be entered, without any database."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum


class Problem(StrEnum):
    """What speaks against a line."""

    UNKNOWN_PERSON = "unknown_person"
    IN_THE_FUTURE = "in_the_future"
    NOT_ASSIGNED = "not_assigned"
    AFTER_DEATH = "after_death"
    ALREADY_THERE = "already_there"
    ID_TAKEN = "id_taken"


@dataclass(frozen=True, slots=True)
class Given:
    """A worker's time with a person, both days included, and her role."""

    first: date
    last: date | None
    role: str


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of a person: the worker's times with her in order, her death, and her days with a record of it."""

    given: Sequence[Given]
    died: date | None
    days: Iterable[date]


@dataclass(frozen=True, slots=True)
class Line:
    """What a line says, as far as it can be wrong. `until` is its end, or its start where it has none."""

    id: str
    person: str
    day: date
    until: datetime
    keep_both: bool


def role_on(day: date, given: Sequence[Given]) -> str | None:
    """In which role a worker was a person's on a day; of several the one that began first."""
    return next((each.role for each in given if each.first <= day and (each.last is None or day <= each.last)), None)


def objections(
    lines: Iterable[Line], known: Mapping[str, Known], taken: Iterable[str], now: datetime
) -> dict[str, Problem]:
    """What speaks against each line, by its id; lines against which nothing speaks are not in it."""
    found: dict[str, Problem] = {}
    ids, days = set(taken), {(person, day) for person, each in known.items() for day in each.days}
    for line in lines:
        problem = _objection(line, known.get(line.person), now)
        if problem is None and line.id in ids:
            problem = Problem.ID_TAKEN
        if problem is None and (line.person, line.day) in days and not line.keep_both:
            problem = Problem.ALREADY_THERE
        if problem is not None:
            found[line.id] = problem
        ids.add(line.id)
        days.add((line.person, line.day))
    return found


def _objection(line: Line, known: Known | None, now: datetime) -> Problem | None:
    if known is None:
        return Problem.UNKNOWN_PERSON
    if line.until > now:
        return Problem.IN_THE_FUTURE
    if role_on(line.day, known.given) is None:
        return Problem.NOT_ASSIGNED
    return Problem.AFTER_DEATH if known.died is not None and line.day > known.died else None
