"""The page on which a clerk's day begins: who is overdue and whom to ask, and what falls due."""

from datetime import timedelta
from typing import Any

from httpx import Client
from sqlalchemy import Engine, event, update
from sqlmodel import col

import cast
from cast import CAST, OTHER_TOWNSHIP, TOWNSHIP
from ledger.test_ledger import was_visited
from register.desk import day, entered, today
from shouwang import clock, ids
from shouwang.accounts.models import Device
from shouwang.database import writing
from shouwang.register.models import Assignment

Headers = dict[str, str]


def page(client: Client, headers: Headers, township: str = TOWNSHIP) -> Any:
    reply = client.get("/api/ledger/today", headers=headers, params={"township": township})
    assert reply.status_code == 200, reply.text
    return reply.json()


def late(told: Any) -> list[tuple[str, list[str]]]:
    return [(line["carer"]["name"], [person["name"] for person in line["people"]]) for line in told["overdue"]]


def test_the_overdue_stand_with_whoever_cares_for_them(client: Client, settled: Engine, clerk: Headers) -> None:
    told = page(client, clerk)
    assert late(told) == [("沈天强", ["王强", "李香"]), ("闫凤光", ["赵水"])]
    assert told["overdue"][0]["people"][0]["days"] > 300
    assert (told["people"], told["nobody"], told["without_carer"]) == (3, [], [])
    was_visited(settled, CAST.wang, today())
    was_visited(settled, CAST.li, today())
    assert late(page(client, clerk)) == [("闫凤光", ["赵水"])]
    entered(client, clerk, CAST.zhao, "death", None)
    told = page(client, clerk)
    assert (told["overdue"], told["people"]) == ([], 2)


def test_the_overdue_without_a_carer_are_the_township_s(client: Client, settled: Engine, clerk: Headers) -> None:
    with writing(settled) as session:
        hers = update(Assignment).where(col(Assignment.person) == CAST.zhao)
        session.execute(hers.values(valid_to=today() - timedelta(days=1)))
    told = page(client, clerk)
    assert [each["name"] for each in told["nobody"]] == ["赵水"]
    assert [each["name"] for each in told["without_carer"]] == ["赵水"]
    assert late(told) == [("沈天强", ["王强", "李香"])]


def test_stays_that_end_or_last_long_and_abilities_that_nobody_entered(client: Client, clerk: Headers) -> None:
    assert page(client, clerk)["stays_due"] == []
    entered(client, clerk, CAST.wang, "suspension", "hospital", valid_from=day(40))
    entered(client, clerk, CAST.li, "suspension", "away", valid_from=day(2), valid_to=day(-2))
    entered(client, clerk, CAST.zhao, "suspension", "away", valid_from=day(2), valid_to=day(-20))
    told = page(client, clerk)
    assert [(each["name"], each["value"], each["until"]) for each in told["stays_due"]] == [
        ("王强", "hospital", None),
        ("李香", "away", day(-2)),
    ]
    assert told["no_ability"] == []
    client.post(f"/api/register/facts/{ids.id_from(CAST.zhao, 'ability')}/void", headers=clerk, json={"reason": "x"})
    assert [each["name"] for each in page(client, clerk)["no_ability"]] == ["赵水"]


def test_a_phone_of_which_nothing_was_heard_for_days_is_told(
    client: Client, settled: Engine, clerk: Headers, carer: Headers
) -> None:
    told = page(client, clerk)
    assert carer
    assert (told["silent"], told["never_signed_in"]) == ([], 1)
    with writing(settled) as session:
        hers = update(Device).where(col(Device.user) == CAST.carer)
        session.execute(hers.values(last_contact=clock.now() - timedelta(days=5)))
    told = page(client, clerk)
    assert [(each["name"], each["people"]) for each in told["silent"]] == [("沈天强", 2)]
    assert told["overdue"][0]["last_contact"] == told["silent"][0]["last_contact"]


def test_it_is_read_in_as_many_statements_for_many_as_for_few(client: Client, settled: Engine, clerk: Headers) -> None:
    statements: list[str] = []

    def note(_: Any, __: Any, statement: str, *___: Any) -> None:
        statements.append(statement)

    page(client, clerk)
    event.listen(settled, "before_cursor_execute", note)
    page(client, clerk)
    event.remove(settled, "before_cursor_execute", note)
    assert len([each for each in statements if each.lstrip().upper().startswith("SELECT")]) <= 16


def test_another_township_is_nobody_s_business(client: Client, settled: Engine, clerk: Headers) -> None:
    asked = {"township": OTHER_TOWNSHIP}
    assert client.get("/api/ledger/today", headers=clerk, params=asked).status_code == 404
    officer = cast.sign_in(settled, CAST.officer, "desk-of-the-county")
    assert late(page(client, officer)) == late(page(client, clerk))
    assert page(client, officer, OTHER_TOWNSHIP)["people"] == 0
