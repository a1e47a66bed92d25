"""What in months of records calls for a closer look."""

from datetime import date, timedelta

from shouwang.patterns.rules import Seen, lonely, worse

TODAY = date(2026, 11, 27)


def seen(back: int, mode: str = "home", person: str = "a", concerns: str = "", status: str = "valid") -> Seen:
    wrong = frozenset(concerns.split())
    return Seen(f"{person}-{back}-{mode}", person, TODAY - timedelta(days=back), mode, status, wrong)


def test_who_is_only_called_for_a_month_is_told_with_her_calls() -> None:
    calls = [seen(3, "phone"), seen(10, "video")]
    assert lonely(calls, TODAY)[0].since is None
    assert [each.since for each in lonely([*calls, seen(30)], TODAY)] == [TODAY - timedelta(days=30)]
    assert [each.day for each in lonely(calls, TODAY)[0].calls] == [
        TODAY - timedelta(days=10),
        TODAY - timedelta(days=3),
    ]


def test_one_visit_at_home_one_call_or_old_calls_are_no_pattern() -> None:
    calls = [seen(3, "phone"), seen(10, "phone")]
    assert lonely([*calls, seen(29)], TODAY) == []
    assert lonely(calls[:1], TODAY) == []
    assert lonely([seen(30, "phone"), seen(31, "phone")], TODAY) == []
    assert lonely([seen(3, "phone", status="attempt"), seen(10, "phone")], TODAY) == []
    assert lonely([seen(3, "hospital"), seen(4, "hospital")], TODAY) == []


def test_who_was_longest_alone_comes_first() -> None:
    calls = [seen(back, "phone", person) for back in (2, 3) for person in "abc"]
    told = lonely([*calls, seen(40, person="a"), seen(60, person="b")], TODAY)
    assert [each.person for each in told] == ["c", "b", "a"]


def test_something_found_twice_as_often_as_before_is_told_with_its_visits() -> None:
    before = [seen(back, concerns="body" if back in (40, 50) else "") for back in range(40, 120, 10)]
    lately = [seen(1, concerns="body safety"), seen(5, concerns="body"), seen(9), seen(13)]
    (found,) = worse([*before, *lately], TODAY)
    assert (found.tick, found.lately, found.of_lately, found.before, found.of_before) == ("body", 2, 4, 2, 8)
    assert [each.day for each in found.found] == [TODAY - timedelta(days=5), TODAY - timedelta(days=1)]


def test_once_as_often_as_before_or_without_a_before_is_no_pattern() -> None:
    before = [seen(back, concerns="food" if back < 70 else "") for back in range(40, 120, 10)]
    assert worse([*before, seen(1, concerns="food")], TODAY) == []
    assert worse([*before, seen(1, concerns="food"), seen(2, concerns="food"), seen(3), seen(4), seen(5)], TODAY) == []
    assert worse([seen(1, concerns="food"), seen(2, concerns="food")], TODAY) == []
    assert worse([*before, seen(1, concerns="spirit"), seen(2, concerns="spirit", status="attempt")], TODAY) == []
