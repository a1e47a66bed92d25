"""Counting units, rolling and calendar (semantics §5), and the light of each (semantics §6).

`spans` are the days on which a subject is eligible while the duty is in force: disjoint, in order, never adjacent.
`days` are the credited days up to today, in order: all those that a rhythm `looks_at`, and for a rolling duty the one
before them, where it lies in the same span. Nothing further back can change an answer. All days are ordinals.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from datetime import date
from functools import cached_property
from typing import NamedTuple

from shouwang.duties.duty import Duty
from shouwang.duties.timelines import LATEST, Span
from shouwang.duties.units import creditable, unit_of, units_ending
from shouwang.duties.words import Light

_FEBRUARY = 28


class Tally(NamedTuple):
    """The numbers of a line; `longest_gap` is None for calendar duties."""

    expected: int = 0
    credited: int = 0
    misses: tuple[int, ...] = ()
    open: int = 0
    longest_gap: int | None = None


class Due(NamedTuple):
    """What is owed now, and the last day in time for it (None: nothing is)."""

    light: Light
    by: int | None = None


GREY = Due(Light.GREY)


def span_of(spans: Sequence[Span], day: int) -> Span | None:
    """The span that holds the day."""
    for span in spans:
        if span.first <= day <= span.last:
            return span
    return None


class Rolling:
    """A duty owed once in every N eligible days in a row, asked about a period."""

    def __init__(self, days: int, period: Span, today: int) -> None:
        self._length, self._today = days, today
        self._closed = Span(period.first, min(period.last, today - 1))
        self.looks_at = Span(min(period.first, today), today)

    def tally(self, spans: Sequence[Span], days: Sequence[int]) -> Tally:
        """What the closed days of the period hold."""
        expected = credited = longest = 0
        misses: list[int] = []
        for span in spans:
            first, last = max(span.first, self._closed.first), min(span.last, self._closed.last)
            if first > last:
                continue
            start, end = bisect_left(days, first), bisect_right(days, last)
            since = days[start - 1] if start and days[start - 1] >= span.first else span.first - 1
            expected += (last - first + 1) // self._length
            credited += end - start
            longest = max(longest, self._runs(since, first, (*days[start:end], last + 1), misses))
        return Tally(expected, credited, tuple(misses), 0, longest)

    def behind(self, spans: Sequence[Span], days: Sequence[int]) -> list[int]:
        """The days that `credited` counts: closed ones of the period."""
        closed = (day for day in days if self._closed.first <= day <= self._closed.last)
        return [day for day in closed if span_of(spans, day) is not None]

    def _runs(self, since: int, first: int, ends: Sequence[int], misses: list[int]) -> int:
        """Walk the runs after `since` that end before each of `ends`: book their misses, and say the longest."""
        longest, length = 0, self._length
        for end in ends:
            run = end - 1 - since
            if run > 0 and end > first:
                longest = max(longest, run)
                if run >= length:
                    # The first miss not before the period: the run may have come in from before it.
                    units = max(1, -((since - first) // length))
                    misses.extend(range(since + units * length, end, length))
            since = end
        return longest

    def due(self, spans: Sequence[Span], days: Sequence[int]) -> Due:
        """The light of today."""
        running = span_of(spans, self._today)
        if running is None:
            return GREY
        since = days[-1] if days and days[-1] >= running.first else running.first - 1
        by = since + self._length
        if by == self._today:
            return Due(Light.YELLOW, by)
        return Due(Light.RED if by < self._today else Light.GREEN, by)


class Calendar:
    """A duty owed in every week, month, quarter or year, asked about a period."""

    def __init__(self, duty: Duty, in_force: Span | None, period: Span, today: int) -> None:
        self._duty, self._today, self._in_force = duty, today, in_force
        self._units = units_ending(duty.every, period)
        self._period = period
        self._now = unit_of(duty.every, today)
        self._before = unit_of(duty.every, self._now.first - 1) if self._now.first > 1 else None
        self._next = unit_of(duty.every, self._now.last + 1) if self._now.last < LATEST else None
        self.looks_at = Span(min(unit.first for unit in (*self._units[:1], self._before or self._now)), today)

    @cached_property
    def touched(self) -> list[Span]:
        """The units that have a day of the period."""
        return units_ending(
            self._duty.every, Span(self._period.first, unit_of(self._duty.every, self._period.last).last)
        )

    def tally(self, spans: Sequence[Span], days: Sequence[int]) -> Tally:
        """What the units hold that end in the period."""
        met = still_open = 0
        misses: list[int] = []
        creditable_days = self._creditable(spans, days)
        for unit in self._units:
            if not self.owed(unit, spans):
                continue
            if self._met(unit, creditable_days):
                met += 1
            elif unit.last < self._today:
                misses.append(unit.last)
            else:
                still_open += 1
        return Tally(met + len(misses), met, tuple(misses), still_open)

    def due(self, spans: Sequence[Span], days: Sequence[int]) -> Due:
        """The light of today."""
        if span_of(spans, self._today) is None:
            return GREY
        credited = self._creditable(spans, days)
        if not self.owed(self._now, spans) or self._met(self._now, credited):
            return Due(Light.GREEN, self._end_of_next())
        by = self._end(self._now)
        if by is None or by < self._today or self._overdue(spans, credited):
            return Due(Light.RED, by)
        return Due(Light.YELLOW if self._is_near(by) else Light.GREEN, by)

    def behind(self, spans: Sequence[Span], days: Sequence[int]) -> list[int]:
        """The days that `credited` counts: those of the met units that end in the period, also before its first day."""
        creditable_days = self._creditable(spans, days)
        met = [unit for unit in self._units if self.owed(unit, spans) and self._met(unit, creditable_days)]
        return [day for day in creditable_days if span_of(met, day) is not None]

    def owed(self, unit: Span, spans: Sequence[Span]) -> bool:
        """Its last day is eligible, and at least half of its days are."""
        last = span_of(spans, unit.last)
        if last is None or not self._can_be_met(unit):
            return False
        if last.first <= unit.first:
            return True
        eligible = sum(max(0, min(s.last, unit.last) - max(s.first, unit.first) + 1) for s in spans)
        return 2 * eligible >= unit.last - unit.first + 1

    def _met(self, unit: Span, credited: Sequence[int]) -> bool:
        return _count(unit, credited) >= self._duty.times

    def _overdue(self, spans: Sequence[Span], credited: Sequence[int]) -> bool:
        """The unit before was owed and missed, and nothing was credited since."""
        before = self._before
        missed = before is not None and self.owed(before, spans) and not self._met(before, credited)
        return missed and not _count(self._now, credited)

    def _is_near(self, by: int) -> bool:
        left = by - self._today + 1
        return left <= 2 or 4 * left <= self._now.last - self._now.first + 1

    def _creditable(self, spans: Sequence[Span], days: Sequence[int]) -> Sequence[int]:
        """The credited days that are eligible and, where only some days of a month can be credited, among those."""
        eligible = [day for s in spans for day in days[bisect_left(days, s.first) : bisect_right(days, s.last)]]
        if not self._duty.only_days:
            return eligible
        return [day for day in eligible if date.fromordinal(day).day in self._duty.only_days]

    def _end(self, unit: Span) -> int | None:
        """The last day on which the unit can be met."""
        if not self._duty.only_days:
            return unit.last
        return max(creditable(unit, self._duty.only_days), default=None)

    def _end_of_next(self) -> int | None:
        following, in_force = self._next, self._in_force
        if following is None or in_force is None or not in_force.first <= following.first <= in_force.last:
            return None
        return self._end(following)

    def _can_be_met(self, unit: Span) -> bool:
        """False where the calendar has too few of its days: the 31st of a month of 30 days is owed by nobody."""
        only_days = self._duty.only_days
        if not only_days or only_days[-1] <= _FEBRUARY:
            return True
        return len(creditable(unit, only_days)) >= self._duty.times


def _count(unit: Span, credited: Sequence[int]) -> int:
    return bisect_right(credited, unit.last) - bisect_left(credited, unit.first)
