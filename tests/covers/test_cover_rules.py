"""What a code says, and for whom a cover holds."""

import json
from datetime import date, timedelta
from pathlib import Path

import pytest

from cast import CAST, TOWNSHIP
from covers.signing import Pen
from register.desk import today
from shouwang.accounts.roles import Role
from shouwang.covers.codes import LONGEST, PREFIX, is_signed_by, key_id, read_code, read_public
from shouwang.covers.rules import Care, Part, Refusal, Taker, days_hold, last_day, parts

FIRST, LAST = date(2026, 3, 2), date(2026, 3, 4)
TAKER = Taker(Role.CARER, TOWNSHIP, active=True)


def care(person: str = "wang", role: str = Role.CARER, last: date | None = None, *, is_cover: bool = False) -> Care:
    return Care(person, TOWNSHIP, role, date(2026, 1, 1), last, is_cover)


def test_a_code_says_what_was_signed_and_nothing_altered_is_taken() -> None:
    pen = Pen()
    code = pen.code(CAST.wang, CAST.li, taker=CAST.other_carer, days=2)
    said = read_code(code)
    assert (said.giver, said.taker, said.township) == (CAST.carer, CAST.other_carer, TOWNSHIP)
    assert (said.people, said.key) == ((CAST.wang, CAST.li), pen.id)
    assert (said.first_day, said.last_day) == (today(), today() + timedelta(days=1))
    assert is_signed_by(said, read_public(pen.public))
    assert not is_signed_by(said, read_public(Pen().public))
    for place in range(len(PREFIX), len(code)):
        other = code[:place] + ("1" if code[place] == "0" else "0") + code[place + 1 :]
        try:
            altered = read_code(other)
        except (ValueError, OverflowError):
            continue
        assert not is_signed_by(altered, read_public(pen.public)), place


def test_a_code_that_a_browser_signed_is_read_and_known_by_its_key() -> None:
    vector = json.loads(Path(__file__).with_name("code.json").read_text(encoding="utf-8"))
    said, says = read_code(vector["code"]), vector["says"]
    public = read_public(vector["public"])
    assert is_signed_by(said, public)
    assert key_id(public) == said.key == says["key"]
    for name in ("id", "giver", "taker", "township"):
        assert getattr(said, name) == says[name]
    assert (said.first_day.isoformat(), said.last_day.isoformat()) == (says["first"], says["last"])
    assert list(said.people) == [person["id"] for person in says["people"]]


@pytest.mark.parametrize("text", ["", "SW", "SHOUWANG:", "SHOUWANG:ü", "SHOUWANG:::::", "SHOUWANG:" + "0" * LONGEST])
def test_what_is_no_code_is_refused(text: str) -> None:
    with pytest.raises((ValueError, OverflowError)):
        read_code(text)


def test_a_code_that_is_cut_off_anywhere_is_refused() -> None:
    whole = Pen().code(CAST.wang)
    for end in range(len(whole) - 1):
        with pytest.raises((ValueError, OverflowError)):
            read_code(whole[:end])


def test_a_cover_ends_with_the_care_that_it_stands_in_for() -> None:
    cares = [care("wang"), care("li", last=date(2026, 3, 3)), care("gone", last=date(2026, 3, 1))]
    assert parts(["wang", "li", "gone"], cares, TAKER, FIRST, LAST) == [
        Part("wang", Role.CARER, FIRST, LAST),
        Part("li", Role.CARER, FIRST, date(2026, 3, 3)),
    ]
    assert parts(["gone", "zhao"], cares, TAKER, FIRST, LAST) is Refusal.NOT_HERS
    assert parts(["wang"], [care("wang", is_cover=True)], TAKER, FIRST, LAST) is Refusal.NOT_HERS


@pytest.mark.parametrize(
    ("taker", "role", "may"),
    [
        (TAKER, Role.WATCH_GROUP, True),
        (Taker(Role.VOLUNTEER, f"{TOWNSHIP}201", True), Role.CARER, True),
        (Taker(Role.FAMILY_DOCTOR, TOWNSHIP, True), Role.FAMILY_DOCTOR, True),
        (TAKER, Role.FAMILY_DOCTOR, False),
        (Taker(Role.POLICE, TOWNSHIP, True), Role.CARER, False),
        (Taker(Role.CLERK, TOWNSHIP, True), Role.CARER, False),
        (Taker(Role.CARER, "430321102", True), Role.CARER, False),
        (Taker(Role.CARER, TOWNSHIP, False), Role.CARER, False),
    ],
)
def test_who_may_stand_in(taker: Taker, role: Role, may: bool) -> None:
    found = parts(["wang"], [care(role=role)], taker, FIRST, LAST)
    assert found == ([Part("wang", role, FIRST, LAST)] if may else Refusal.NOT_ALLOWED)


def test_days_that_can_be_meant() -> None:
    day = date(2026, 3, 2)
    assert days_hold(day, day, day)
    assert days_hold(day, day + timedelta(days=30), day)
    assert not days_hold(day, day + timedelta(days=31), day)
    assert not days_hold(day, day - timedelta(days=1), day)
    assert not days_hold(day + timedelta(days=63), day + timedelta(days=64), day)
    assert last_day(day, day + timedelta(days=5), day + timedelta(days=2)) == day + timedelta(days=2)
    assert last_day(day, day, day + timedelta(days=2)) == day
    assert last_day(day + timedelta(days=3), day + timedelta(days=5), day) == day + timedelta(days=2)
