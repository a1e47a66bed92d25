"""Working days, from a table that ships and what the county adds to it.

The State Council decrees each year's holidays in the November before. Until a year is in the table it is counted by the
law alone (全国年节及纪念日放假办法, 2024): weekends and the legal holidays; one that falls on a weekend is made up
on the next day from Monday to Friday. Which weekends are worked instead is not known then, and the page says so.
"""

import tomllib
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import NamedTuple

from shouwang.duties.festivals import festivals
from shouwang.settings import settings

SATURDAY = 5
ONE_DAY = timedelta(days=1)

FIXED = ((1, 1), (5, 1), (5, 2), (10, 1), (10, 2), (10, 3))
"""元旦, 劳动节 and 国庆节."""
OF_FESTIVALS = {"spring_festival": (-1, 0, 1, 2), "dragon_boat": (0,), "mid_autumn": (0,)}
"""Days off by their distance from the festival: 春节 has its eve and its first three days."""


class Due(NamedTuple):
    """The last day of a time in working days; `certain`: the table knows all the years that it spans."""

    day: date
    certain: bool


class Year(NamedTuple):
    """The days off from Monday to Friday, and the Saturdays and Sundays that are worked."""

    off: frozenset[date]
    worked: frozenset[date]


def is_working_day(day: date) -> bool:
    """Whether offices work on a day."""
    year = _table().get(day.year) or by_law(day.year)
    return day in year.worked or (day.weekday() < SATURDAY and day not in year.off)


def due_after(day: date, working_days: int) -> Due:
    """The day by which something is to be done within so many working days, of which the first is the day after."""
    due = day
    for _ in range(working_days):
        due += ONE_DAY
        while not is_working_day(due):
            due += ONE_DAY
    return Due(due, {day.year, due.year} <= set(_table()))


def working_days_until(today: date, due: date) -> int:
    """How many working days are left, the last one included; below 0: so many too late."""
    first, last = min(today, due), max(today, due)
    between = sum(is_working_day(first + timedelta(days=each)) for each in range(1, (last - first).days + 1))
    return between if due >= today else -between


@cache
def by_law(year: int) -> Year:
    """A year before its holidays are decreed."""
    return Year(_made_up(legal_days(year)), frozenset())


def legal_days(year: int) -> list[date]:
    """The legal holidays of a year, also those that fall on a weekend."""
    lunar = [
        festival.day + timedelta(days=each)
        for festival in festivals()
        if festival.day.year == year
        for each in OF_FESTIVALS.get(festival.id, ())
    ]
    return sorted([*(date(year, month, day) for month, day in FIXED), *lunar, *_shipped().qingming.get(year, ())])


def _made_up(legal: Iterable[date]) -> frozenset[date]:
    off = {day for day in legal if day.weekday() < SATURDAY}
    for day in (day for day in legal if day.weekday() >= SATURDAY):
        instead = day
        while instead.weekday() >= SATURDAY or instead in off:
            instead += ONE_DAY
        off.add(instead)
    return frozenset(off)


class _Shipped(NamedTuple):
    years: Mapping[int, Year]
    qingming: Mapping[int, tuple[date, ...]]


@cache
def _shipped() -> _Shipped:
    told = tomllib.loads((files("shouwang.assessments") / "working_days.toml").read_text("utf-8"))
    qingming = {day.year: (day,) for day in told.pop("qingming")}
    return _Shipped(years_of(told), qingming)


def _table() -> Mapping[int, Year]:
    added = settings().working_days
    return {**_shipped().years, **years_in(added)} if added else _shipped().years


@cache
def years_in(path: Path) -> Mapping[int, Year]:
    """What a file of the county adds. Raises `ValueError` that names the file, for one that cannot be read."""
    try:
        return years_of(tomllib.loads(path.read_text("utf-8")))
    except (OSError, ValueError, TypeError, KeyError, AttributeError) as problem:
        raise ValueError(f"SHOUWANG_WORKING_DAYS: {path}: {problem}") from problem


def years_of(told: Mapping[str, Mapping[str, list[date]]]) -> dict[int, Year]:
    """Tables by year, each with `off` and `worked`."""
    return {int(year): Year(frozenset(each["off"]), frozenset(each["worked"])) for year, each in told.items()}
