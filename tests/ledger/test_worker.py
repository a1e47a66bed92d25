"""A lost phone: what is known from it, and which days are gaps, the same before and after it is ended."""

from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from httpx import Client
from sqlalchemy import Engine, update
from sqlmodel import col

import cast
from cast import CAST
from shouwang import clock, ids
from shouwang.accounts.models import Device
from shouwang.database import writing
from shouwang.ledger.gaps import Asked, days_of, gaps_of
from shouwang.ledger.reporting import Assigned
from shouwang.register.models import Assignment
from shouwang.sync.write import Author, write

Headers = dict[str, str]
ZONE = ZoneInfo("Asia/Shanghai")
TODAY = clock.today(ZONE)
PHONE = f"phone-that-was-lost.{CAST.carer}"
WATERMARK = datetime.combine(TODAY - timedelta(days=6), time(15), ZONE)


@pytest.fixture
def lost(client: Client, settled: Engine) -> Headers:
    """The phone of the carer: it sent a visit of ten days ago, and was last seen with all sent six days ago."""
    phone = cast.sign_in(settled, CAST.carer, "phone-that-was-lost")
    visited = cast.visit(CAST.wang, clock.now() - timedelta(days=10))
    client.post("/api/sync/push", headers=phone, json={"device": "d", "items": [cast.envelope(visited)]})
    say(settled, watermark=WATERMARK, last_contact=WATERMARK + timedelta(minutes=1))
    return phone


def say(engine: Engine, **told: datetime | None) -> None:
    with writing(engine) as session:
        session.execute(update(Device).where(col(Device.id) == PHONE).values(**told))


def page(client: Client, headers: Headers, **query: str) -> Any:
    reply = client.get(f"/api/ledger/workers/{CAST.carer}", headers=headers, params={"device": PHONE, **query})
    assert reply.status_code == 200, reply.text
    return reply.json()


def gaps(told: Any) -> dict[str, list[str]]:
    return {person["name"]: person["days"] for person in told["people"]}


def unreported(client: Client, headers: Headers, person: str) -> set[str]:
    since = (TODAY - timedelta(days=40)).isoformat()
    query = {"from": since, "to": TODAY.isoformat()}
    told = client.get(f"/api/ledger/people/{person}", headers=headers, params=query).json()
    return {day for duty in told["duties"] for day in duty["unreported"]}


def days(told: Any, person: str) -> set[str]:
    """Every day within the gaps of a person."""
    found = next(each for each in told["people"] if each["id"] == person)
    spans = [(date.fromisoformat(gap["first"]), date.fromisoformat(gap["last"])) for gap in found["gaps"]]
    return {(first + timedelta(n)).isoformat() for first, last in spans for n in range((last - first).days + 1)}


def test_what_is_known_and_which_days_are_gaps(client: Client, lost: Headers, clerk: Headers, settled: Engine) -> None:
    told = page(client, clerk)
    assert told["from"] == WATERMARK.date().isoformat()
    assert told["to"] == TODAY.isoformat()
    phone = told["phone"]
    assert (phone["records"], phone["parked"], phone["unsent_since"]) == (1, 0, None)
    assert phone["reported_through"] == (WATERMARK.date() - timedelta(days=1)).isoformat()
    assert set(gaps(told)) == {"王强", "李香"}

    waiting = unreported(client, clerk, CAST.wang)
    assert len(waiting) >= 3
    assert waiting <= days(told, CAST.wang)
    assert min(days(told, CAST.wang)) == WATERMARK.date().isoformat()
    assert max(days(told, CAST.wang)) == (TODAY - timedelta(days=1)).isoformat()

    assert client.post(f"/api/accounts/devices/{PHONE}/revoke", headers=clerk).is_success
    assert unreported(client, clerk, CAST.wang) == set()
    after = page(client, clerk)
    assert (after["people"], after["phone"]["revoked_at"] is None) == (told["people"], False)


def test_what_is_entered_from_paper_is_no_gap_any_more(client: Client, lost: Headers, clerk: Headers) -> None:
    before = gaps(page(client, clerk))["王强"]
    line = {"id": ids.uuid7(), "person": CAST.wang, "day": before[1], "mode": "home", "status": "valid", "minutes": 60}
    sheet = {"id": ids.uuid7(), "worker": CAST.carer, "reason": "lost_phone", "rows": [line]}
    assert client.post("/api/records/sheets", headers=clerk, json=sheet).status_code == 200
    told = page(client, clerk)
    assert gaps(told)["王强"] == [day for day in before if day != before[1]]
    records = told["people"][0]["records"] + told["people"][1]["records"]
    assert [(each["day"], each["is_hers"], each["is_paper"]) for each in records] == [(before[1], True, True)]
    assert [(each["records"], each["picture"]) for each in told["sheets"]] == [(1, None)]


def test_what_the_phone_said_it_held_and_what_is_parked(
    client: Client, lost: Headers, clerk: Headers, settled: Engine
) -> None:
    say(settled, last_contact=WATERMARK + timedelta(hours=5))
    assert datetime.fromisoformat(page(client, clerk)["phone"]["unsent_since"]) == WATERMARK
    say(settled, watermark=None)
    told = page(client, clerk)
    assert told["phone"]["reported_through"] is None
    assert told["from"] == TODAY.isoformat()
    client.post(f"/api/accounts/devices/{PHONE}/revoke", headers=clerk)
    cast.sign_in(settled, CAST.carer, "the-next-phone")
    visited = cast.visit(CAST.wang, clock.now() - timedelta(days=2))
    client.post("/api/sync/push", headers=lost, json={"device": "d", "items": [cast.envelope(visited)]})
    told = page(client, clerk)
    assert (told["phone"]["parked"], told["phone"]["records"], told["other_phones"]) == (1, 1, 1)


def test_a_period_is_never_longer_than_a_quarter_nor_in_the_future(
    client: Client, lost: Headers, clerk: Headers
) -> None:
    told = page(client, clerk, **{"from": "2020-01-01", "to": "2099-01-01"})
    assert (told["from"], told["to"]) == ((TODAY - timedelta(days=92)).isoformat(), TODAY.isoformat())
    reply = client.get(f"/api/ledger/workers/{CAST.carer}", headers=clerk)
    assert (reply.json()["phone"], reply.json()["from"]) == (None, (TODAY - timedelta(days=13)).isoformat())


def test_other_phones_and_offices_answer_as_unknown(client: Client, lost: Headers, clerk: Headers) -> None:
    for user, device in ((CAST.other_carer, PHONE), (CAST.clerk, ""), (CAST.stranger, ""), (CAST.carer, "no-phone")):
        query = {"device": device} if device else {}
        assert client.get(f"/api/ledger/workers/{user}", headers=clerk, params=query).status_code == 404


def plan(client: Client, headers: Headers, user: str = CAST.carer) -> Any:
    return client.get(f"/api/ledger/workers/{user}/plan", headers=headers)


def test_a_plan_is_made_from_what_is_due_as_every_page_says(client: Client, lost: Headers, clerk: Headers) -> None:
    told = plan(client, clerk).json()["people"]
    assert {person["id"] for person in told} == {CAST.wang, CAST.li}
    for person in told:
        page = client.get(f"/api/ledger/people/{person['id']}", headers=clerk).json()
        assert (person["light"], person["due_by"]) == (page["person"]["light"], page["person"]["due_by"])
    for user in (CAST.clerk, CAST.stranger, "nobody"):
        assert plan(client, clerk, user).status_code == 404


@pytest.mark.parametrize(("after_monday", "is_planned"), [(0, True), (6, True), (7, False)])
def test_a_plan_holds_who_is_hers_only_from_next_week_on(
    client: Client, lost: Headers, clerk: Headers, settled: Engine, after_monday: int, is_planned: bool
) -> None:
    since = TODAY + timedelta(days=7 - TODAY.weekday() + after_monday)
    given = Assignment(
        id=ids.uuid7(), person=CAST.zhao, user=CAST.carer, user_name="沈天强", role="carer", valid_from=since
    )
    with writing(settled) as session:
        write(session, [given], Author(CAST.clerk, clock.now()))
    told = {each["id"]: each["stays"] for each in plan(client, clerk).json()["people"]}
    assert told.get(CAST.zhao) == ([[since.isoformat(), None]] if is_planned else None)


def test_nothing_owed_is_no_gap() -> None:
    hers = [Assigned(CAST.carer, "沈天强", TODAY, None)]
    assert gaps_of([], Asked(hers, {"carer"}, TODAY, TODAY)) == days_of([]) == []


def test_what_a_visit_of_hers_cannot_meet_is_no_gap_of_hers(client: Client, lost: Headers, clerk: Headers) -> None:
    told = page(client, clerk, **{"from": (TODAY - timedelta(days=92)).isoformat()})
    named = {gap["duty"] for person in told["people"] for gap in person["gaps"]}
    policies = client.get("/api/duties/policies", headers=clerk).json()["policies"]
    known = {duty["id"]: duty["sentence"]["en"] for policy in policies for duty in policy["duties"]}
    assert named
    assert named < set(known)
    assert not any("doctor" in known[duty] for duty in named)
