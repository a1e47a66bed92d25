"""What the county sees of a township's month: by weeks, who is silent, and what changed since it was closed."""

from datetime import date, timedelta

import pytest
from sqlalchemy import Engine

from cast import CAST, TOWNSHIP
from closing.playing import MONTH, arrives, close, live
from shouwang import clock
from shouwang.closing.county import standing
from shouwang.closing.rules import Missed, Row, changed, sums_of
from shouwang.closing.weeks import weeks_of
from shouwang.database import writing
from shouwang.duties.words import Severity, SubjectKind
from shouwang.errors import Unknown
from shouwang.settings import settings


def row(misses: list[int], unreported: list[int], kind: SubjectKind = SubjectKind.PERSON) -> Row:
    missed = tuple(Missed(MONTH.replace(day=day), "") for day in misses)
    waiting = tuple(MONTH.replace(day=day) for day in unreported)
    return Row(kind, "p", "xiangtan", 1, "XT-01", Severity.BREACH, 30, 20, missed, waiting)


def test_weeks_are_cut_to_the_month_and_end_with_yesterday() -> None:
    rows = [row([1, 6, 7, 30], [28]), row([2], [], SubjectKind.TOWNSHIP)]
    weeks = [
        (week.first.day, week.last.day, week.misses, week.unreported)
        for week in weeks_of(rows, MONTH, clock.today(settings().zone))
    ]
    assert weeks == [(1, 6, 2, 0), (7, 13, 1, 0), (14, 20, 0, 0), (21, 27, 0, 0), (28, 30, 1, 1)]
    running = weeks_of(rows, MONTH, date(2026, 9, 8))
    assert [(week.first.day, week.last.day) for week in running] == [(1, 6), (7, 7)]
    assert weeks_of(rows, MONTH, MONTH) == []


def test_rows_that_changed_came_or_went_are_told_by_their_keys() -> None:
    one, other = row([1], []), row([2], [])
    assert changed([one], [other]) == changed([one], []) == changed([], [one]) == [one.key]
    assert changed([one], [one]) == []


def test_a_late_record_shows_as_one_person_changed_since_the_month_was_closed(settled: Engine) -> None:
    with writing(settled) as session:
        open_still = standing(session, TOWNSHIP, MONTH)
        assert (open_still.line.newest, open_still.changed_rows) == (None, 0)
        close(session)
        assert standing(session, TOWNSHIP, MONTH).changed_rows == 0
        arrives(session, CAST.wang, date(2026, 9, 14))
        after = standing(session, TOWNSHIP, MONTH)
        assert (after.changed_rows, after.changed_people) == (1, 1)
        assert after.line.newest is not None
        assert after.sums.credited == after.line.newest.sums.credited + 1
        lost = sum(week.misses + week.unreported for week in after.weeks)
        assert lost == after.sums.misses + after.sums.unreported


def test_a_month_that_runs_is_counted_up_to_yesterday_and_of_one_to_come_nothing_is_told(settled: Engine) -> None:
    today = clock.today(settings().zone)
    with writing(settled) as session:
        now = live(session, today.replace(day=1))
        assert now.inputs.last == today - timedelta(days=1)
        daily = [row.expected for row in now.rows if row.subject == CAST.wang and row.expected > 4]
        assert daily == ([today.day - 1] if today.day > 5 else [])
        told = standing(session, TOWNSHIP, today.replace(day=1))
        assert told.sums.expected == sums_of(now.rows).expected
        with pytest.raises(Unknown):
            standing(session, TOWNSHIP, today.replace(year=today.year + 1, day=1))
        with pytest.raises(Unknown):
            standing(session, TOWNSHIP[:6], MONTH)
