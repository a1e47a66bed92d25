"""The calendar is what its format asks for, whatever it counts."""

import re
from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from shouwang.reminders.calendars import calendar, days_due
from shouwang.reminders.words import Language

MADE = datetime(2026, 11, 27, 1, 2, 3, tzinfo=UTC)
TODAY = date(2026, 11, 27)
DAYS = st.lists(st.integers(-40, 400).map(lambda days: TODAY + timedelta(days)), max_size=40)


@given(DAYS, st.sampled_from(list(Language)))
def test_it_has_one_event_for_each_day_and_counts_everybody(due: list[date], language: Language) -> None:
    told = calendar(days_due(due, TODAY), MADE, language)
    lines = told.removesuffix("\r\n").split("\r\n")
    assert max(len(line.encode()) for line in lines) <= 75
    assert "\n" not in "".join(lines)
    assert [lines[0], lines[-1]] == ["BEGIN:VCALENDAR", "END:VCALENDAR"]
    days = [line.removeprefix("DTSTART;VALUE=DATE:") for line in lines if line.startswith("DTSTART")]
    assert days == sorted({f"{max(day, TODAY):%Y%m%d}" for day in due})
    assert lines.count("BEGIN:VEVENT") == lines.count("END:VEVENT") == lines.count("BEGIN:VALARM") == len(days)
    said = [int(re.sub(r"\D", "", line)) for line in lines if line.startswith("SUMMARY:")]
    assert sum(said) == len(due)


def test_it_says_visits_in_the_language_of_who_asked() -> None:
    days = [(TODAY, 1), (TODAY + timedelta(1), 3)]
    said = {language: calendar(days, MADE, language) for language in Language}
    assert "SUMMARY:3 人等着探访\r\n" in said[Language.ZH]
    assert "SUMMARY:1 visit due\r\n" in said[Language.EN]
    assert "SUMMARY:3 visits due\r\n" in said[Language.EN]
    assert "DTSTAMP:20261127T010203Z\r\n" in said[Language.EN]
