"""The table of festivals against the sky: new moons and the Sun, by the series of Meeus, Astronomical Algorithms.

A month of the Chinese calendar begins on the day of a new moon in Beijing's time (GB/T 33661), and the months of the
festivals hold each its own term of the Sun. No library and no table of months is asked.
"""

from datetime import UTC, date, datetime, timedelta, timezone
from math import radians, sin

import pytest

from shouwang.duties.festivals import Festival, festivals

BEIJING = timezone(timedelta(hours=8))
LUNAR = {"spring_festival": (1, 330), "dragon_boat": (5, 90), "mid_autumn": (15, 180), "double_ninth": (9, 210)}
"""The day of its month, and the longitude of the Sun that this month holds: 雨水, 夏至, 秋分, 霜降."""
DELTA_T = timedelta(seconds=71)
"""By how much the uniform time of the series is ahead of the clocks in these years."""
J2000 = datetime(2000, 1, 1, 12, tzinfo=UTC)
NEW_MOON_ZERO, MONTH = 2451550.09766 - 2451545, 29.530588861
# The days, and how often M (of the Sun), M' (of the Moon), F and Omega go into the angle.
TERMS = (
    (-0.40720, 0, 1, 0, 0), (0.17241, 1, 0, 0, 0), (0.01608, 0, 2, 0, 0), (0.01039, 0, 0, 2, 0),
    (0.00739, -1, 1, 0, 0), (-0.00514, 1, 1, 0, 0), (0.00208, 2, 0, 0, 0), (-0.00111, 0, 1, -2, 0),
    (-0.00057, 0, 1, 2, 0), (0.00056, 1, 2, 0, 0), (-0.00042, 0, 3, 0, 0), (0.00042, 1, 0, 2, 0),
    (0.00038, 1, 0, -2, 0), (-0.00024, -1, 2, 0, 0), (-0.00017, 0, 0, 0, 1), (-0.00007, 2, 1, 0, 0),
)  # fmt: skip
OF_LUNAR_DATES = [festival for festival in festivals() if festival.id in LUNAR]


def new_moon(k: int) -> datetime:
    """The k-th new moon after that of 6 January 2000, to a minute."""
    t = k / 1236.85
    angles = (
        2.5534 + 29.10535670 * k,
        201.5643 + 385.81693528 * k + 0.0107582 * t * t,
        160.7108 + 390.67050284 * k - 0.0016118 * t * t,
        124.7746 - 1.56375588 * k,
    )
    days = NEW_MOON_ZERO + MONTH * k + 0.00015437 * t * t
    for size, *factors in TERMS:
        of_the_sun = (1 - 0.002516 * t) ** abs(factors[0])
        days += size * of_the_sun * sin(radians(sum(n * angle for n, angle in zip(factors, angles, strict=True))))
    return J2000 + timedelta(days=days + _of_the_planets(k)) - DELTA_T


def _of_the_planets(k: int) -> float:
    sizes = ((0.000325, 299.77, 0.107408), (0.000165, 251.88, 0.016321), (0.000164, 251.83, 26.651886))
    return sum(size * sin(radians(start + speed * k)) for size, start, speed in sizes)


def longitude_of_the_sun(at: datetime) -> float:
    """In degrees, to a hundredth."""
    t = (at + DELTA_T - J2000) / timedelta(days=36525)
    anomaly = radians(357.52911 + 35999.05029 * t)
    centre = 1.914602 * sin(anomaly) + 0.019993 * sin(2 * anomaly) + 0.000289 * sin(3 * anomaly)
    return (280.46646 + 36000.76983 * t + centre - 0.00569 - 0.00478 * sin(radians(125.04 - 1934.136 * t))) % 360


def midnight(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=BEIJING)


def months_of(day: date) -> tuple[date, date]:
    """The first day of the lunar month that holds a day, and that of the next."""
    near = round((midnight(day) - J2000).days / MONTH)
    firsts = [new_moon(k).astimezone(BEIJING).date() for k in range(near - 3, near + 4)]
    return max(first for first in firsts if first <= day), min(first for first in firsts if first > day)


@pytest.mark.parametrize("festival", OF_LUNAR_DATES, ids=lambda festival: f"{festival.id} {festival.day.year}")
def test_a_lunar_festival_is_on_its_day_of_its_month(festival: Festival) -> None:
    of_month, term = LUNAR[festival.id]
    first, following = months_of(festival.day)
    assert (festival.day - first).days + 1 == of_month
    until_term = (term - longitude_of_the_sun(midnight(first))) % 360
    of_this_month = (longitude_of_the_sun(midnight(following)) - longitude_of_the_sun(midnight(first))) % 360
    assert until_term < of_this_month


@pytest.mark.parametrize(
    ("about", "local"),
    [
        (date(2027, 2, 6), datetime(2027, 2, 6, 23, 56, tzinfo=BEIJING)),
        (date(2030, 2, 3), datetime(2030, 2, 3, 0, 7, tzinfo=BEIJING)),
        (date(2030, 9, 27), datetime(2030, 9, 27, 17, 55, tzinfo=BEIJING)),
    ],
)
def test_the_series_gives_the_new_moons_that_are_near_midnight_to_the_minute(about: date, local: datetime) -> None:
    nearest = min((new_moon(k) for k in range(300, 420)), key=lambda moon: abs(moon - midnight(about)))
    assert abs(nearest - local) < timedelta(seconds=60)


def test_the_table_goes_on_for_some_years_and_has_all_five_of_each() -> None:
    years = {(festival.id, festival.day.year) for festival in festivals()}
    assert years == {(name, year) for name in (*LUNAR, "national_day") for year in range(2026, 2033)}
