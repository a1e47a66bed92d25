"""What is asked, and what is not: each case is a sentence about somebody's day."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from shouwang.questions.rules import Asked, Fix, Limits, Seen, middle_of, questions_about
from shouwang.questions.words import QuestionKind

NINE = datetime(2026, 3, 3, 1, 0, tzinfo=UTC)
HOME = Fix(27.90, 112.50, 20.0)
FAR_AWAY = Fix(27.90, 112.70, 20.0)


def seen(name: str, minute: int = 0, lasts: int | None = 20, **more: Any) -> Seen:
    """A visit at somebody's home, written down when it was over."""
    start = NINE + timedelta(minutes=minute)
    end = start + timedelta(minutes=lasts) if lasts is not None else None
    usual: dict[str, Any] = {"author": "hong", "person": name, "home": name, "status": "valid", "mode": "home"}
    known = {"captured_at": end or start, "service_date": start.date(), **usual, **more}
    return Seen(id=f"{name}{minute}", start=start, end=end, **known)


def asked(*records: Seen, homes: dict[str, Sequence[Fix]] | None = None) -> list[Asked]:
    return questions_about(records, records, records, homes or {}, Limits())


def kinds(*records: Seen, homes: dict[str, Sequence[Fix]] | None = None) -> list[QuestionKind]:
    return [each.kind for each in asked(*records, homes=homes)]


def test_an_honest_day_asks_nothing() -> None:
    assert asked(seen("a"), seen("b", 25), seen("c", 60, lasts=None), seen("d", 90, mode="phone")) == []


def test_two_homes_at_once_are_asked_about_with_the_minutes() -> None:
    assert asked(seen("a"), seen("b", 8)) == [Asked(QuestionKind.OVERLAP, ("a0", "b8"), {"minutes": 12})]


@pytest.mark.parametrize(
    ("why", "more"),
    [
        ("one household", {"home": "a"}),
        ("one trip", {"trip": "t"}),
        ("a call on the way", {"mode": "phone"}),
        ("the amendment of the other", {"amends": "a0"}),
        ("somebody else", {"author": "mei"}),
    ],
)
def test_what_may_be_at_once_is_not_asked_about(why: str, more: dict[str, Any]) -> None:
    trip = "t" if "trip" in more else None
    assert kinds(seen("a", trip=trip), seen("b", 5, **more)) == [], why


def test_some_minutes_in_common_are_rounding() -> None:
    assert kinds(seen("a"), seen("b", 11)) == []


def test_twenty_kilometres_in_five_minutes_are_asked_about() -> None:
    found = asked(seen("a", fix=HOME), seen("b", 25, fix=FAR_AWAY))
    assert [(each.kind, each.figures) for each in found] == [
        (QuestionKind.TRAVEL, {"kilometres": pytest.approx(18.1, abs=0.3), "minutes": 5})
    ]


def test_twenty_kilometres_in_an_hour_are_not() -> None:
    assert kinds(seen("a", fix=HOME), seen("b", 80, fix=FAR_AWAY)) == []


def test_two_systems_of_coordinates_are_no_travel() -> None:
    shifted = Fix(HOME.lat + 0.0045, HOME.lon + 0.0045, 30.0)  # some 670 m: GCJ-02 against WGS-84
    assert kinds(seen("a", fix=HOME), seen("b", 21, fix=shifted)) == []


def test_a_position_that_may_be_off_by_kilometres_says_nothing() -> None:
    coarse = Fix(FAR_AWAY.lat, FAR_AWAY.lon, 5_000.0)
    assert kinds(seen("a", fix=HOME), seen("b", 21, fix=coarse), homes={"b": [HOME] * 3}) == []


def test_five_homes_in_ten_minutes_are_one_question() -> None:
    found = asked(*(seen(name, at * 2, lasts=None) for at, name in enumerate("abcdef")))
    assert [(each.kind, len(each.records)) for each in found] == [(QuestionKind.BURST, 6)]
    assert found[0].figures == {"homes": 6, "minutes": 10}


def test_a_trip_and_a_household_count_once_in_a_burst() -> None:
    trip = [seen(name, at, lasts=None, trip="t") for at, name in enumerate("abcde")]
    home = [seen(name, at + 60, lasts=None, home="h") for at, name in enumerate("vwxyz")]
    assert kinds(*trip) == kinds(*home) == []


def test_far_from_home_is_asked_about_once_one_knows_where_home_is() -> None:
    away = seen("a", fix=FAR_AWAY)
    assert kinds(away, homes={"a": [HOME] * 2}) == []
    found = asked(away, homes={"a": [HOME, HOME, FAR_AWAY, HOME]})
    assert [each.kind for each in found] == [QuestionKind.FAR]
    assert found[0].figures["kilometres"] == pytest.approx(19.6, abs=0.3)


def test_a_card_at_the_door_outweighs_a_position() -> None:
    assert kinds(seen("a", fix=FAR_AWAY, was_at_the_door=True), homes={"a": [HOME] * 3}) == []


@pytest.mark.parametrize("flag", ["clock_unknown", "clock_clamped", "stated_in_future"])
def test_a_clock_that_could_not_be_put_right_is_asked_about(flag: str) -> None:
    assert kinds(seen("a", flags=[flag])) == [QuestionKind.CLOCK]


def test_a_clock_that_was_put_right_is_not() -> None:
    assert kinds(seen("a", flags=["clock_corrected", "handed_in"])) == []


def test_written_down_a_week_later_is_asked_about_but_not_from_paper_nor_of_an_amendment() -> None:
    later = NINE + timedelta(days=8)
    found = asked(seen("a", captured_at=later))
    assert [(each.kind, each.figures) for each in found] == [(QuestionKind.LATE, {"days": 7})]
    assert kinds(seen("a", captured_at=later, is_from_paper=True)) == []
    assert kinds(seen("a", captured_at=later, amends="x")) == []
    assert kinds(seen("a", captured_at=NINE + timedelta(days=3))) == []


def test_no_end_is_asked_about_where_minutes_count() -> None:
    assert kinds(seen("a", lasts=None, wants_minutes=True)) == [QuestionKind.NO_END]
    assert kinds(seen("a", lasts=None)) == []


def test_one_was_let_in_while_another_found_nobody() -> None:
    missed = seen("a", 10, author="mei", status="attempt", lasts=None)
    assert kinds(seen("a"), missed) == [QuestionKind.NOT_MET]
    assert kinds(seen("a"), seen("a", 40, author="mei", status="attempt", lasts=None)) == []
    assert kinds(seen("a"), seen("a", 10, author="mei", lasts=None)) == []


def test_only_what_is_new_is_asked_about() -> None:
    old, new = [seen("a"), seen("b", 5)], seen("c", 90)
    assert questions_about([new], [*old, new], [*old, new], {}, Limits()) == []


def test_the_middle_of_a_home_stands_one_wrong_fix_and_none_that_is_coarse() -> None:
    assert middle_of([HOME, HOME, HOME, FAR_AWAY]) == Fix(HOME.lat, HOME.lon)
    assert middle_of([HOME, HOME, Fix(0, 0, 9_000)]) is None
