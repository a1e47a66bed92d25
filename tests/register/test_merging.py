"""Whoever stands in the register twice becomes one, with all that was written about either; and two again."""

from datetime import timedelta
from typing import Any

from httpx import Client, Response
from sqlalchemy import Engine, update
from sqlmodel import col

import cast
from cast import CAST, TOWNSHIP, envelope
from register.desk import day, enter, entered, page, report, send
from register.intake import rows, take_in
from register.sheets import person, roster
from shouwang import clock, ids
from shouwang.database import writing
from shouwang.register.models import Person
from shouwang.register.sealed import index_id_number

Headers = dict[str, str]


def merge(client: Client, headers: Headers, kept: str = CAST.wang, gone: str = CAST.zhao, **more: Any) -> Response:
    asked = {"id": ids.uuid7(), "kept": kept, "gone": gone, **more}
    return client.post("/api/register/merges", headers=headers, json=asked)


def undo(client: Client, headers: Headers, done: Any) -> Any:
    return client.post(f"/api/register/merges/{done['id']}/undo", headers=headers).json()


def names(client: Client, headers: Headers) -> list[str]:
    told = client.get("/api/ledger/people", headers=headers, params={"township": TOWNSHIP}).json()
    return sorted(row["name"] for row in told["rows"])


def visits(client: Client, headers: Headers, of: str) -> list[str]:
    return sorted(record["author_name"] for record in page(client, headers, of)["records"])


def visited(engine: Engine, client: Client, carer: str, who: str, hours: int, n: int = 1) -> Any:
    phone = cast.sign_in(engine, carer, f"phone-of-carer-{carer[-1]}")
    item = envelope(cast.visit(who, clock.now() - timedelta(hours=hours)), n)
    assert send(client, phone, item) == [("applied", None)]
    return item


def test_what_was_written_about_either_is_the_one_s(client: Client, settled: Engine, clerk: Headers) -> None:
    visited(settled, client, CAST.carer, CAST.wang, 3)
    visited(settled, client, CAST.other_carer, CAST.zhao, 2)
    entered(client, clerk, CAST.zhao, "suspension", "hospital")
    done = merge(client, clerk).json()
    assert (done["kept_name"], done["gone_name"], done["records"]) == ("王强", "赵水", 1)
    assert names(client, clerk) == ["李香", "王强"]
    assert visits(client, clerk, CAST.wang) == ["沈天强", "闫凤光"]
    told = page(client, clerk, CAST.zhao)
    assert told["person"]["id"] == CAST.wang
    assert told["person"]["suspension"] == "hospital"
    assert {each["user_name"] for each in told["assignments"] if each["valid_to"] is None} == {"沈天强", "闫凤光"}
    assert told["person"]["carer"]["name"] == "沈天强"


def test_what_a_phone_sends_later_about_the_other_is_hers(client: Client, settled: Engine, clerk: Headers) -> None:
    first = visited(settled, client, CAST.other_carer, CAST.zhao, 5)
    merge(client, clerk)
    visited(settled, client, CAST.other_carer, CAST.zhao, 2, 2)
    phone = cast.sign_in(settled, CAST.other_carer, "phone-of-carer-2")
    mended = {**cast.visit(CAST.zhao, clock.now() - timedelta(hours=5)), "amends": first["body"]["id"], "why": "other"}
    assert send(client, phone, envelope(mended, 3, op="visit.amend")) == [("applied", None)]
    assert send(client, phone, report(CAST.zhao, "hospital", n=4)) == [("applied", None)]
    told = page(client, clerk, CAST.wang)
    assert len(told["records"]) == 3
    assert [each["what"] for each in told["reports"]] == ["hospital"]


def test_undone_they_are_two_again(client: Client, settled: Engine, clerk: Headers) -> None:
    visited(settled, client, CAST.other_carer, CAST.zhao, 4)
    before = page(client, clerk, CAST.zhao)
    done = merge(client, clerk).json()
    visited(settled, client, CAST.carer, CAST.wang, 1)
    assert undo(client, clerk, done)["undone_at"] is not None
    after = page(client, clerk, CAST.zhao)
    assert names(client, clerk) == ["李香", "王强", "赵水"]
    assert [each["id"] for each in after["records"]] == [each["id"] for each in before["records"]]
    assert (after["person"]["light"], after["person"]["ability"]) == (before["person"]["light"], "semi")
    assert after["person"]["carer"] == before["person"]["carer"]
    assert visits(client, clerk, CAST.wang) == ["沈天强"]
    assert [each["user_name"] for each in page(client, clerk, CAST.wang)["assignments"] if not each["valid_to"]] == [
        "沈天强"
    ]
    assert undo(client, clerk, done)["code"] == "already_settled"


def pulled(client: Client, phone: Headers, whole: Any = None) -> Any:
    known = {} if whole is None else {"epoch": whole["epoch"], "have": whole["next"]}
    return client.post("/api/sync/pull", headers=phone, json={"device": "d", "have": {}, **known}).json()


def test_the_other_phone_hears_of_it_and_of_its_undoing(client: Client, settled: Engine, clerk: Headers) -> None:
    visited(settled, client, CAST.other_carer, CAST.zhao, 4)
    phone = cast.sign_in(settled, CAST.other_carer, "phone-of-carer-2")
    before = pulled(client, phone)
    done = merge(client, clerk).json()
    after = pulled(client, phone, before)
    assert [key for key in after["drop"] if len(key.split(":")) == 2] == [f"p:{CAST.zhao}"]
    (kept,) = (row["body"] for row in after["rows"] if row["kind"] == "person")
    assert (kept["id"], kept["also"]) == (CAST.wang, [CAST.zhao])
    assert [row["body"]["subject"] for row in after["rows"] if row["kind"] == "record"] == [CAST.wang]
    undo(client, clerk, done)
    again = pulled(client, phone, after)
    people = {row["id"]: row["body"]["also"] for row in again["rows"] if row["kind"] == "person"}
    assert people == {CAST.wang: [], CAST.zhao: None}
    assert {row["body"]["subject"] for row in again["rows"] if row["kind"] == "record" and row["body"]} == {CAST.zhao}


def test_a_phone_that_hears_of_it_days_later_wrote_about_the_one(
    client: Client, settled: Engine, clerk: Headers, monkeypatch: Any
) -> None:
    merge(client, clerk)
    later = clock.now() + timedelta(days=3)
    monkeypatch.setattr(clock, "now", lambda: later)
    visited(settled, client, CAST.other_carer, CAST.zhao, 2)
    assert visits(client, cast.sign_in(settled, CAST.clerk, "desk-days-later"), CAST.wang) == ["闫凤光"]


def test_a_clock_that_runs_for_the_other_runs_on(client: Client, settled: Engine, clerk: Headers) -> None:
    change = {"id": ids.uuid7(), "person": CAST.zhao, "reported_on": day(), "reported_by": "邻居"}
    assert client.post("/api/assessments/changes", headers=clerk, json=change).status_code == 200
    done = merge(client, clerk).json()
    assert clocks(client, clerk) == [(change["id"], CAST.wang)]
    undo(client, clerk, done)
    assert clocks(client, clerk) == [(change["id"], CAST.zhao)]


def clocks(client: Client, headers: Headers) -> list[tuple[str, str]]:
    told = client.get("/api/assessments", headers=headers, params={"township": TOWNSHIP}).json()
    return [(each["id"], each["person"]) for each in told["changes"]]


def test_what_was_merged_on_is_undone_from_the_last(client: Client, settled: Engine, clerk: Headers) -> None:
    first = merge(client, clerk).json()
    second = merge(client, clerk, CAST.li, CAST.wang).json()
    (row,) = (each for each in rows(settled, Person) if each.id == CAST.li)
    assert row.also == [CAST.wang, CAST.zhao]
    assert undo(client, clerk, first)["code"] == "merged_since"
    assert undo(client, clerk, second)["undone_at"] is not None
    assert undo(client, clerk, first)["undone_at"] is not None
    assert names(client, clerk) == ["李香", "王强", "赵水"]


def test_what_cannot_be_one_is_refused(client: Client, settled: Engine, clerk: Headers) -> None:
    assert merge(client, clerk, CAST.wang, CAST.wang).status_code == 404
    assert merge(client, clerk, CAST.wang, "nobody").status_code == 404
    assert merge(client, cast.sign_in(settled, CAST.other_clerk, "desk-of-another")).status_code == 404
    mine = ids.uuid7()
    assert [merge(client, clerk, id=mine).json()["id"] for _ in range(2)] == [mine, mine]
    assert merge(client, clerk, CAST.li, CAST.zhao).json()["code"] == "already_merged"
    assert enter(client, clerk, CAST.li, "death", None, valid_from=day(1)).status_code == 200
    assert merge(client, clerk, CAST.wang, CAST.li).json()["code"] == "deaths_differ"


def test_who_shares_name_and_birth_date_is_suspected(client: Client, settled: Engine, clerk: Headers) -> None:
    asked = {"township": TOWNSHIP}
    assert client.get("/api/register/twins", headers=clerk, params=asked).json() == []
    with writing(settled) as session:
        session.execute(update(Person).where(col(Person.id) == CAST.zhao).values(name="王强"))
    (told,) = client.get("/api/register/twins", headers=clerk, params=asked).json()
    assert [(each["name"], each["carer_name"]) for each in told["people"]] == [("王强", "沈天强"), ("王强", "闫凤光")]
    merge(client, clerk)
    assert client.get("/api/register/twins", headers=clerk, params=asked).json() == []
    listed = client.get("/api/register/merges", headers=clerk, params=asked).json()
    assert [(each["kept"], each["undone_at"]) for each in listed] == [(CAST.wang, None)]


def test_a_roster_with_either_number_means_the_one(client: Client, settled: Engine, clerk: Headers) -> None:
    one, two = person(1, 姓名="孙一"), person(2, 姓名="孙一", 自理能力="全失能")
    take_in(settled, roster(one, two))
    first, second = (
        next(each.id for each in rows(settled, Person) if each.id_number_index == index_id_number(row[1]))
        for row in (one, two)
    )
    assert merge(client, clerk, first, second).status_code == 200
    again = take_in(settled, roster(one, two))
    assert (again.added, [problem.code for row in again.refused for problem in row.problems]) == (0, ["same_person"])
    changed = take_in(settled, roster(person(2, 姓名="孙一", 自理能力="半失能")))
    assert (changed.added, changed.changed) == (0, 1)
    assert page(client, clerk, first)["person"]["ability"] == "semi"
