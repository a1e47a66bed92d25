"""Calendar units: where they begin and end, and when a duty is in force on all their days."""

from datetime import date

import pytest

from shouwang.duties.timelines import LATEST, Span
from shouwang.duties.units import creditable, unit_of, units_beginning, units_ending, whole_units


@pytest.mark.parametrize(
    ("every", "day", "first", "last"),
    [
        ("week", date(2026, 3, 1), date(2026, 2, 23), date(2026, 3, 1)),
        ("week", date(2027, 1, 1), date(2026, 12, 28), date(2027, 1, 3)),
        ("month", date(2028, 2, 10), date(2028, 2, 1), date(2028, 2, 29)),
        ("quarter", date(2026, 12, 31), date(2026, 10, 1), date(2026, 12, 31)),
        ("quarter", date(2026, 2, 1), date(2026, 1, 1), date(2026, 3, 31)),
        ("year", date(2026, 1, 1), date(2026, 1, 1), date(2026, 12, 31)),
        ("year", date.max, date(9999, 1, 1), date.max),
    ],
)
def test_every_day_has_its_unit(every: str, day: date, first: date, last: date) -> None:
    assert unit_of(every, day.toordinal()) == _span(first, last)


def test_a_period_holds_the_units_that_end_in_it() -> None:
    march = _span(date(2026, 3, 1), date(2026, 3, 31))
    ends = [date.fromordinal(unit.last).day for unit in units_ending("week", march)]
    assert ends == [1, 8, 15, 22, 29]
    assert units_ending("month", Span(march.first, march.last - 1)) == []


def test_a_duty_in_force_on_one_day_is_so_for_the_unit_that_begins_on_it() -> None:
    monday, tuesday = date(2026, 3, 2), date(2026, 3, 3)
    assert units_beginning("week", _span(monday, monday)) == _span(monday, date(2026, 3, 8))
    assert units_beginning("week", _span(tuesday, tuesday)) is None
    assert units_beginning("week", _span(tuesday, date(2026, 3, 8))) is None


def test_a_duty_without_an_end_is_in_force_for_good() -> None:
    begins = units_beginning("month", Span(date(2026, 3, 2).toordinal(), LATEST))
    assert begins == Span(date(2026, 4, 1).toordinal(), LATEST)


def test_an_age_asked_on_the_last_day_takes_whole_units() -> None:
    assert whole_units("month", _span(date(2026, 3, 31), date(2026, 4, 29))) == _span(
        date(2026, 3, 1), date(2026, 3, 31)
    )
    assert whole_units("month", _span(date(2026, 4, 1), date(2026, 4, 29))) is None


def test_a_month_has_only_the_creditable_days_that_exist() -> None:
    february = unit_of("month", date(2026, 2, 1).toordinal())
    assert [date.fromordinal(day).day for day in creditable(february, (27, 28, 29))] == [27, 28]


def _span(first: date, last: date) -> Span:
    return Span(first.toordinal(), last.toordinal())
