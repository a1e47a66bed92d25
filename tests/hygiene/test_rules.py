"""The sheet, where homes stand, and the order of doors."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shouwang.hygiene.rules import balances, door_order, number_of, quarter_of, state_of
from shouwang.hygiene.sheet import newest
from shouwang.hygiene.words import HomeState

FULL = {item.id: item.most for item in newest().items}
DAY = date(2026, 11, 20)


@pytest.mark.parametrize(
    ("total", "grade", "points"),
    [
        (100, "best", 3),
        (90, "best", 3),
        (89, "good", 2),
        (80, "good", 2),
        (79, "fair", 1),
        (60, "fair", 1),
        (59, "poor", 0),
    ],
)
def test_grades_begin_where_the_sheet_says(total: int, grade: str, points: int) -> None:
    found = newest().grade_of(total)
    assert (found.id, found.points) == (grade, points)


def test_only_the_lowest_grade_is_looked_at_again_seven_days_later() -> None:
    sheet = newest()
    assert [sheet.mend_by(grade, DAY) for grade in sheet.grades] == [None, None, None, date(2026, 11, 27)]


def test_scores_are_of_all_items_and_within_their_points() -> None:
    sheet = newest()
    assert sum(FULL.values()) == 100
    assert sheet.objection_to(FULL) is None
    assert sheet.objection_to({}) == "items"
    assert sheet.objection_to({**FULL, "garden": 1}) == "items"
    assert sheet.objection_to({**FULL, "yard": 21}) == "score.yard"
    assert sheet.objection_to({**FULL, "yard": -1}) == "score.yard"


def test_a_home_is_due_again_until_a_check_says_it_is_mended() -> None:
    assert state_of([]) == (HomeState.NOT_YET, None)
    assert state_of([(DAY, None, False)]) == (HomeState.CHECKED, None)
    assert state_of([(DAY, DAY, False)]) == (HomeState.RECHECK_DUE, DAY)
    assert state_of([(DAY, None, True), (DAY, DAY, False)]) == (HomeState.MENDED, None)
    assert state_of([(DAY, DAY, True), (DAY, DAY, False)]) == (HomeState.RECHECK_DUE, DAY)


@given(st.dates(date(2000, 1, 1), date(2090, 12, 31)))
def test_a_day_lies_in_its_quarter_of_three_whole_months(day: date) -> None:
    first, last = quarter_of(day)
    assert first <= day <= last
    assert (first.day, first.month % 3) == (1, 1)
    assert 90 <= (last - first).days + 1 <= 92


def test_doors_come_by_their_numbers() -> None:
    doors = ["十一组", "二组", "10组", "一组", "二十组", "", "3组 12号", "3组 2号"]
    assert sorted(doors, key=door_order) == ["一组", "二组", "3组 2号", "3组 12号", "10组", "十一组", "二十组", ""]
    assert [number_of(each) for each in ("十", "二十", "九十九", "零")] == [10, 20, 99, 0]


@given(st.lists(st.text("一二三十0123组村号东 ", max_size=8)))
def test_any_doors_can_be_put_in_order(doors: list[str]) -> None:
    keys = [door_order(each) for each in doors]
    other_way = sorted(keys, reverse=True)
    assert sorted(keys) == other_way[::-1]


def test_the_ledger_tells_what_there_was_after_each_line() -> None:
    assert balances([3, -2, 2, -3]) == [3, 1, 3, 0]
