"""Missed, or not yet reported; and whose miss (semantics §7 and §8). Pure: dates in, dates out.

A phone that is out of reach may hold the very visit that seems to be missing. So a unit without credit is a miss only
when every active phone of everyone assigned in it has said that it holds nothing from that time any more.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from shouwang.clock import local_date
from shouwang.duties.duty import Duty
from shouwang.duties.timelines import Span
from shouwang.duties.units import unit_of
from shouwang.duties.words import SubjectKind

ALWAYS = date.max
"""Reported through for ever: who has no phone reports on paper, and nothing can be waiting on one."""
NEVER = date.min


@dataclass(frozen=True, slots=True)
class Assigned:
    """A worker's time with a person, both days included; an open end is None. `is_cover`: in place of another."""

    user: str
    user_name: str
    valid_from: date
    valid_to: date | None
    is_cover: bool = False


@dataclass(frozen=True, slots=True)
class Outcome:
    """A unit that ended without enough credit, by its last day. `owner` is None when it is the township's.

    `waits_for` are those assigned in it whose phones have not reported that day: with none it was missed.
    """

    last: date
    owner: Assigned | None
    waits_for: tuple[str, ...] = ()

    @property
    def is_reported(self) -> bool:
        """Whether it was missed, and lies on no phone."""
        return not self.waits_for


def reported_through(watermarks: Iterable[datetime | None], zone: ZoneInfo) -> date:
    """The last whole day of which none of a worker's active phones holds anything unsent."""
    days = [NEVER if mark is None else local_date(mark, zone) - timedelta(days=1) for mark in watermarks]
    return min(days, default=ALWAYS)


def outcomes(
    duty: Duty, misses: Iterable[date], assigned: Sequence[Assigned], reported: Mapping[str, date]
) -> list[Outcome]:
    """What each unit without enough credit is: missed or unreported, and whose."""
    found = (_outcome(unit_ending(duty, last), assigned, reported) for last in misses)
    # To a household nobody is assigned, only to its people: what is owed to it and missed is the township's.
    return list(found) if duty.subject is SubjectKind.PERSON else [replace(each, owner=None) for each in found]


def _outcome(unit: Span, assigned: Sequence[Assigned], reported: Mapping[str, date]) -> Outcome:
    last = date.fromordinal(unit.last)
    in_unit = [each for each in assigned if _days_of(each, unit) > 0]
    waits_for = sorted({each.user for each in in_unit if reported.get(each.user, ALWAYS) < last})
    return Outcome(last, _owner(unit, in_unit), tuple(waits_for))


def _owner(unit: Span, assigned: Iterable[Assigned]) -> Assigned | None:
    """Who was there on the last day and for at least half of the unit; on a single day, from the day before.

    Who has taken over for some days is asked before the one in whose place she stands.
    """
    for each in sorted(assigned, key=lambda given: (not given.is_cover, given.valid_from)):
        is_there = each.valid_to is None or each.valid_to.toordinal() >= unit.last
        if unit.first == unit.last:
            was_there = each.valid_from.toordinal() < unit.first
        else:
            was_there = 2 * _days_of(each, unit) >= unit.last - unit.first + 1
        if is_there and was_there:
            return each
    return None


def _days_of(given: Assigned, unit: Span) -> int:
    first = max(given.valid_from.toordinal(), unit.first)
    last = unit.last if given.valid_to is None else min(given.valid_to.toordinal(), unit.last)
    return last - first + 1


def unit_ending(duty: Duty, last: date) -> Span:
    """The days in which the duty was owed once: of a rolling one, the N days that end on the miss."""
    day = last.toordinal()
    return Span(day - duty.rolling_days + 1, day) if duty.rolling_days else unit_of(duty.every, day)
