"""Working days, from a table that ships: no calendar is computed."""

import tomllib
from collections.abc import Mapping
from datetime import date, timedelta
from functools import cache
from importlib.resources import files
from typing import NamedTuple

SATURDAY = 5


class Due(NamedTuple):
    """The last day of a time in working days; `certain`: the table knows all the years that it spans."""

    day: date
    certain: bool


@cache
def _table() -> Mapping[int, Mapping[str, frozenset[date]]]:
    told = tomllib.loads((files("shouwang.assessments") / "working_days.toml").read_text("utf-8"))
    return {
        int(year): {name: frozenset(map(date.fromisoformat, days)) for name, days in each.items()}
        for year, each in told.items()
    }


def is_working_day(day: date) -> bool:
    """Whether offices work on a day."""
    year = _table().get(day.year, {})
    if day in year.get("worked", ()):
        return True
    return day.weekday() < SATURDAY and day not in year.get("off", ())


def due_after(day: date, working_days: int) -> Due:
    """The day by which something is to be done within so many working days, of which the first is the day after."""
    due = day
    for _ in range(working_days):
        due += timedelta(days=1)
        while not is_working_day(due):
            due += timedelta(days=1)
    return Due(due, {day.year, due.year} <= set(_table()))


def working_days_until(today: date, due: date) -> int:
    """How many working days are left, the last one included; below 0: so many too late."""
    first, last = min(today, due), max(today, due)
    between = sum(is_working_day(first + timedelta(days=each)) for each in range(1, (last - first).days + 1))
    return between if due >= today else -between
