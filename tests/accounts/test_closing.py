"""Somebody leaves: nobody comes in as her any more, and nothing that her phone holds is lost."""

from datetime import timedelta
from typing import Any

import pytest
from httpx import Client
from sqlalchemy import Engine, select
from sqlmodel import col
from typer.testing import CliRunner

import cast
from cast import CAST
from shouwang import clock, ids
from shouwang.accounts import closing
from shouwang.accounts.models import Credential, Device, OidcIdentity, User
from shouwang.accounts.roles import Role
from shouwang.cli import app
from shouwang.database import reading, writing
from shouwang.errors import Refused
from shouwang.sync.write import Author, write

Headers = dict[str, str]


@pytest.fixture
def officer(settled: Engine) -> Headers:
    return cast.sign_in(settled, CAST.officer, "desk-of-the-county")


def turn(client: Client, headers: Headers, user: str, how: str = "deactivate") -> int:
    return client.post(f"/api/accounts/users/{user}/{how}", headers=headers).status_code


def line(client: Client, headers: Headers, user: str) -> Any:
    (found,) = [each for each in client.get("/api/accounts/users", headers=headers).json() if each["id"] == user]
    return found


def push(client: Client, carer: Headers, n: int) -> list[tuple[str, str | None]]:
    item = cast.envelope(cast.visit(CAST.wang, clock.now() - timedelta(hours=2)), n)
    reply = client.post("/api/sync/push", headers=carer, json={"device": "d", "items": [item]}).json()
    return [(result["status"], result.get("code")) for result in reply["results"]]


def test_of_a_clerk_who_left_no_session_password_link_or_binding_is_left(
    client: Client, clerk: Headers, officer: Headers, settled: Engine
) -> None:
    hers = OidcIdentity(issuer="https://example.org", value="zhou.min", user=CAST.clerk, created_at=clock.now())
    with writing(settled) as session:
        session.add(hers)
    waiting = client.post(f"/api/accounts/users/{CAST.clerk}/enrolments", headers=officer).json()["code"]
    shown = line(client, officer, CAST.clerk)
    assert (shown["active"], shown["is_staff"], shown["may_close"]) == (True, True, True)
    assert turn(client, officer, CAST.clerk) == 204
    assert client.get("/api/accounts/users", headers=clerk).status_code == 401
    opened = client.post("/api/accounts/enrol", json={"code": waiting, "device": "desk-of-hers"})
    assert opened.json()["code"] == "unknown"
    with reading(settled) as session:
        for table in (Credential, OidcIdentity):
            assert session.scalars(select(table).where(col(table.user) == CAST.clerk)).all() == []
        devices = session.scalars(select(Device).where(col(Device.user) == CAST.clerk)).all()
    assert devices
    assert all(device.revoked_at for device in devices)

    assert line(client, officer, CAST.clerk)["active"] is False
    assert turn(client, officer, CAST.clerk, "reactivate") == 204
    assert client.get("/api/accounts/users", headers=clerk).json()["code"] == "device_revoked"
    again = cast.sign_in(settled, CAST.clerk, "desk-of-a-test")
    assert client.get("/api/accounts/users", headers=again).json()["code"] == "password_needed"


def test_a_carer_s_phone_hands_in_what_it_holds_and_goes_on_when_she_comes_back(
    client: Client, clerk: Headers, carer: Headers
) -> None:
    assert turn(client, clerk, CAST.carer) == 204
    assert line(client, clerk, CAST.carer)["active"] is False
    assert client.get("/api/accounts/me", headers=carer).json()["code"] == "user_deactivated"
    assert push(client, carer, 1) == [("parked", "user_deactivated")]
    assert client.post(f"/api/accounts/users/{CAST.carer}/enrolments", headers=clerk).status_code == 404
    assert turn(client, clerk, CAST.carer, "reactivate") == 204
    assert client.get("/api/accounts/me", headers=carer).status_code == 200
    assert push(client, carer, 2)[0][0] == "applied"


def test_accounts_are_closed_downwards_only_and_nobody_closes_her_own(
    client: Client, clerk: Headers, officer: Headers, settled: Engine
) -> None:
    for headers, whom, status in (
        (clerk, CAST.clerk, 403),
        (clerk, CAST.other_clerk, 404),
        (clerk, CAST.officer, 404),
        (clerk, CAST.stranger, 404),
        (officer, CAST.officer, 403),
        (officer, CAST.other_clerk, 204),
    ):
        assert turn(client, headers, whom) == status, (whom, status)
    administrator = User(
        id=ids.uuid7(), name="管理员", role=Role.ADMINISTRATOR, place=cast.COUNTY, created_at=clock.now()
    )
    with writing(settled) as session:
        write(session, [administrator], Author(None, clock.now()))
        first = session.get_one(User, administrator.id)
        session.add(Credential(user=first.id, login="admin", password_hash="!", changed_at=clock.now()))
    headers = cast.sign_in(settled, administrator.id, "desk-of-the-administrator")
    assert turn(client, officer, administrator.id) == 403
    assert turn(client, headers, administrator.id) == 403
    assert turn(client, headers, CAST.officer) == 204
    with pytest.raises(Refused, match="last_administrator"), writing(settled) as session:
        closing.deactivate(session, session.get_one(User, administrator.id), by=None)


def test_the_command_closes_by_name_and_gives_who_comes_back_a_link(client: Client, clerk: Headers) -> None:
    closed = CliRunner().invoke(app, ["deactivate", "周敏"])
    assert (closed.exit_code, CAST.clerk in closed.stdout) == (0, True)
    assert client.get("/api/accounts/users", headers=clerk).status_code == 401
    back = CliRunner().invoke(app, ["reactivate", CAST.clerk])
    code = back.stdout.strip().rpartition("/")[2]
    assert client.post("/api/accounts/enrol", json={"code": code, "device": "desk-of-hers"}).status_code == 200
    nobody = CliRunner().invoke(app, ["deactivate", "无此人"])
    assert (nobody.exit_code, "没有这个人" in nobody.stderr) == (1, True)
