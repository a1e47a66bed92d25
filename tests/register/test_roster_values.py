"""What single cells mean."""

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from register.sheets import TODAY
from shouwang.duties.words import Ability, Arrangement
from shouwang.register.identity import Sex
from shouwang.register.roster_reading import Cell
from shouwang.register.roster_values import (
    ABILITIES,
    ARRANGEMENTS,
    PROGRAMMES,
    SEXES,
    Programme,
    read_account,
    read_age,
    read_date,
    reference_year,
)


@pytest.mark.parametrize(
    ("cell", "first_day"),
    [
        ("2023.5.1", date(2023, 5, 1)),
        ("1958.03", date(1958, 3, 1)),
        ("20230501", date(2023, 5, 1)),
        ("195803", date(1958, 3, 1)),
        ("2023年5月", date(2023, 5, 1)),
        ("2023年5月17日", date(2023, 5, 17)),
        ("2023/5/17", date(2023, 5, 17)),
        ("2023-05-17 08:30:00", date(2023, 5, 17)),
        ("２０２３．５", date(2023, 5, 1)),
        ("45047", date(2023, 5, 1)),
        (45047.0, date(2023, 5, 1)),
        (20230501.0, date(2023, 5, 1)),
        (1958.03, date(1958, 3, 1)),
        (datetime(2023, 5, 17, 8, 30), date(2023, 5, 17)),  # noqa: DTZ001 - as workbooks have them
        (date(2023, 5, 17), date(2023, 5, 17)),
        ("1958年", date(1958, 1, 1)),
    ],
    ids=repr,
)
def test_dates_are_read_as_clerks_write_them(cell: Cell, first_day: date) -> None:
    found = read_date(cell)
    assert found is not None
    assert found.first_day() == first_day


@pytest.mark.parametrize(
    "cell", ["2023.13", "2023.2.30", "二〇二三年", "不详", "", True, "0000.1", "12345678901"], ids=repr
)
def test_what_is_no_date_is_not_guessed(cell: Cell) -> None:
    assert read_date(cell) is None


@given(st.one_of(st.text(), st.floats(), st.integers(), st.booleans(), st.dates(), st.datetimes()))
def test_no_cell_whatever_breaks_a_reader(cell: Cell) -> None:
    for read in (read_date, read_age, read_account, ABILITIES.meaning, ARRANGEMENTS.meaning, PROGRAMMES.meaning):
        read(cell)


def test_a_number_cell_may_have_lost_the_nought_of_october() -> None:
    found = read_date(1958.1)
    assert found is not None
    assert found.ambiguous
    assert found.fits(date(1958, 10, 5))
    assert found.fits(date(1958, 1, 5))
    assert not found.fits(date(1958, 2, 5))


@pytest.mark.parametrize(
    ("word", "ability"),
    [
        ("全失能", Ability.FULL),
        ("完全丧失生活自理能力", Ability.FULL),
        ("全护理", Ability.FULL),
        ("一档", Ability.FULL),
        ("失能", Ability.FULL),
        ("半失能", Ability.SEMI),
        ("部分丧失", Ability.SEMI),
        ("半护理", Ability.SEMI),
        ("二档", Ability.SEMI),
        ("全自理", Ability.SELF),
        ("具备生活自理能力", Ability.SELF),
        ("自理", Ability.SELF),
        (" 三 档 ", Ability.SELF),
        ("全失能（一档）", Ability.FULL),
        ("一档（全失能）", Ability.FULL),
        ("全失能（二档）", None),
        ("重度失能", None),
        ("中度", None),
        ("不详", None),
        ("一级", None),
    ],
)
def test_words_of_three_scales_are_one_and_those_of_the_five_grade_scale_are_not_converted(
    word: str, ability: Ability | None
) -> None:
    assert ABILITIES.meaning(word) is ability


@pytest.mark.parametrize(
    ("word", "arrangement"),
    [
        ("分散供养", Arrangement.DISPERSED),
        ("散居", Arrangement.DISPERSED),
        ("在家", Arrangement.DISPERSED),
        ("集中供养", Arrangement.CENTRALISED),
        ("敬老院", Arrangement.CENTRALISED),
        ("机构", Arrangement.CENTRALISED),
        ("寄养", None),
    ],
)
def test_both_arrangements_have_their_words(word: str, arrangement: Arrangement | None) -> None:
    assert ARRANGEMENTS.meaning(word) is arrangement


def test_sexes_come_as_words_and_as_codes() -> None:
    assert [SEXES.meaning(cell) for cell in ("男", "1", 1.0, "Ｍ", "女", "2", 2.0)] == [Sex.MALE] * 4 + [Sex.FEMALE] * 3
    assert SEXES.meaning("未知") is None


def test_programmes_have_their_words() -> None:
    assert PROGRAMMES.meaning("农村特困人员") is Programme.TEKUN
    assert PROGRAMMES.meaning("低保边缘家庭") is Programme.LOW_INCOME
    assert PROGRAMMES.meaning("老年人") is None


@pytest.mark.parametrize(
    ("cell", "age"), [("87", 87), (87.0, 87), ("87岁", 87), ("８７周岁", 87), ("八十七", None), (-1.0, None)]
)
def test_ages_are_read(cell: Cell, age: int | None) -> None:
    assert read_age(cell) == age


@pytest.mark.parametrize(
    ("cell", "account"),
    [
        ("6200 0000 0000 0001 234", "6200000000000001234"),
        ("\t6200000000000001234", "6200000000000001234"),
        (6.20000000000000e18, None),
        ("6.2E+18", None),
        ("12345", None),
        ("六二〇〇", None),
    ],
)
def test_an_account_that_excel_has_damaged_is_not_taken(cell: Cell, account: str | None) -> None:
    assert read_account(cell) == account


def test_ages_are_counted_in_the_year_of_the_report() -> None:
    assert reference_year("云湖镇花名册 填报时间：2025年12月9日", TODAY) == 2025
    assert reference_year("云湖镇花名册", TODAY) == 2026
    assert reference_year("填报时间：1999年", TODAY) == 2026
