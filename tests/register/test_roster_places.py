"""The township and the villages that a roster is taken into."""

import pytest
from sqlalchemy import Engine

from register.intake import OTHER_TOWNSHIP, TOWNSHIP, codes, rows, take_in
from register.sheets import person, roster
from shouwang.database import writing
from shouwang.register.models import Person, Place
from shouwang.register.roster_reading import RosterRefused


@pytest.mark.parametrize(
    ("township", "name", "code"),
    [
        (TOWNSHIP, None, "township_unknown"),
        (TOWNSHIP, "  ", "township_unknown"),
        ("4303211", "云湖镇", "township_code"),
        ("43032110１", "云湖镇", "township_code"),
        ("430321101900", "云湖镇", "township_code"),
    ],
)
def test_a_township_needs_nine_digits_and_when_new_a_name(
    engine: Engine, township: str, name: str | None, code: str
) -> None:
    with pytest.raises(RosterRefused) as problem:
        take_in(engine, roster(person()), township, township_name=name)
    assert problem.value.code == code
    assert rows(engine, Person) == []


def test_a_known_township_keeps_its_name(engine: Engine) -> None:
    take_in(engine, roster(person()))
    result = take_in(engine, roster(person()), township_name="大云湖镇")
    assert codes(result) == [(2, "township_keeps_name")]


def test_a_township_of_another_county_is_told(engine: Engine) -> None:
    assert codes(take_in(engine, roster(person()), "320722101")) == [(2, "other_county")]


def test_somebody_of_another_township_is_refused_and_not_moved(engine: Engine) -> None:
    take_in(engine, roster(person(1)))
    result = take_in(engine, roster(person(1), person(2)), OTHER_TOWNSHIP, township_name="河口镇")
    assert [(row.row, row.problems[0].code) for row in result.refused] == [(3, "in_other_township")]
    assert (result.rows, result.accepted, result.added) == (2, 1, 1)
    assert sorted(taken.township for taken in rows(engine, Person)) == [TOWNSHIP, OTHER_TOWNSHIP]


def test_a_village_is_found_by_its_name_however_its_committee_is_written(engine: Engine) -> None:
    take_in(engine, roster(person(1)))
    with writing(engine) as session:
        session.add(Place(code=f"{TOWNSHIP}201", name="杉山村", parent=TOWNSHIP))
    names = ("石牛村村民委员会", "石牛村委会", "云湖镇石牛村", "石 牛 村", "杉山村")
    take_in(engine, roster(*[person(10 + place, 村居=name) for place, name in enumerate(names)]))
    assert sorted(taken.village[9:] for taken in rows(engine, Person)) == ["201"] + ["900"] * 5
    assert {taken.village_name for taken in rows(engine, Person)} == {"石牛村", "杉山村"}


def test_somebody_without_a_village_is_registered_under_the_township(engine: Engine) -> None:
    take_in(engine, roster(person(1, 村居="")))
    assert [(taken.village, taken.village_name) for taken in rows(engine, Person)] == [(TOWNSHIP, "")]


def test_a_column_of_villages_that_cannot_be_one_is_refused_from_the_hundred_and_first_on(engine: Engine) -> None:
    result = take_in(engine, roster(*[person(number, 村居=f"某某{number}") for number in range(102)]))
    assert [(row.row, row.problems[0].code) for row in result.refused] == [
        (103, "too_many_villages"),
        (104, "too_many_villages"),
    ]
    assert result.accepted == len(rows(engine, Person)) == 100
