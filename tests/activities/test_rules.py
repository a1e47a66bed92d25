"""What an activity comes to, without any database."""

from shouwang.activities.rules import Numbers, named_in, numbers_of, organisers_of, strangers


def test_who_is_named_twice_is_one() -> None:
    assert numbers_of(["a", "b", "a"], 3, ["p", "p"], 5) == Numbers(5, 6)
    assert numbers_of([], 0, [], 0) == Numbers(0, 0)


def test_who_planned_it_comes_first_and_once() -> None:
    assert organisers_of("1", ["2", "1", "3", "2"]) == ["1", "2", "3"]


def test_each_township_s_record_names_its_own_people_and_the_first_one_s_also_nobody_s() -> None:
    served = {"wang": "1", "li": "2", "zhao": "9"}
    assert named_in("1", served, ["1", "2"]) == ["wang", "zhao"]
    assert named_in("2", served, ["1", "2"]) == ["li"]


def test_who_is_not_on_the_list_is_a_stranger() -> None:
    assert strangers(["a", "b"], {"a"}) == ["b"]
