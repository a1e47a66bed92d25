"""Paper: entered at the desk as hers, counted in her role, once however often it is sent, and beside the phone's."""

import hashlib
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any
from zoneinfo import ZoneInfo

from httpx import Client
from sqlalchemy import Engine, select
from sqlmodel import col

import cast
from blobs.test_blobs import jpeg
from cast import CAST
from shouwang import clock, ids
from shouwang.blobs.store import store
from shouwang.database import reading
from shouwang.records.models import PaperSheet, Record
from shouwang.sync.models import RowVersion

Headers = dict[str, str]
ZONE = ZoneInfo("Asia/Shanghai")
TODAY = clock.today(ZONE)


def row(days_ago: int = 1, person: str = CAST.wang, **more: Any) -> dict[str, Any]:
    day = (TODAY - timedelta(days=days_ago)).isoformat()
    return {"id": ids.uuid7(), "person": person, "day": day, "mode": "home", "status": "valid", **more}


def sheet(*rows: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"id": ids.uuid7(), "worker": CAST.carer, "reason": "lost_phone", "rows": list(rows), **more}


def enter(client: Client, headers: Headers, asked: dict[str, Any]) -> Any:
    return client.post("/api/records/sheets", headers=headers, json=asked)


def refused(client: Client, headers: Headers, asked: dict[str, Any]) -> list[str]:
    """What speaks against the lines of a sheet, in their order; nothing of it was entered."""
    reply = enter(client, headers, asked)
    assert (reply.status_code, reply.json()["code"]) == (409, "paper_lines"), reply.text
    found = {line["id"]: line["code"] for line in reply.json()["lines"]}
    return [found.get(each["id"], "") for each in asked["rows"]]


def records(engine: Engine, person: str = CAST.wang) -> list[Record]:
    with reading(engine) as session:
        theirs = select(Record).where(col(Record.subject) == person).order_by(col(Record.service_date))
        return list(session.scalars(theirs))


def opened(client: Client, headers: Headers, person: str = CAST.wang) -> Any:
    since = (TODAY - timedelta(days=40)).isoformat()
    query = {"from": since, "to": TODAY.isoformat()}
    return client.get(f"/api/ledger/people/{person}", headers=headers, params=query).json()


def credited(file: Any) -> set[str]:
    """The days that count for anything."""
    return {credit["service_date"] for duty in file["duties"] for credit in duty["credits"]}


def test_what_was_on_paper_counts_in_her_role_and_names_who_entered_it(
    client: Client, clerk: Headers, carer: Headers, settled: Engine
) -> None:
    asked = sheet(
        row(1, time="08:30", minutes=45, note="喝了粥"),
        row(2),
        row(3, mode="phone"),
        row(1, person=CAST.li, status="attempt", reason="nobody_home"),
        note="按本人手写单",
    )
    first = enter(client, clerk, asked)
    assert first.status_code == 200, first.text
    again = enter(client, clerk, asked)
    assert again.json() == first.json()
    assert enter(client, clerk, {**asked, "note": "另一张"}).json() == {"code": "id_taken"}

    entered = records(settled)
    assert [record.id for record in reversed(entered)] == [each["id"] for each in asked["rows"][:3]]
    for record in entered:
        assert (record.author, record.author_name, record.role) == (CAST.clerk, "周敏", "carer")
        assert "stated_in_future" not in record.flags
        assert (record.on_behalf_of, record.on_behalf_of_name, record.sheet) == (CAST.carer, "沈天强", asked["id"])
    assert (entered[2].minutes, entered[2].flags, entered[2].note) == (45, [], "喝了粥")
    assert entered[2].start.astimezone(ZONE).strftime("%H:%M") == "08:30"
    assert (entered[1].flags, entered[1].start.astimezone(ZONE).hour) == (["only_the_day"], 12)

    told = client.get(f"/api/records/sheets/{asked['id']}", headers=clerk).json()
    assert (told["worker_name"], told["entered_by_name"], len(told["rows"])) == ("沈天强", "周敏", 4)
    assert told["names"] == {CAST.wang: "王强", CAST.li: "李香"}
    on_her_phone = client.post("/api/sync/pull", headers=carer, json={"device": "d", "have": {}}).json()["rows"]
    papers = [each["body"]["paper"] for each in on_her_phone if each["kind"] == "record"]
    assert [paper["on_behalf_of"] for paper in papers] == [CAST.carer] * 4


def test_the_engine_credits_it_and_the_same_day_from_the_phone_doubles_nothing(
    client: Client, clerk: Headers, settled: Engine
) -> None:
    lost = cast.sign_in(settled, CAST.carer, "phone-that-was-lost")
    assert client.post(f"/api/accounts/devices/phone-that-was-lost.{CAST.carer}/revoke", headers=clerk).is_success
    before = opened(client, clerk)
    asked = sheet(row(2, time="09:00", minutes=60))
    assert enter(client, clerk, asked).status_code == 200
    after = opened(client, clerk)
    day = asked["rows"][0]["day"]
    assert credited(after) - credited(before) == {day}
    assert sum(duty["credited"] for duty in after["duties"]) > sum(duty["credited"] for duty in before["duties"])

    start = clock.now() - timedelta(days=2)
    visited = cast.visit(CAST.wang, start.astimezone(ZONE).replace(hour=10, minute=0))
    found = client.post("/api/sync/push", headers=lost, json={"device": "d", "items": [cast.envelope(visited)]}).json()
    assert found["results"][0]["code"] == "device_revoked"
    issue = client.get("/api/sync/issues", headers=clerk).json()[0]["id"]
    assert client.post(f"/api/sync/issues/{issue}/accept", headers=clerk).json()["resolution"] == "accepted"
    both = opened(client, clerk)
    assert {record["id"] for record in both["records"]} >= {asked["rows"][0]["id"], visited["id"]}
    for one, other in zip(after["duties"], both["duties"], strict=True):
        assert (one["credited"], one["misses"]) == (other["credited"], other["misses"])
    assert both["person"]["credited"] == after["person"]["credited"]


def test_what_contradicts_is_refused_line_by_line_and_nothing_is_entered(
    client: Client, clerk: Headers, carer: Headers, settled: Engine
) -> None:
    visited = cast.visit(CAST.wang, clock.now() - timedelta(days=3))
    client.post("/api/sync/push", headers=carer, json={"device": "d", "items": [cast.envelope(visited)]})
    fact = {"kind": "death", "value": None, "valid_from": (TODAY - timedelta(days=5)).isoformat()}
    assert client.post(f"/api/register/people/{CAST.li}/facts", headers=clerk, json=fact).status_code == 200
    tomorrow = (TODAY + timedelta(days=1)).isoformat()
    asked = sheet(
        row(1),
        row(1),
        row(1, keep_both=True),
        row(3),
        row(3, keep_both=True),
        row(4, person=CAST.zhao),
        row(4, person=CAST.li),
        row(5, person=CAST.li),
        row(person=ids.uuid7()),
        {**row(), "day": tomorrow},
        {**row(0, person=CAST.wang), "time": clock.now().astimezone(ZONE).strftime("%H:%M"), "minutes": 600},
        {**row(), "day": "2023-12-31"},
        {**row(9), "id": visited["id"]},
    )
    assert refused(client, clerk, asked) == [
        "",
        "already_there",
        "",
        "already_there",
        "",
        "not_assigned",
        "after_death",
        "",
        "unknown_person",
        "in_the_future",
        "in_the_future",
        "not_assigned",
        "id_taken",
    ]
    assert len(records(settled)) == 1
    with reading(settled) as session:
        assert session.scalars(select(PaperSheet)).all() == []
    good = [each for each, code in zip(asked["rows"], refused(client, clerk, asked), strict=True) if code == ""]
    assert enter(client, clerk, {**asked, "rows": good}).status_code == 200


def test_what_is_no_line_is_no_sheet(client: Client, clerk: Headers) -> None:
    wrongs: list[dict[str, Any]] = [
        {"time": "25:00"},
        {"minutes": 0},
        {"mode": "letter"},
        {"status": "attempt"},
        {"day": "2026-13-01"},
        {"id": "x"},
        {"role": "cadre"},
    ]
    for wrong in wrongs:
        assert enter(client, clerk, sheet({**row(), **wrong})).status_code == 422, wrong


def test_who_may_enter_for_whom(client: Client, clerk: Headers, settled: Engine) -> None:
    assert enter(client, clerk, sheet(row(), worker=CAST.clerk)).status_code == 404
    assert enter(client, clerk, sheet(row(), worker=CAST.stranger)).status_code == 404
    officer = cast.sign_in(settled, CAST.officer, "desk-of-the-county")
    assert enter(client, officer, sheet(row())).status_code == 200
    other = cast.sign_in(settled, CAST.other_clerk, "desk-of-another")
    assert enter(client, other, sheet(row(5))).status_code == 404


def test_every_line_has_gone_through_the_one_door(client: Client, clerk: Headers, settled: Engine) -> None:
    asked = sheet(row(400), row(1))
    assert enter(client, clerk, asked).status_code == 200
    with reading(settled) as session:
        kept = session.scalars(select(RowVersion).where(col(RowVersion.kind) == "record"))
        assert {(each.id, each.by, each.version) for each in kept} == {
            (each["id"], CAST.clerk, 1) for each in asked["rows"]
        }


def test_the_picture_of_the_sheet_is_hers_and_her_office_s(
    client: Client, clerk: Headers, carer: Headers, settled: Engine
) -> None:
    picture = jpeg(seed=3)
    named: dict[str, Any] = {"sha256": hashlib.sha256(picture).hexdigest(), "size": len(picture)}
    asked = sheet(row(), picture=named)
    assert enter(client, clerk, asked).json()["picture"] == {"sha256": named["sha256"], "state": "expected"}
    path = f"/api/blobs/{named['sha256']}"
    assert client.get(path, headers=clerk).status_code == 404
    assert client.patch(path, headers={**clerk, "Upload-Offset": "0"}, content=picture).status_code == 204
    told = client.get(f"/api/records/sheets/{asked['id']}", headers=clerk).json()
    assert told["picture"]["state"] == "whole"
    assert client.get(path, headers=carer).content == client.get(path, headers=clerk).content == picture
    assert client.get(path, headers=cast.sign_in(settled, CAST.other_carer)).status_code == 404
    assert store().have(named["sha256"]) == len(picture)
    other = {"sha256": "b" * 64, "size": 9}
    shown = client.post(f"/api/records/sheets/{asked['id']}/picture", headers=clerk, json=other)
    assert shown.json() == {"code": "has_picture"}


def test_a_sheet_that_is_sent_twice_at_once_is_entered_once(client: Client, clerk: Headers, settled: Engine) -> None:
    asked = sheet(*(row(days) for days in range(1, 8)))
    with ThreadPoolExecutor(4) as threads:
        replies = list(threads.map(lambda _: enter(client, clerk, asked), range(4)))
    assert [reply.status_code for reply in replies] == [200] * 4
    assert len({reply.text for reply in replies}) == 1
    assert len(records(settled)) == 7
