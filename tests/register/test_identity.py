"""Numbers and names by which people are known."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from register.sheets import TODAY, id_number
from shouwang.register.identity import (
    IdNumber,
    IdProblem,
    Sex,
    check_digit,
    is_plausible_name,
    mask_account,
    mask_id,
    mask_phone,
    plain_name,
    read_id_number,
    read_phones,
)


def test_the_examples_of_the_standard_are_read() -> None:
    woman, man = read_id_number("11010519491231002X", TODAY), read_id_number("440524188001010014", TODAY)
    assert woman == IdNumber("11010519491231002X", date(1949, 12, 31), Sex.FEMALE)
    assert man == IdNumber("440524188001010014", date(1880, 1, 1), Sex.MALE)


@pytest.mark.parametrize(
    "cell",
    [
        "11010519491231002x",
        "１１０１０５１９４９１２３１００２ｘ",
        "'11010519491231002X",
        '="11010519491231002X"',
        "\t11010519491231002X ",
        "110105 19491231 002X",
        "\ufeff11010519491231002X\u200b",
        "11010519491231002×",
    ],
)
def test_what_surrounds_an_id_number_in_sheets_is_taken_off(cell: str) -> None:
    found = read_id_number(cell, TODAY)
    assert isinstance(found, IdNumber)
    assert found.number == "11010519491231002X"


@pytest.mark.parametrize("cell", ["990000720404064", 990000720404064, 990000720404064.0], ids=repr)
def test_an_old_number_of_15_digits_is_extended_to_18(cell: object) -> None:
    found = read_id_number(cell, TODAY)
    assert isinstance(found, IdNumber)
    assert (found.number, found.birth_date, found.extended) == ("990000197204040647", date(1972, 4, 4), True)


@pytest.mark.parametrize(
    ("cell", "problem"),
    [
        ("", IdProblem.MISSING),
        (None, IdProblem.MISSING),
        ("' '", IdProblem.MISSING),
        (9.9000020201024e17, IdProblem.DAMAGED),
        (990000195001010018, IdProblem.DAMAGED),
        ("5.10E+17", IdProblem.DAMAGED),
        ("5.1e+17", IdProblem.DAMAGED),
        ("990000202010240000", IdProblem.DAMAGED),
        (float("nan"), IdProblem.DAMAGED),
        (float("inf"), IdProblem.DAMAGED),
        ("9900001950010100", IdProblem.LENGTH),
        ("9900001950010100181", IdProblem.LENGTH),
        ("99000019500101O018", IdProblem.CHARACTERS),
        ("99000X195001010018", IdProblem.CHARACTERS),
        ("٩٩٠٠٠٠١٩٥٠٠١٠١٠٠١٨", IdProblem.CHARACTERS),
        (True, IdProblem.CHARACTERS),
        ("990000195002300012", IdProblem.DATE),
        ("990000000001010012", IdProblem.DATE),
        (id_number("20261123"), IdProblem.FUTURE),
        ("990000193202280811", IdProblem.CHECK_DIGIT),
    ],
)
def test_a_number_that_cannot_be_right_is_refused_with_its_problem(cell: object, problem: IdProblem) -> None:
    assert read_id_number(cell, TODAY) is problem


def test_a_sound_number_that_ends_in_noughts_was_not_damaged_by_excel() -> None:
    number = next(n for s in range(1000) if (n := id_number("19500101", s)).endswith("000"))
    assert isinstance(read_id_number(number, TODAY), IdNumber)


@given(
    born=st.dates(date(1850, 1, 1), TODAY),
    sequence=st.integers(0, 999),
    place=st.integers(0, 17),
    other=st.integers(1, 9),
)
def test_one_wrong_digit_never_passes(born: date, sequence: int, place: int, other: int) -> None:
    number = id_number(f"{born:%Y%m%d}", sequence)
    assert isinstance(read_id_number(number, TODAY), IdNumber)
    digit = 10 if number[place] == "X" else int(number[place])
    wrong = number[:place] + str((digit + other) % 10) + number[place + 1 :]
    assert wrong == number or isinstance(read_id_number(wrong, TODAY), IdProblem)


def test_the_check_digit_is_that_of_the_standard() -> None:
    assert check_digit("11010519491231002") == "X"
    assert check_digit("44052418800101001") == "4"


@pytest.mark.parametrize(
    ("cell", "phones"),
    [
        ("19940122393、19939322104", ["19940122393", "19939322104"]),
        ("１９９５９８８９２１１", ["19959889211"]),
        (19912597620.0, ["19912597620"]),
        ("199 1259 7620/0731-58123456", ["19912597620"]),
        ("+86-199-1259-7620（儿子）", ["19912597620"]),
        ("0731-58123456", ["073158123456"]),
        ("58123456", ["58123456"]),
        ("1991259762", []),
        ("无", []),
        ("", []),
    ],
)
def test_the_telephones_in_a_cell_are_found_in_order(cell: object, phones: list[str]) -> None:
    assert read_phones(cell) == phones


@pytest.mark.parametrize(
    ("cell", "name"),
    [
        ("王  强", "王强"),
        ("王\u3000强\n", "王强"),
        ("阿木·尔古", "阿木·尔古"),
        ("阿木•尔古", "阿木·尔古"),
        ("阿木・ 尔古", "阿木·尔古"),
        ("阿木.尔古", "阿木·尔古"),
        ("John  Smith", "John Smith"),
    ],
)
def test_names_have_one_spelling(cell: str, name: str) -> None:
    assert plain_name(cell) == name
    assert is_plausible_name(name)


@pytest.mark.parametrize("name", ["王强2", "王强(已故)", "=1+1"])
def test_a_name_with_digits_or_signs_is_not_plausible(name: str) -> None:
    assert not is_plausible_name(name)


def test_lists_show_only_the_ends_of_numbers() -> None:
    assert mask_id("11010519491231002X") == "110*************2X"
    assert mask_phone("19912341234") == "199****1234"
    assert mask_account("6200000000001234") == "****1234"


@pytest.mark.parametrize("mask", [mask_id, mask_phone, mask_account])
@pytest.mark.parametrize("number", ["", "1", "1234", "12345", "1234567", "12345678"])
def test_a_short_number_is_not_shown_whole(mask: object, number: str) -> None:
    assert callable(mask)
    assert not number or mask(number) != number
