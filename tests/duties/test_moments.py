"""The service date is the local date of the start, and late is more than 72 hours."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from shouwang.duties.moments import is_late, minutes, service_date

SHANGHAI = ZoneInfo("Asia/Shanghai")
NINE = datetime(2026, 3, 5, 9, tzinfo=SHANGHAI)


def test_the_service_date_is_local_wherever_the_moment_was_told() -> None:
    assert service_date(datetime(2026, 3, 31, 16, 30, tzinfo=UTC), SHANGHAI) == date(2026, 4, 1)
    assert service_date(datetime(2026, 3, 31, 15, 59, tzinfo=UTC), SHANGHAI) == date(2026, 3, 31)


def test_late_is_more_than_72_hours_after_the_end_or_the_start_without_one() -> None:
    ten = NINE + timedelta(hours=1)
    assert not is_late(NINE, ten, ten + timedelta(hours=72))
    assert is_late(NINE, ten, ten + timedelta(hours=72, seconds=1))
    assert is_late(NINE, None, NINE + timedelta(hours=72, seconds=1))
    assert not is_late(NINE, None, None)


def test_minutes_are_elapsed_time_also_when_the_clock_is_put_back() -> None:
    berlin = ZoneInfo("Europe/Berlin")
    before = datetime(2026, 10, 25, 1, 30, tzinfo=berlin)
    assert minutes(before, datetime(2026, 10, 25, 3, 30, tzinfo=berlin)) == 180
    assert minutes(before, None) is None


def test_a_moment_without_an_offset_is_an_error() -> None:
    naive = NINE.replace(tzinfo=None)
    with pytest.raises(ValueError, match="offset"):
        service_date(naive, SHANGHAI)
    with pytest.raises(ValueError, match="offset"):
        minutes(naive, naive)
