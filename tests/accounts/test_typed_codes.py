"""The digits beneath the picture: easily typed, hopeless to guess."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import pytest
from httpx import Client, Response
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Engine, select
from sqlmodel import col

from cast import CAST
from shouwang import clock
from shouwang.accounts import codes, typed_codes
from shouwang.accounts.models import Enrolment, WrongCode
from shouwang.accounts.typed_codes import forget_old_tries
from shouwang.database import reading

Headers = dict[str, str]
DIGITS = st.text("0123456789", min_size=11, max_size=11)
PLACES = st.integers(0, 11)


def slip(client: Client, clerk: Headers) -> Any:
    return client.post(f"/api/accounts/users/{CAST.carer}/enrolments", headers=clerk).json()


def enrol(client: Client, code: str, device: str = "phone-one") -> Response:
    return client.post("/api/accounts/enrol", json={"code": code, "device": device})


def told(reply: Response) -> tuple[int, str]:
    return reply.status_code, reply.json().get("code", "")


def wrong(number: int) -> str:
    digits = f"{number:011d}"
    return digits + codes.check_digit(digits)


@given(DIGITS, PLACES, st.sampled_from("0123456789"))
def test_one_wrong_digit_is_found_before_anybody_is_asked(digits: str, at: int, other: str) -> None:
    code = digits + codes.check_digit(digits)
    assert codes.is_whole(code)
    assert codes.is_whole(code[:at] + other + code[at + 1 :]) == (code[at] == other)


@given(DIGITS, st.integers(0, 10))
def test_two_digits_changed_about_are_found(digits: str, at: int) -> None:
    code = digits + codes.check_digit(digits)
    turned = code[:at] + code[at + 1] + code[at] + code[at + 2 :]
    assert codes.is_whole(turned) == (code[at] == code[at + 1])


def test_a_link_s_code_begins_with_what_is_typed_and_no_two_are_alike() -> None:
    made = [codes.new_code() for _ in range(500)]
    assert len({codes.typed_part(code) for code in made}) == 500
    assert all(codes.is_whole(codes.typed_part(code)) and not codes.is_typed(code) for code in made)


def test_the_digits_sign_in_however_they_are_typed_and_once(client: Client, clerk: Headers, settled: Engine) -> None:
    made = slip(client, clerk)
    typed = made["typed_code"]
    assert made["code"].startswith(typed)
    fours = " - ".join(typed[at : at + 4] for at in (0, 4, 8))
    wide = fours.translate({ord("0") + n: ord("０") + n for n in range(10)})
    first, again = enrol(client, wide), enrol(client, fours)
    assert (first.status_code, again.status_code) == (200, 200)
    assert first.json()["user"]["id"] == CAST.carer
    assert told(enrol(client, typed, "phone-two")) == (409, "enrolment_used")
    assert told(enrol(client, made["code"], "phone-two")) == (409, "enrolment_used"), "the picture went with it"
    with reading(settled) as session:
        assert typed not in "".join(str(row) for row in session.scalars(select(Enrolment)))


def test_a_new_slip_makes_the_one_before_void(client: Client, clerk: Headers) -> None:
    lost, kept = slip(client, clerk), slip(client, clerk)
    assert told(enrol(client, lost["typed_code"])) == (410, "enrolment_expired")
    assert told(enrol(client, lost["code"])) == (410, "enrolment_expired")
    assert enrol(client, kept["typed_code"]).status_code == 200


def test_a_slip_of_the_paper_is_said_and_not_counted(client: Client, clerk: Headers, settled: Engine) -> None:
    typed = slip(client, clerk)["typed_code"]
    for mistyped in (typed[:-1], typed + "3", typed[:-1] + str((int(typed[-1]) + 1) % 10)):
        assert told(enrol(client, mistyped)) == (400, "code_mistyped")
    with reading(settled) as session:
        assert list(session.scalars(select(WrongCode))) == []


@pytest.fixture
def short_patience(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(typed_codes, "FROM_ONE_ADDRESS", 3)
    monkeypatch.setattr(typed_codes, "FROM_ANYWHERE", 5)


@pytest.mark.usefixtures("short_patience")
def test_who_guesses_is_stopped_and_the_picture_still_opens(
    client: Client, clerk: Headers, settled: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = slip(client, clerk)
    with ThreadPoolExecutor(4) as threads:
        replies = [told(reply) for reply in threads.map(lambda n: enrol(client, wrong(n)), range(8))]
    assert sorted(replies) == [(404, "unknown")] * 3 + [(429, "enrolment_locked")] * 5
    refused = enrol(client, made["typed_code"])
    assert told(refused) == (429, "enrolment_locked")
    assert 0 < int(refused.headers["Retry-After"]) <= 3600
    with reading(settled) as session:
        kept = str(list(session.scalars(select(col(WrongCode.key)))))
    assert "127.0.0.1" not in kept
    assert enrol(client, made["code"]).status_code == 200
    another, later = slip(client, clerk), clock.now() + timedelta(hours=1, seconds=1)
    monkeypatch.setattr(clock, "now", lambda: later)
    assert enrol(client, another["typed_code"]).status_code == 200


@pytest.mark.usefixtures("short_patience")
def test_many_addresses_together_are_stopped_as_well(client: Client, clerk: Headers) -> None:
    typed = slip(client, clerk)["typed_code"]

    def enrol_from(address: str, code: str) -> tuple[int, str]:
        body = {"code": code, "device": "phone-one"}
        return told(client.post("/api/accounts/enrol", json=body, headers={"X-Forwarded-For": address}))

    same_house = [enrol_from(f"2001:db8:0:1::{n}", wrong(n)) for n in range(4)]
    assert same_house == [(404, "unknown")] * 3 + [(429, "enrolment_locked")]
    assert [enrol_from(f"203.0.113.{n}", wrong(n)) for n in range(2)] == [(404, "unknown")] * 2
    assert enrol_from("203.0.113.9", typed) == (429, "enrolment_locked"), "the whole county has patience for five"


def test_right_codes_are_not_counted_against_anybody(client: Client, clerk: Headers, settled: Engine) -> None:
    for number in range(3):
        typed = slip(client, clerk)["typed_code"]
        assert enrol(client, typed, f"phone-no-{number}").status_code == 200
        assert told(enrol(client, typed, "phone-of-another")) == (409, "enrolment_used")
    with reading(settled) as session:
        assert {row.tries for row in session.scalars(select(WrongCode))} == {0}


def test_right_and_wrong_codes_at_once_leave_what_was_wrong(client: Client, clerk: Headers, settled: Engine) -> None:
    typed = slip(client, clerk)["typed_code"]
    assert enrol(client, typed).status_code == 200

    def type_from(number: int) -> int:
        body = {"code": typed if number % 2 else wrong(number), "device": "phone-one"}
        address = {"X-Forwarded-For": f"203.0.113.{number % 3}"}
        return client.post("/api/accounts/enrol", json=body, headers=address).status_code

    with ThreadPoolExecutor(6) as threads:
        replies = list(threads.map(type_from, range(18)))
    assert replies == [404, 200] * 9
    with reading(settled) as session:
        counted = {row.key: row.tries for row in session.scalars(select(WrongCode))}
    assert counted.pop("anywhere") == 9
    assert sorted(counted.values()) == [0, 3, 3, 3]
    forget_old_tries()
    with reading(settled) as session:
        assert len(list(session.scalars(select(WrongCode)))) == 5
