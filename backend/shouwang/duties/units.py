"""Calendar units: weeks (Monday to Sunday), months, quarters and years (semantics §5.2). Days are ordinals."""

from datetime import date

from shouwang.duties.timelines import LATEST, Span

_MONTHS = {"month": 1, "quarter": 3, "year": 12}


def unit_of(every: str, day: int) -> Span:
    """The unit that holds the day. At the ends of the calendar it is cut off."""
    if every == "week":
        first = day - (day - 1) % 7
        return Span(first, min(first + 6, LATEST))
    length = _MONTHS[every]
    on = date.fromordinal(day)
    month = (on.month - 1) // length * length + 1
    return Span(date(on.year, month, 1).toordinal(), _before(on.year, month + length))


def month_end(day: date) -> date:
    """The last day of the month that holds a day."""
    return date.fromordinal(unit_of("month", day.toordinal()).last)


def units_ending(every: str, within: Span) -> list[Span]:
    """The units whose last day lies in the given days, in order."""
    units = []
    unit = unit_of(every, within.first)
    while unit.last <= within.last:
        units.append(unit)
        if unit.last == LATEST:
            break
        unit = unit_of(every, unit.last + 1)
    return units


def units_beginning(every: str, within: Span) -> Span | None:
    """All days of the units whose first day lies in the given days; None where there is no such unit."""
    first = unit_of(every, within.first)
    begins = first.first if first.first >= within.first else first.last + 1
    last = unit_of(every, within.last)
    return Span(begins, last.last) if begins <= within.last else None


def whole_units(every: str, within: Span) -> Span | None:
    """All days of the units whose last day lies in the given days; None where there is no such unit."""
    last = unit_of(every, within.last)
    ends = last.last if last.last <= within.last else last.first - 1
    first = unit_of(every, within.first)
    return Span(first.first, ends) if ends >= within.first else None


def creditable(unit: Span, only_days: tuple[int, ...]) -> list[int]:
    """The days of a month that can be credited, in order, where only some can."""
    return [day for day in range(unit.first, unit.last + 1) if date.fromordinal(day).day in only_days]


def _before(year: int, month: int) -> int:
    """The day before the first of a month, which may be the 13th month of its year."""
    if month > 12:
        return date(year, 12, 31).toordinal()
    return date(year, month, 1).toordinal() - 1
