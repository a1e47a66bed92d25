"""Who lives together, by a roster: grouped by 户号, 户主 and 与户主关系, and kept when the same file comes again."""

from typing import Any

import pytest
from sqlalchemy import Engine, select
from sqlmodel import col

from register.intake import TOMORROW, YUNHU, everything, rows, take_in
from register.sheets import HEADER, TODAY, check, id_number, person, roster
from shouwang.database import reading
from shouwang.register.models import Household, Person
from shouwang.register.roster_homes import homes_of
from shouwang.sync.models import SyncRow

WORDS = ("户号", "户主姓名", "与户主关系")
COUPLE = (("王强", "1", "", "户主"), ("李香", "1", "", "配偶"))


def listed(*people: tuple[str, str, str, str], village: str = "石牛村") -> bytes:
    """A roster of people, each with name, 户号, 户主 and 与户主关系."""
    said = [[*person(number, 姓名=name, 村居=village), *home] for number, (name, *home) in enumerate(people, start=1)]
    return roster(*said, header=[*HEADER, *WORDS])


def homes(content: bytes) -> list[list[str]]:
    return [[row.name for row in home.rows] for home in homes_of(check(content).people)]


def heads(content: bytes) -> list[str]:
    return [home.head.name if home.head else home.head_name for home in homes_of(check(content).people)]


def living(engine: Engine) -> dict[str, list[str]]:
    """The names of those who live in each household today, by its first person's name; empty households too."""
    names = {each.id: each.name for each in rows(engine, Person)}
    return {
        names[home.person]: [names[stay.person] for stay in home.stays if stay.valid_to is None]
        for home in rows(engine, Household)
    }


def household_of(engine: Engine, name: str) -> Any:
    with reading(engine) as session:
        home = select(col(Person.household)).where(col(Person.name) == name)
        return session.scalars(select(Household).where(col(Household.id) == home.scalar_subquery())).one()


def test_a_roster_that_says_nothing_of_households_is_of_people_alone() -> None:
    assert homes(roster(person(1, 姓名="王强"), person(2, 姓名="李香"))) == [["王强"], ["李香"]]


def test_one_number_in_one_village_is_one_household() -> None:
    assert homes(listed(("王强", "1", "", ""), ("赵水", "2", "", ""), ("李香", "1", "", ""))) == [
        ["王强", "李香"],
        ["赵水"],
    ]
    apart = roster(
        *(
            [*person(n, 姓名=name, 村居=village), "1"]
            for n, name, village in ((1, "王强", "石牛村"), (2, "李香", "河口村"))
        ),
        header=[*HEADER, "户编号"],
    )
    assert homes(apart) == [["王强"], ["李香"]]


def test_the_name_of_the_head_makes_a_household_and_namesakes_make_two() -> None:
    content = listed(
        ("王强", "", "王强", ""), ("李香", "", "王强", "配偶"), ("王强", "", "王强", "户主"), ("王小", "", "王强", "子")
    )
    assert homes(content) == [["王强", "李香"], ["王强", "王小"]]
    assert heads(content) == ["王强", "王强"]


def test_a_relative_below_belongs_to_the_row_above_and_whoever_has_no_relation_does_not() -> None:
    content = listed(("王强", "", "", "户主"), ("李香", "", "", "配偶"), ("赵水", "", "", ""), ("钱生", "", "", "儿子"))
    assert homes(content) == [["王强", "李香"], ["赵水"], ["钱生"]]


def test_where_only_heads_are_listed_they_are_the_people() -> None:
    header = ["户主姓名" if word == "姓名" else "户主身份证号" if word == "身份证号" else word for word in HEADER]
    (row,) = check(roster(person(), header=header)).people
    assert (row.name, row.home.head) == ("王强", "")


def test_a_heads_id_number_before_the_persons_own_is_not_hers() -> None:
    header = ["户主姓名", "户主身份证号", *HEADER, "与户主关系"]
    (row,) = check(roster(["王强", id_number(sequence=9), *person(2, 姓名="李香"), "配偶"], header=header)).people
    assert (row.name, row.id_number, row.home.head, row.home.relation) == (
        "李香",
        id_number(sequence=2),
        "王强",
        "配偶",
    )
    assert row.carer is not None
    assert row.carer.relation is None


def test_each_person_of_a_township_has_one_household_in_her_file(engine: Engine) -> None:
    take_in(engine, YUNHU.read_bytes())
    found = {home.id: home for home in rows(engine, Household)}
    people = rows(engine, Person)
    assert len(found) == len(people) == 300
    for each in people:
        home = found[each.household]
        assert home.bucket() == f"p:{each.id}"
        assert (home.head, home.village, home.address) == (each.id, each.village, each.address)
        assert [(stay.person, stay.valid_from, stay.valid_to) for stay in home.stays] == [(each.id, TODAY, None)]


def test_a_couple_is_one_household_and_the_same_file_again_changes_nothing(engine: Engine) -> None:
    take_in(engine, listed(*COUPLE))
    assert living(engine) == {"王强": ["王强", "李香"]}
    before = everything(engine)
    for day in (TODAY, TOMORROW):
        assert take_in(engine, listed(*COUPLE), today=day).changed == 0
        assert everything(engine) == before


def test_a_file_without_such_columns_parts_nobody(engine: Engine) -> None:
    take_in(engine, listed(*COUPLE))
    take_in(engine, roster(person(1, 姓名="王强"), person(2, 姓名="李香")), today=TOMORROW)
    assert living(engine) == {"王强": ["王强", "李香"]}


def test_who_moves_in_with_another_leaves_an_empty_household_with_its_dates(engine: Engine) -> None:
    take_in(engine, roster(person(1, 姓名="王强"), person(2, 姓名="李香")))
    left = household_of(engine, "李香").id
    assert take_in(engine, listed(*COUPLE), today=TOMORROW).changed == 1
    assert living(engine) == {"王强": ["王强", "李香"], "李香": []}
    (stay,) = next(home for home in rows(engine, Household) if home.id == left).stays
    assert (stay.valid_from, stay.valid_to) == (TODAY, TOMORROW)
    assert [stay.valid_from for stay in household_of(engine, "王强").stays] == [TODAY, TOMORROW]


def test_when_the_first_person_leaves_the_household_moves_to_the_file_of_who_stays(engine: Engine) -> None:
    take_in(engine, listed(*COUPLE))
    shared = household_of(engine, "李香").id
    take_in(engine, listed(COUPLE[0]), today=TOMORROW)
    assert living(engine) == {"王强": ["王强", "李香"]}, "who is missing from a file is left where she is"
    apart = [[*person(2, 姓名="李香"), "1", "", "户主"], [*person(1, 姓名="王强"), "2", "", "户主"]]
    take_in(engine, roster(*apart, header=[*HEADER, *WORDS]), today=TOMORROW)
    assert living(engine) == {"李香": ["李香"], "王强": ["王强"]}
    home = household_of(engine, "李香")
    assert (home.id, home.head, home.person) == (shared, home.person, home.stays[1].person)
    with reading(engine) as session:
        placed = session.scalars(select(SyncRow).where(col(SyncRow.kind) == "household", ~col(SyncRow.deleted))).all()
    assert {place.id: place.bucket for place in placed} == {home.id: home.bucket() for home in rows(engine, Household)}


def test_parted_and_brought_together_on_one_day_is_as_if_nothing_had_been(engine: Engine) -> None:
    take_in(engine, listed(*COUPLE))
    take_in(engine, listed(("王强", "1", "", "户主"), ("李香", "2", "", "户主")), today=TOMORROW)
    take_in(engine, listed(*COUPLE), today=TOMORROW)
    home = household_of(engine, "王强")
    assert [(stay.valid_from, stay.valid_to) for stay in home.stays] == [(TODAY, None), (TODAY, None)]


@pytest.mark.parametrize(("head", "expected"), [("周根", ("", "周根")), ("王强", ("王强", ""))])
def test_a_head_who_is_not_in_care_is_a_name(engine: Engine, head: str, expected: tuple[str, str]) -> None:
    take_in(engine, listed(("王强", "", head, "子" if head == "周根" else "户主")))
    home = household_of(engine, "王强")
    names = {each.id: each.name for each in rows(engine, Person)}
    assert (names.get(home.head or "", ""), home.head_name) == expected


def test_the_household_moves_with_its_first_person(engine: Engine) -> None:
    take_in(engine, listed(*COUPLE))
    take_in(engine, listed(*COUPLE, village="河口村"), today=TOMORROW)
    assert household_of(engine, "李香").village_name == "河口村"
