"""What held about a person on which day, and from which day a late fact binds."""

from datetime import date

import pytest

from shouwang.duties.timelines import Fact, Person, birthday, life


def test_without_facts_there_is_nothing_to_owe() -> None:
    assert life(_person()) == []


def test_the_fact_that_begins_last_holds_and_the_one_before_it_again_after_its_end() -> None:
    assert _abilities(_ability("self", 1), _ability("full", 5, 9)) == {1: "self", 5: "full", 10: "self"}


def test_of_two_facts_of_one_day_the_one_entered_last_holds() -> None:
    assert _abilities(_ability("self", 1), _ability("full", 5), _ability("semi", 5)) == {1: "self", 5: "semi"}
    assert _abilities(_ability("self", 1), _ability("semi", 5), _ability("full", 5)) == {1: "self", 5: "full"}


def test_a_rise_binds_when_it_is_known_and_a_fall_when_it_happened() -> None:
    assert _abilities(_ability("semi", 1), _ability("full", 5, known=20)) == {1: "semi", 20: "full"}
    assert _abilities(_ability("semi", 1), _ability("self", 5, known=20)) == {1: "semi", 5: "self"}


def test_a_first_ability_binds_when_it_is_known_also_after_a_gap() -> None:
    assert _abilities(_ability("self", 5, known=9)) == {9: "self"}
    assert _abilities(_ability("full", 1, 3), _ability("self", 5, known=9)) == {1: "full", 4: None, 9: "self"}


def test_a_rise_is_measured_by_what_bound_the_day_before() -> None:
    # The full ability of day 5 was not known before day 25: on day 9 she was still taken for self-caring.
    abilities = _abilities(_ability("self", 1), _ability("full", 5, known=25), _ability("semi", 10, known=12))
    assert abilities == {1: "self", 12: "semi"}


def test_a_rise_known_after_its_end_never_binds() -> None:
    assert _abilities(_ability("self", 1), _ability("full", 5, 8, known=9)) == {1: "self"}


def test_a_fact_known_in_advance_binds_from_its_first_day() -> None:
    assert _abilities(_ability("self", 1), _ability("full", 5, known=2)) == {1: "self", 5: "full"}


@pytest.mark.parametrize(
    ("kind", "value", "binds"),
    [("programme", "tekun", 9), ("arrangement", "dispersed", 9), ("arrangement", "centralised", 5)],
)
def test_entry_and_return_bind_when_they_are_known_and_admission_when_it_happened(
    kind: str, value: str, binds: int
) -> None:
    assert [stretch.first for stretch in life(_person(_fact(kind, value, 5, known=9)))] == [_day(binds).toordinal()]


@pytest.mark.parametrize(("kind", "value"), [("programme", "tekun"), ("arrangement", "dispersed"), ("ability", "semi")])
def test_going_on_as_before_begins_nothing_and_binds_at_once(kind: str, value: str) -> None:
    stretches = life(_person(_fact(kind, value, 1, 4), _fact(kind, value, 5, known=20)))
    assert {stretch.condition for stretch in stretches} == {stretches[0].condition}


def test_programmes_stand_beside_each_other() -> None:
    stretches = life(_person(_fact("programme", "tekun", 1), _fact("programme", "dibao", 5, 8)))
    assert [sorted(stretch.condition.programmes) for stretch in stretches] == [["tekun"], ["dibao", "tekun"], ["tekun"]]


def test_suspensions_may_overlap_and_take_both_end_days() -> None:
    facts = _fact("programme", "tekun", 1), _fact("suspension", "hospital", 5, 9), _fact("suspension", "away", 8, 12)
    suspended = [stretch for stretch in life(_person(*facts)) if stretch.condition.suspended]
    assert (suspended[0].first, suspended[-1].last) == (_day(5).toordinal(), _day(12).toordinal())


def test_life_ends_on_the_day_before_the_earliest_death() -> None:
    facts = _fact("programme", "tekun", 1), _fact("death", None, 12), _fact("death", None, 9, known=20)
    assert life(_person(*facts))[-1].last == _day(8).toordinal()


def test_a_fact_may_end_on_the_eve_of_the_last_day() -> None:
    facts = _fact("programme", "tekun", 1), _fact("ability", "semi", 1, 7), _fact("death", None, 9)
    assert [stretch.condition.ability for stretch in life(_person(*facts))] == ["semi", None]


def test_what_held_long_before_is_no_going_on() -> None:
    again = life(_person(_fact("programme", "tekun", 1, 3), _fact("programme", "tekun", 5, known=9)))
    assert [bool(stretch.condition.programmes) for stretch in again] == [True, False, True]
    assert again[-1].first == _day(9).toordinal()


def test_nothing_holds_before_birth() -> None:
    newborn = Person("p", _day(3), [_fact("programme", "tekun", 1)])
    assert life(newborn)[0].first == _day(3).toordinal()


@pytest.mark.parametrize(
    ("born", "age", "reached"),
    [
        (date(1960, 2, 29), 65, date(2025, 2, 28)),
        (date(1948, 2, 29), 80, date(2028, 2, 29)),
        (date(1961, 12, 31), 65, date(2026, 12, 31)),
    ],
)
def test_an_age_is_reached_on_the_birthday(born: date, age: int, reached: date) -> None:
    assert date.fromordinal(birthday(born, age)) == reached


def _abilities(*facts: Fact) -> dict[int, str | None]:
    """The ability from each day of the month on on which it changed."""
    changes: dict[int, str | None] = {}
    for stretch in life(_person(*facts)):
        if not changes or changes[max(changes)] != stretch.condition.ability:
            changes[date.fromordinal(stretch.first).day] = stretch.condition.ability
    return changes


def _ability(value: str, first: int, last: int | None = None, known: int | None = None) -> Fact:
    return _fact("ability", value, first, last, known)


def _fact(kind: str, value: str | None, first: int, last: int | None = None, known: int | None = None) -> Fact:
    return Fact(kind, value, _day(first), _day(last) if last else None, _day(known) if known else None)


def _person(*facts: Fact) -> Person:
    return Person("p", date(1950, 5, 1), facts)


def _day(day: int) -> date:
    return date(2026, 3, day)
