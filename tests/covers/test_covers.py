"""Covers on their way: from both phones, in any order, once; what is refused, and that no record is lost by it."""

import time
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import pytest
from httpx import Client
from sqlalchemy import Engine, select, update
from sqlmodel import col

import cast
from cast import CAST, TOWNSHIP, envelope, visit
from covers.signing import Pen, base45, days_from_today, ended, told
from register.desk import day, page, send
from shouwang import clock
from shouwang.accounts.models import Device, User
from shouwang.covers.codes import PREFIX, read_code
from shouwang.covers.models import Cover
from shouwang.database import reading, writing
from shouwang.records.models import Record
from shouwang.register.models import Assignment

Headers = dict[str, str]
APPLIED = ("applied", None)


def seen(person: str = CAST.wang, n: int = 2, **more: Any) -> dict[str, Any]:
    return envelope(visit(person, clock.now() - timedelta(minutes=40)), n, **more)


def under(engine: Engine) -> list[tuple[str, str, str, str | None]]:
    """The assignments under covers: person, user, role, last day."""
    with reading(engine) as session:
        found = session.scalars(select(Assignment).where(col(Assignment.cover).is_not(None)))
        return sorted((a.person, a.user, a.role, a.valid_to.isoformat() if a.valid_to else None) for a in found)


def listed(client: Client, clerk: Headers) -> list[dict[str, Any]]:
    reply = client.get("/api/covers", headers=clerk, params={"township": TOWNSHIP})
    assert reply.status_code == 200, reply.text
    covers: list[dict[str, Any]] = reply.json()["covers"]
    return covers


def buckets(client: Client, headers: Headers) -> set[str]:
    reply = client.post("/api/sync/pull", headers=headers, json={"device": "d", "have": {}})
    return {key.split(":")[1] for key in reply.json()["next"] if key.startswith("p:")}


@pytest.mark.parametrize("order", ["taker first", "giver first"])
def test_whoever_comes_first_it_holds_once_and_who_visits_is_credited(
    client: Client, settled: Engine, carer: Headers, other: Headers, clerk: Headers, pen: Pen, order: str
) -> None:
    code = pen.code()
    last = day(-2)
    if order == "giver first":
        assert send(client, carer, told(code)) == [APPLIED]
        assert (listed(client, clerk)[0]["state"], under(settled)) == ("offered", [])
    # The visit goes up with the cover, in one batch.
    assert send(client, other, told(code), seen()) == [APPLIED, APPLIED]
    hers = [(person, CAST.other_carer, "carer", last) for person in (CAST.wang, CAST.li)]
    assert under(settled) == hers
    assert send(client, carer, told(code, n=3)) == [APPLIED]
    assert send(client, other, told(code, n=4)) == [APPLIED]  # scanned twice
    assert under(settled) == hers
    assert buckets(client, other) == {CAST.wang, CAST.li, CAST.zhao}
    (cover,) = listed(client, clerk)
    assert (cover["state"], cover["taker_name"], cover["last_day"]) == ("running", "闫凤光", last)
    assert [person["name"] for person in cover["people"]] == ["王强", "李香"]
    assert cover["offered_at"]
    assert cover["taken_at"]
    with reading(settled) as session:
        (record,) = session.scalars(select(Record))
        assert (record.author, record.role) == (CAST.other_carer, "carer")
    told_of = page(client, clerk, CAST.wang)
    assert told_of["person"]["carer"]["name"] == "沈天强"
    assert {(a["user_name"], a["instead_of"]) for a in told_of["assignments"]} == {
        ("沈天强", None),
        ("闫凤光", CAST.carer),
    }


def test_for_somebody_named_it_holds_as_soon_as_either_phone_has_told(
    client: Client, settled: Engine, carer: Headers, other: Headers, pen: Pen
) -> None:
    code = pen.code(CAST.wang, taker=CAST.other_carer)
    assert send(client, carer, told(code)) == [APPLIED]
    assert under(settled) == [(CAST.wang, CAST.other_carer, "carer", day(-2))]
    stranger = cast.sign_in(settled, CAST.stranger, "phone-of-a-stranger")
    assert send(client, stranger, told(code)) == [("parked", "cover_taken")]
    assert send(client, other, told(code)) == [APPLIED]
    assert len(under(settled)) == 1


def test_a_code_whose_key_nobody_knows_waits_and_so_does_what_was_written_under_it(
    client: Client, settled: Engine, carer: Headers, other: Headers
) -> None:
    pen = Pen()
    code = pen.code()
    assert send(client, other, told(code), seen()) == [("parked", "missing_reference"), ("parked", "not_assigned")]
    assert send(client, other, seen(CAST.li, 3)) == [("parked", "not_assigned")]
    assert send(client, carer, told(code, public=pen.public)) == [APPLIED]
    for _ in range(300):
        with reading(settled) as session:
            subjects = set(session.scalars(select(col(Record.subject))))
        if len(subjects) == 2:
            break
        time.sleep(0.1)
    assert subjects == {CAST.wang, CAST.li}
    assert len(under(settled)) == 2
    assert client.post("/api/covers/keys", headers=carer, json={"public": pen.public}).status_code == 204


def test_hostile_codes_are_refused_and_no_record_is_lost(
    client: Client, settled: Engine, carer: Headers, other: Headers, clerk: Headers, pen: Pen
) -> None:
    thief, good = Pen(), pen.code()
    said = read_code(good)
    changed = said.signed.replace(bytes([3]) + bytes([9]), bytes([30]) + bytes([9]), 1)
    assert changed != said.signed
    longer = PREFIX + base45(changed + said.signature)
    forged = PREFIX + base45(said.signed + bytes(64))
    client.post("/api/covers/keys", headers=other, json={"public": thief.public})
    refused = {
        "cover_forged": [longer, forged, thief.code(), pen.code(giver=CAST.stranger)],
        "cover_foreign": [pen.code(township="990000101")],
        "cover_to_oneself": [pen.code(taker=CAST.carer)],
        "cover_taken": [pen.code(taker=CAST.stranger)],
        "cover_days": [pen.code(days=0), pen.code(days=90), pen.code(first=days_from_today(200))],
        "cover_over": [pen.code(first=days_from_today(-9))],
        "cover_not_hers": [pen.code(CAST.zhao)],
    }
    for reason, codes in refused.items():
        for n, code in enumerate(codes):
            assert send(client, other, told(code, n=n)) == [("parked", reason)], reason
    unreadable: list[Any] = [
        {"id": said.id, "code": "SHOUWANG:0"},
        {"id": "x"},
        {"id": CAST.wang, "code": good},
        [],
        None,
    ]
    for bad in unreadable:
        assert send(client, other, {**told(good), "body": bad}) == [("parked", "invalid")]
    assert send(client, other, told(good, CAST.wang)) == [("parked", "invalid")]  # not all of its people are locked
    staff = client.post("/api/sync/push", headers=clerk, json={"device": "d", "items": [told(good)]}).json()
    assert staff["results"][0]["code"] == "cover_not_allowed"
    stranger = cast.sign_in(settled, CAST.stranger, "phone-of-a-stranger")
    assert send(client, stranger, told(good)) == [("parked", "cover_not_allowed")]
    assert under(settled) == []
    # What was written under a refused code waits for the township, which may take it in.
    assert send(client, other, seen()) == [("parked", "not_assigned")]
    waiting = client.get("/api/sync/issues", headers=clerk).json()
    (issue,) = [each for each in waiting if each["code"] == "not_assigned"]
    client.post(f"/api/sync/issues/{issue['id']}/accept", headers=clerk).raise_for_status()
    with reading(settled) as session:
        assert [record.author for record in session.scalars(select(Record))] == [CAST.other_carer]
    # And the good one still is.
    assert send(client, other, told(good)) == [APPLIED]
    again = cast.sign_in(settled, CAST.carer, "another-phone-of-hers")
    assert send(client, again, told(good, n=7)) == [APPLIED]


def test_a_blocked_phone_hands_nobody_over_unless_it_has_told_before(
    client: Client, settled: Engine, carer: Headers, other: Headers, pen: Pen
) -> None:
    told_before, not_told = pen.code(CAST.wang), pen.code(CAST.li)
    assert send(client, carer, told(told_before)) == [APPLIED]
    with writing(settled) as session:
        session.execute(update(Device).where(col(Device.user) == CAST.carer).values(revoked_at=clock.now()))
    assert send(client, other, told(not_told)) == [("parked", "cover_blocked")]
    assert send(client, other, told(told_before, n=2)) == [APPLIED]
    assert send(client, carer, told(not_told)) == [("parked", "device_revoked")]
    with writing(settled) as session:
        session.execute(update(Device).where(col(Device.user) == CAST.carer).values(revoked_at=None))
        session.execute(update(User).where(col(User.id) == CAST.carer).values(active=False))
    assert send(client, other, told(pen.code(CAST.li), n=3)) == [("parked", "cover_blocked")]
    assert [row[0] for row in under(settled)] == [CAST.wang]


def test_giver_taker_and_township_end_it_early_and_today_stays_hers(
    client: Client, settled: Engine, carer: Headers, other: Headers, clerk: Headers, pen: Pen
) -> None:
    first, second, third = (pen.code(CAST.wang), pen.code(CAST.li), pen.code(first=days_from_today(5)))
    for n, code in enumerate((first, second, third)):
        assert send(client, other, told(code, n=n)) == [APPLIED]
    stranger = cast.sign_in(settled, CAST.stranger, "phone-of-a-stranger")
    assert send(client, stranger, ended(read_code(first).id, CAST.wang)) == [("parked", "cover_not_hers")]
    assert send(client, carer, ended(read_code(first).id, CAST.wang)) == [APPLIED]
    assert send(client, other, ended(read_code(second).id, CAST.li)) == [APPLIED]
    reply = client.post(f"/api/covers/{read_code(third).id}/end", headers=clerk)
    assert (reply.status_code, reply.json()["ended_by_name"], reply.json()["state"]) == (200, "周敏", "over")
    again = client.post(f"/api/covers/{read_code(third).id}/end", headers=clerk)
    assert (again.status_code, again.json()["code"]) == (409, "already_settled")
    lasts = sorted(last or "" for _, _, _, last in under(settled))
    assert lasts == sorted([day(), day(), day(-4), day(-4)])  # the third never begins
    assert send(client, carer, ended(read_code(first).id, CAST.wang, n=10)) == [APPLIED]
    # Today she may write; tomorrow nothing of theirs comes down, and what she saw today is still hers to tell.
    assert send(client, other, seen()) == [APPLIED]
    unknown = ended(CAST.stranger, CAST.wang, n=11)
    assert send(client, carer, unknown) == [("parked", "missing_reference")]


def test_a_code_that_was_taken_back_before_anybody_came_gives_the_days_until_then(
    client: Client, settled: Engine, carer: Headers, other: Headers, pen: Pen
) -> None:
    code = pen.code(CAST.wang, first=days_from_today(-3), days=9)
    assert send(client, carer, told(code)) == [APPLIED]
    with writing(settled) as session:
        session.execute(update(Cover).values(ended_at=clock.now(), ended_on=days_from_today(-2)))
    assert send(client, other, told(code)) == [("parked", "cover_ended")]
    offline = told(code, n=2)
    offline["clock"]["seen"] = (clock.now() - timedelta(days=3)).isoformat()
    assert send(client, other, offline) == [APPLIED]
    assert under(settled) == [(CAST.wang, CAST.other_carer, "carer", day(2))]
    late = seen(CAST.wang, 3)
    late["clock"]["seen"] = offline["clock"]["seen"]
    assert send(client, other, late) == [APPLIED]


def test_two_who_scan_one_code_at_once_are_one_taker(client: Client, settled: Engine, other: Headers, pen: Pen) -> None:
    with writing(settled) as session:
        session.execute(update(User).where(col(User.id) == CAST.stranger).values(place=TOWNSHIP))
    stranger = cast.sign_in(settled, CAST.stranger, "phone-of-a-stranger")
    for _ in range(5):
        code = pen.code(CAST.wang)
        with ThreadPoolExecutor() as both:
            came = [both.submit(send, client, headers, told(code)) for headers in (other, stranger)]
        assert sorted(each.result()[0] for each in came) == [APPLIED, ("parked", "cover_taken")]
