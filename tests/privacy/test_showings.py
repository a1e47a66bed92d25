"""One masked value is shown at a time, with a reason, and who was shown what is kept for the county."""

from datetime import timedelta
from typing import Any

import pytest
from httpx import Client, Response
from sqlalchemy import Engine, func, select
from sqlalchemy.orm import Session

import cast
from cast import CAST
from register.desk import Headers, day, page, send
from shouwang import clock
from shouwang.accounts.models import Credential, User
from shouwang.accounts.passwords import UNUSABLE
from shouwang.accounts.roles import Role
from shouwang.database import reading, writing
from shouwang.privacy.models import Showing
from shouwang.privacy.service import USUAL_A_DAY
from shouwang.register import sealed
from shouwang.register.models import Person
from shouwang.settings import Settings
from shouwang.sync.write import Author, write

ID_NUMBER, ACCOUNT, PHONE = "990000195005011234", "6200000000000001234", "19977770009"
VALUES = {"id_number": ID_NUMBER, "bank_account": ACCOUNT, "phone": PHONE}


@pytest.fixture
def officer(settled: Engine) -> Headers:
    """The county officer's headers; Wang has all her numbers now."""
    with writing(settled) as session:
        _give_numbers(session)
    return cast.sign_in(settled, CAST.officer, "desk-of-the-county")


def test_a_value_is_masked_until_it_is_asked_for_and_then_it_alone_is_shown(
    client: Client, officer: Headers, clerk: Headers
) -> None:
    masked = page(client, clerk, CAST.wang)["person"]
    assert [masked[field] for field in VALUES] == ["990*************34", "****1234", "199****0009"]
    for number, (field, value) in enumerate(VALUES.items(), 1):
        reply = show(client, clerk, field)
        assert reply.json() == {"value": value, "seconds": 30, "today": number}
        assert reply.headers["cache-control"] == "no-store"


def test_each_showing_is_kept_for_the_county_with_who_what_why_and_where(
    client: Client, officer: Headers, clerk: Headers
) -> None:
    show(client, clerk, "bank_account", "pay")
    client.get(f"/api/register/people/{CAST.wang}", headers=clerk)  # the form that changes the profile
    told = showings(client, officer)
    assert (told["from"], told["today"], told["count"], told["many"]) == (f"{day()[:8]}01", day(), 2, [])
    newest, first = told["lines"]
    assert (newest["field"], newest["because"]) == ("profile", "correct")
    assert (first["field"], first["because"], first["address"]) == ("bank_account", "pay", "127.0.0.1")
    assert (first["user"], first["user_name"], first["township_name"]) == (CAST.clerk, "周敏", "甲镇")
    assert (first["person"], first["person_name"]) == (CAST.wang, "王强")
    assert ACCOUNT not in str(told)
    assert showings(client, officer, **{"from": day(9), "to": day(1)})["count"] == 0
    assert showings(client, officer, **{"from": day()})["count"] == 2


def test_nothing_is_shown_without_a_reason_of_the_list_nor_what_is_not_masked(
    client: Client, settled: Engine, officer: Headers, clerk: Headers
) -> None:
    for asked in ({"field": "phone"}, {"field": "phone", "because": "correct"}, {"field": "name", "because": "pay"}):
        reply = client.post(f"/api/privacy/people/{CAST.wang}/show", headers=clerk, json=asked)
        assert reply.status_code == 422
    reply = client.post(
        f"/api/privacy/people/{CAST.li}/show", headers=clerk, json={"field": "phone", "because": "call"}
    )
    assert (reply.status_code, reply.json()["code"]) == (409, "nothing_to_show")
    assert kept(settled) == 0


def test_who_is_shown_unusually_much_is_named_and_then_stopped(
    client: Client, settled: Engine, here: Settings, officer: Headers, clerk: Headers, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(here, "showings_a_day", USUAL_A_DAY + 1)
    for _ in range(USUAL_A_DAY):
        show(client, clerk, "phone")
    assert showings(client, officer)["many"] == []
    assert show(client, clerk, "phone").json()["today"] == USUAL_A_DAY + 1
    reply = show(client, clerk, "phone")
    assert (reply.status_code, reply.json()) == (409, {"code": "too_many_shown", "today": USUAL_A_DAY + 1})
    assert show(client, officer, "phone").status_code == 200, "another one's day"
    named = {"day": day(), "user": CAST.clerk, "user_name": "周敏", "count": USUAL_A_DAY + 1}
    assert showings(client, officer)["many"] == [named]
    assert kept(settled) == USUAL_A_DAY + 2
    with writing(settled) as session:
        for showing in session.scalars(select(Showing)):
            showing.day -= timedelta(days=1)
    assert show(client, clerk, "phone").json()["today"] == 1, "the next day"


def test_a_change_tells_a_telephone_only_as_a_showing_that_is_kept_and_counted(
    client: Client, settled: Engine, here: Settings, officer: Headers, clerk: Headers, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = f"/api/register/people/{CAST.wang}"
    contact = {"name": "王小芳", "phone": "19900000011", "relation": "侄女"}
    changed = client.patch(path, headers=clerk, json={"add": {"contacts": [contact]}})
    assert changed.status_code == 200
    assert (changed.json()["phone"], changed.json()["contacts"][0]["phone"]) == ("199****0009", "199****0011")
    assert client.patch(path, headers=clerk, json={"set": {"group_name": ["?", "9组"]}}).status_code == 409
    assert kept(settled) == 0

    guess = {"set": {"phone": ["?", "19900000001"]}}
    monkeypatch.setattr(here, "showings_a_day", 2)
    refused = client.patch(path, headers=clerk, json=guess)
    assert (refused.status_code, refused.json()) == (409, {"code": "value_changed", "current": {"phone": PHONE}})
    assert client.get(path, headers=clerk).json()["phone"] == PHONE
    lines = showings(client, officer)["lines"]
    assert [(each["field"], each["because"]) for each in lines] == [("profile", "correct"), ("phone", "correct")]
    over = {"code": "too_many_shown", "today": 2}
    assert client.patch(path, headers=clerk, json=guess).json() == over
    assert client.get(path, headers=clerk).json() == over
    assert show(client, clerk, "phone").json() == over
    assert kept(settled) == 2


def test_an_auditor_is_shown_no_number_where_others_choose_or_settle(
    client: Client, settled: Engine, officer: Headers, carer: Headers
) -> None:
    with writing(settled) as session:
        user = User(id="c" * 36, name="罗平", role=Role.AUDITOR, place=cast.COUNTY, created_at=clock.now())
        write(session, [user], Author(None, clock.now()))
        session.add(Credential(user=user.id, login="auditor", password_hash=UNUSABLE, changed_at=clock.now()))
    auditor = cast.sign_in(settled, "c" * 36, "desk-of-the-auditor")
    other, third = "19900000002", "19900000003"
    patches = [
        cast.envelope({"person": person, "set": {"phone": [None, value]}}, n, op="person.patch")
        for n, (person, value) in enumerate(((CAST.wang, other), (CAST.zhao, third)))
    ]
    assert send(client, carer, *patches) == [("merged", None), ("parked", "not_assigned")]
    (conflict,) = client.get("/api/register/conflicts", headers=officer).json()
    blind = {"choice": "other", "seen": "?"}
    refused = client.post(f"/api/register/conflicts/{conflict['id']}/settle", headers=officer, json=blind)
    assert (refused.status_code, refused.json()["current"]) == (409, {"phone": PHONE})
    assert kept(settled) == 1, "what stood was not seen, and is told: that is a showing"
    conflicts = [client.get("/api/register/conflicts", headers=who) for who in (officer, auditor)]
    assert [[each.json()[0][name] for name in ("kept", "other", "current")] for each in conflicts] == [
        [PHONE, other, PHONE],
        ["199****0009", "199****0002", "199****0009"],
    ]
    parked = [client.get("/api/sync/issues", headers=who) for who in (officer, auditor)]
    assert [third in each.text for each in parked] == [True, False]
    assert [each.json()[0]["code"] for each in parked] == ["not_assigned"] * 2


def test_a_period_that_is_none_is_refused(client: Client, officer: Headers) -> None:
    for period in ({"from": "2026-02-01", "to": "2026-01-01"}, {"from": "2000-01-01", "to": "2026-01-01"}):
        assert client.get("/api/privacy/showings", headers=officer, params=period).json() == {"code": "period"}


def show(client: Client, headers: Headers, field: str, because: str = "call") -> Response:
    asked = {"field": field, "because": because}
    return client.post(f"/api/privacy/people/{CAST.wang}/show", headers=headers, json=asked)


def showings(client: Client, headers: Headers, **period: str) -> Any:
    reply = client.get("/api/privacy/showings", headers=headers, params=period)
    assert reply.status_code == 200, reply.text
    return reply.json()


def kept(engine: Engine) -> int:
    with reading(engine) as session:
        return session.scalar(select(func.count()).select_from(Showing)) or 0


def _give_numbers(session: Session) -> None:
    wang = session.get_one(Person, CAST.wang)
    wang.phone = PHONE
    wang.id_number_sealed = sealed.seal_id_number(ID_NUMBER)
    wang.bank_account_sealed = sealed.seal_bank_account(ACCOUNT)
    write(session, [wang], Author(None, clock.now()))
