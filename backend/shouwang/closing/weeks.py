"""A month by its weeks. Pure."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from shouwang.closing.rules import Row, is_counted
from shouwang.duties.units import month_end


@dataclass(frozen=True, slots=True)
class Week:
    """What of a month's people lies in one of its weeks, cut to the month; by duties that are a breach when missed."""

    first: date
    last: date
    misses: int
    unreported: int


def weeks_of(rows: Iterable[Row], month: date, today: date) -> list[Week]:
    """The weeks of a month, Monday to Sunday, up to yesterday. A unit lies in the week of its last day."""
    counted = [row for row in rows if is_counted(row)]
    missed = [each.day for row in counted for each in row.misses]
    waiting = [day for row in counted for day in row.unreported]
    return [
        Week(first, last, _between(missed, first, last), _between(waiting, first, last))
        for first, last in _weeks(month, min(month_end(month), today - timedelta(days=1)))
    ]


def _weeks(first: date, last: date) -> Iterator[tuple[date, date]]:
    while first <= last:
        sunday = first + timedelta(days=6 - first.weekday())
        yield first, min(sunday, last)
        first = sunday + timedelta(days=1)


def _between(days: Iterable[date], first: date, last: date) -> int:
    return sum(first <= day <= last for day in days)
