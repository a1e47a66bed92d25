"""Staff come in by a password of their own, and only a few may be tried; a session that nobody uses ends."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from datetime import timedelta
from typing import Any

import pyotp
import pytest
from httpx import Client
from sqlalchemy import Engine, select, update
from sqlmodel import col

import cast
from cast import CAST
from shouwang import clock, sealing
from shouwang.accounts import passwords
from shouwang.accounts.models import Credential, Device, User
from shouwang.accounts.passwords import weakness
from shouwang.accounts.service import first_administrators_link
from shouwang.database import reading, writing

Headers = dict[str, str]
PASSWORD = "Stein-am-Bach-7"
PATIENCE = 120.0
"""Seconds: a password takes its time by design, and twelve at once on a busy machine more."""


@pytest.fixture
def new_clerk(settled: Engine) -> Headers:
    """A clerk who has just opened her first link."""
    with writing(settled) as session:
        session.delete(session.get_one(Credential, CAST.clerk))
    return cast.sign_in(settled, CAST.clerk, "desk-of-a-test")


def set_password(client: Client, headers: Headers, password: str = PASSWORD, **more: Any) -> Any:
    asked = {"login": "周敏", "password": password, **more}
    return client.post("/api/accounts/password", headers=headers, json=asked, timeout=PATIENCE)


def sign_in(client: Client, password: str = PASSWORD, login: str = "周敏", **more: Any) -> Any:
    asked = {"login": login, "password": password, "device": "another-desk", **more}
    return client.post("/api/accounts/sign-in", json=asked, timeout=PATIENCE)


def told(reply: Any) -> tuple[int, str]:
    return reply.status_code, reply.json()["code"]


def as_headers(reply: Any) -> Headers:
    assert reply.status_code == 200, reply.text
    return {"Authorization": f"Bearer {reply.json()['token']}"}


def test_somebody_new_chooses_a_password_first_and_then_comes_in_by_it(client: Client, new_clerk: Headers) -> None:
    assert told(client.get("/api/accounts/users", headers=new_clerk)) == (403, "password_needed")
    assert client.get("/api/accounts/me", headers=new_clerk).json()["must_set_password"] is True
    assert set_password(client, new_clerk).status_code == 204
    assert client.get("/api/accounts/users", headers=new_clerk).status_code == 200
    back = as_headers(sign_in(client, login=" 周 敏"))
    me = client.get("/api/accounts/me", headers=back).json()
    assert (me["user"]["id"], me["login"], me["must_set_password"]) == (CAST.clerk, "周敏", False)


@pytest.mark.parametrize(
    ("password", "code"),
    [
        ("Ab1!", "password_short"),
        ("", "password_short"),
        ("onlysmallletters", "password_simple"),
        ("small123", "password_simple"),
        ("Xx1-周敏-2026", "password_holds_login"),
        ("Passw0rd!", "password_common"),
    ],
)
def test_a_weak_password_is_refused_with_what_is_wrong(
    client: Client, new_clerk: Headers, password: str, code: str
) -> None:
    assert told(set_password(client, new_clerk, password)) == (409, code)
    assert weakness(PASSWORD, "周敏") is None


def test_the_present_password_is_asked_for_and_every_other_session_ends(client: Client, new_clerk: Headers) -> None:
    set_password(client, new_clerk)
    other = as_headers(sign_in(client))
    assert told(set_password(client, new_clerk, "Another-One-8")) == (401, "wrong_password")
    assert told(set_password(client, new_clerk, PASSWORD, current=PASSWORD)) == (409, "password_same")
    assert set_password(client, new_clerk, "Another-One-8", current=PASSWORD).status_code == 204
    assert told(client.get("/api/accounts/users", headers=other)) == (401, "device_revoked")
    assert told(sign_in(client)) == (401, "wrong_password")
    assert sign_in(client, "Another-One-8").status_code == 200


def test_two_of_one_login_are_told_apart_by_refusing_the_second(
    client: Client, new_clerk: Headers, settled: Engine
) -> None:
    set_password(client, new_clerk)
    with writing(settled) as session:
        session.delete(session.get_one(Credential, CAST.officer))
    officer = cast.sign_in(settled, CAST.officer, "desk-of-the-county")
    assert told(set_password(client, officer)) == (409, "login_taken")


def test_five_wrong_passwords_lock_the_login_for_a_quarter_of_an_hour(
    client: Client, new_clerk: Headers, monkeypatch: pytest.MonkeyPatch
) -> None:
    set_password(client, new_clerk)
    assert [told(sign_in(client, "wrong")) for _ in range(5)] == [(401, "wrong_password")] * 5
    locked = sign_in(client)
    assert told(locked) == (429, "sign_in_locked")
    assert 800 < int(locked.headers["Retry-After"]) <= 900
    later = clock.now() + timedelta(minutes=15)
    monkeypatch.setattr(clock, "now", lambda: later)
    assert sign_in(client).status_code == 200


def test_a_login_that_nobody_has_answers_and_locks_alike(client: Client, settled: Engine) -> None:
    answers = [told(sign_in(client, login="nobody")) for _ in range(6)]
    assert answers == [(401, "wrong_password")] * 5 + [(429, "sign_in_locked")]


def test_many_guesses_at_once_are_no_more_than_five(client: Client, new_clerk: Headers) -> None:
    set_password(client, new_clerk)
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda n: told(sign_in(client, f"guess {n}")), range(12)))
    assert sorted(answers) == [(401, "wrong_password")] * 5 + [(429, "sign_in_locked")] * 7


def test_an_idle_session_ends_and_one_in_use_goes_on(
    client: Client, clerk: Headers, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = clock.now()
    for minutes in (20, 45, 70):
        later = now + timedelta(minutes=minutes)
        monkeypatch.setattr(clock, "now", lambda later=later: later)
        assert client.get("/api/accounts/users", headers=clerk).status_code == 200
    later = now + timedelta(minutes=100)
    monkeypatch.setattr(clock, "now", lambda: later)
    assert told(client.get("/api/accounts/users", headers=clerk)) == (401, "session_ended")


def test_an_app_that_asks_for_news_by_itself_does_not_keep_a_session_open(
    client: Client, clerk: Headers, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = clock.now()
    asked = {"device": "d", "have": {}}
    for minutes in (10, 20):
        later = now + timedelta(minutes=minutes)
        monkeypatch.setattr(clock, "now", lambda later=later: later)
        assert client.post("/api/sync/pull", headers=clerk, json=asked).status_code == 200
    later = now + timedelta(minutes=30)
    monkeypatch.setattr(clock, "now", lambda: later)
    assert told(client.post("/api/sync/pull", headers=clerk, json=asked)) == (401, "session_ended")


def test_a_carer_s_phone_has_no_session_to_end(client: Client, carer: Headers, monkeypatch: pytest.MonkeyPatch) -> None:
    later = clock.now() + timedelta(days=200)
    monkeypatch.setattr(clock, "now", lambda: later)
    assert client.get("/api/accounts/me", headers=carer).status_code == 200
    assert told(set_password(client, carer)) == (403, "forbidden")


def test_an_old_password_must_be_changed(client: Client, new_clerk: Headers, settled: Engine) -> None:
    set_password(client, new_clerk)
    with writing(settled) as session:
        session.execute(update(Credential).values(changed_at=clock.now() - timedelta(days=180)))
    back = as_headers(sign_in(client))
    assert told(client.get("/api/accounts/users", headers=back)) == (403, "password_needed")
    assert set_password(client, back, "Another-One-8", current=PASSWORD).status_code == 204
    assert client.get("/api/accounts/users", headers=back).status_code == 200


def test_a_second_factor_is_asked_for_once_it_is_confirmed_and_each_code_is_good_once(
    client: Client, new_clerk: Headers, settled: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    with writing(settled) as session:
        sealing.check_key(session)
    set_password(client, new_clerk)
    begun = client.post("/api/accounts/totp", headers=new_clerk).json()
    assert begun["qr"].startswith("<svg")
    assert sign_in(client).status_code == 200
    codes, now = pyotp.TOTP(begun["secret"]), clock.now()
    monkeypatch.setattr(clock, "now", lambda: now)
    wrong = client.post("/api/accounts/totp/confirm", headers=new_clerk, json={"code": "1"})
    assert told(wrong) == (409, "wrong_code")
    code = codes.at(now)
    assert client.post("/api/accounts/totp/confirm", headers=new_clerk, json={"code": code}).status_code == 204
    assert told(sign_in(client)) == (401, "code_needed")
    assert told(sign_in(client, code=code)) == (401, "wrong_password"), "a code that was used"
    later = now + timedelta(seconds=60)
    monkeypatch.setattr(clock, "now", lambda: later)
    assert sign_in(client, code=f" {codes.at(later)} ").status_code == 200
    with reading(settled) as session:
        assert begun["secret"] not in str(session.get_one(Credential, CAST.clerk))


def test_whoever_sits_at_an_open_desk_cannot_guess_the_second_factor_away(
    client: Client, new_clerk: Headers, settled: Engine
) -> None:
    with writing(settled) as session:
        sealing.check_key(session)
    set_password(client, new_clerk)
    codes = pyotp.TOTP(client.post("/api/accounts/totp", headers=new_clerk).json()["secret"])
    confirmed = client.post("/api/accounts/totp/confirm", headers=new_clerk, json={"code": codes.at(clock.now())})
    assert confirmed.status_code == 204
    answers = [told(client.post("/api/accounts/totp/end", headers=new_clerk, json={"code": "1"})) for _ in range(6)]
    assert answers == [(409, "wrong_code")] * 5 + [(429, "sign_in_locked")]
    assert told(sign_in(client)) == (429, "sign_in_locked"), "the door counts them too"


def test_who_finds_a_crowd_at_the_door_comes_again_and_has_tried_nothing(client: Client, new_clerk: Headers) -> None:
    set_password(client, new_clerk)
    with ExitStack() as crowd:
        for _ in range(8):
            crowd.enter_context(passwords.AT_THE_DOOR)
        answers = [sign_in(client) for _ in range(6)]
    assert [told(answer) for answer in answers] == [(503, "busy")] * 6
    assert answers[0].headers["Retry-After"] == "5"
    assert sign_in(client).status_code == 200


def test_a_new_link_takes_the_place_of_a_forgotten_password_and_a_lost_authenticator(
    client: Client, new_clerk: Headers, settled: Engine
) -> None:
    set_password(client, new_clerk)
    with writing(settled) as session:
        session.get_one(Credential, CAST.clerk).totp_confirmed_at = clock.now()
    again = cast.sign_in(settled, CAST.clerk, "a-new-desk")
    assert told(client.get("/api/accounts/users", headers=again)) == (403, "password_needed")
    me = client.get("/api/accounts/me", headers=again).json()
    assert (me["has_password"], me["must_set_password"], me["totp"]) == (False, True, False)
    assert told(sign_in(client)) == (401, "wrong_password")
    assert set_password(client, again, "Another-One-8").status_code == 204
    assert sign_in(client, "Another-One-8").status_code == 200


def test_a_link_that_opens_again_wipes_no_password(client: Client, clerk: Headers, settled: Engine) -> None:
    officer = cast.sign_in(settled, CAST.officer, "desk-of-the-county")
    code = client.post(f"/api/accounts/users/{CAST.clerk}/enrolments", headers=officer).json()["code"]
    opening = {"code": code, "device": "desk-of-a-clerk"}
    first = as_headers(client.post("/api/accounts/enrol", json=opening))
    with writing(settled) as session:
        session.merge(Credential(user=CAST.clerk, login="周敏", password_hash="a hash", changed_at=clock.now()))
    again = as_headers(client.post("/api/accounts/enrol", json=opening))
    assert client.get("/api/accounts/me", headers=again).json()["has_password"] is True
    assert told(client.get("/api/accounts/me", headers=first)) == (401, "unknown_token"), "its reply was given up"
    assert told(client.post("/api/accounts/enrol", json=opening)) == (409, "enrolment_used"), "nor for the idle"


def test_a_new_county_has_one_link_for_its_first_administrator_until_it_is_used(
    client: Client, settled: Engine
) -> None:
    with writing(settled) as session:
        for table in (Credential, Device):
            for row in session.scalars(select(table)):
                session.delete(row)
        session.execute(update(User).where(col(User.role).in_(("clerk", "officer"))).values(role="carer"))
    with writing(settled) as session:
        void, link = (first_administrators_link(session, "http://127.0.0.1") for _ in range(2))
    assert void is not None
    assert link is not None
    codes = [each.rpartition("/")[2] for each in (void, link)]
    first, second = (client.post("/api/accounts/enrol", json={"code": c, "device": "a-desk-here"}) for c in codes)
    assert told(first) == (410, "enrolment_expired")
    headers = as_headers(second)
    assert set_password(client, headers, login="admin", name="周敏").status_code == 204
    assert client.get("/api/accounts/me", headers=headers).json()["user"]["name"] == "周敏"
    assert client.get("/api/accounts/users", headers=headers).status_code == 200
    with writing(settled) as session:
        assert first_administrators_link(session, "http://127.0.0.1") is None


@pytest.mark.parametrize("login", ["a\0b", "", "x" * 41, "\n\n"])
def test_a_login_that_cannot_be_one_is_refused_without_a_trace(client: Client, login: str) -> None:
    assert sign_in(client, login=login).status_code == 422
