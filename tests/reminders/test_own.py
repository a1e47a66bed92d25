"""One's own reminders: a browser, a calendar, what comes back, and the desk that sees and stops it."""

import json
from datetime import timedelta
from typing import Any

from httpx import Client
from sqlalchemy import Engine
from sqlmodel import col

import cast
from cast import CAST, TOWNSHIP
from reminders.browsers import PushBrowser
from reminders.stage import DAY, Stage
from shouwang import clock, ids
from shouwang.accounts.models import Device
from shouwang.database import reading, writing
from shouwang.reminders.models import Channel, Subscription

Headers = dict[str, str]
API = "/api/reminders"


def subscribe(client: Client, stage: Stage, headers: Headers, name: str = "a") -> PushBrowser:
    """A browser of hers that has had its test."""
    browser = PushBrowser(f"{stage.gateway.url}/push/{name}")
    assert client.post(f"{API}/subscriptions", headers=headers, json=browser.target).status_code == 204
    told = browser.read(stage.gateway.asked[-1])
    assert told["test"] is True
    assert client.post(f"{API}/replies", json={"reply": told["reply"], "what": "seen"}).json() == {"kind": None}
    return browser


def test_a_browser_is_confirmed_by_its_test_told_and_answers(
    client: Client, stage: Stage, carer: Headers, clerk: Headers
) -> None:
    before = client.get(f"{API}/mine", headers=carer).json()
    assert (before["push_here"], before["push_works"], before["digests"]) == (False, False, True)
    browser = subscribe(client, stage, carer)
    after = client.get(f"{API}/mine", headers=carer).json()
    assert (after["push_here"], after["push_works"]) == (True, True)
    assert stage.remind("07:30")["sent"] == 1
    told = browser.read(stage.gateway.asked[-1])
    assert (told["title"], told["test"]) == ("有 2 人等着探访", False)
    for what in ("seen", "on_my_way", "on_my_way"):
        assert client.post(f"{API}/replies", json={"reply": told["reply"], "what": what}).json()["kind"] == "morning"
    assert client.post(f"{API}/replies", json={"reply": "x" * 32, "what": "seen"}).status_code == 404
    (row,) = stage.rows(recipient=CAST.carer)
    assert row.seen_at is not None
    assert row.on_my_way_at is not None
    lines = client.get(f"{API}/escalations", headers=clerk, params={"township": TOWNSHIP}).json()["lines"]
    steps = {line["person_name"]: line["steps"] for line in lines}
    assert (steps["王强"][0]["to"], steps["王强"][0]["name"]) == ("carer", "沈天强")
    assert steps["王强"][0]["on_my_way_at"] is not None
    assert steps["赵水"][0]["seen_at"] is None


def test_a_browser_that_is_gone_is_taken_away_and_another_of_hers_is_told(
    client: Client, stage: Stage, settled: Engine, carer: Headers
) -> None:
    older = subscribe(client, stage, carer, "older")
    subscribe(client, stage, cast.sign_in(settled, CAST.carer, "second-phone"), "newer")
    stage.gateway.answers = [(410, "")]
    stage.remind("07:30")
    told = older.read(stage.gateway.asked[-1])
    assert told["title"] == "有 2 人等着探访"
    with reading(settled) as session:
        assert [each.target for each in session.query(Subscription)] == [older.target]
    assert stage.states() == {"sent": 1}


def test_a_phone_that_was_lost_is_told_nothing_more(
    client: Client, stage: Stage, settled: Engine, carer: Headers
) -> None:
    subscribe(client, stage, carer)
    stage.channel()
    with writing(settled) as session:
        for device in session.query(Device).where(col(Device.user) == CAST.carer):
            device.revoked_at = stage.now
    before = len(stage.gateway.asked)
    assert stage.remind("07:30")["sent"] == 2
    assert {asked.path for asked in stage.gateway.asked[before:]} == {"/sms?key=k"}


def test_a_subscription_that_changes_by_itself_is_renewed_by_who_knows_its_secret(
    client: Client, stage: Stage, carer: Headers
) -> None:
    old, new = subscribe(client, stage, carer, "old"), PushBrowser(f"{stage.gateway.url}/push/new")
    wrong = {**old.target, "auth": new.target["auth"]}
    before = len(stage.gateway.asked)
    assert client.post(f"{API}/subscriptions/renew", json={"old": wrong, "new": new.target}).status_code == 204
    assert len(stage.gateway.asked) == before
    assert client.post(f"{API}/subscriptions/renew", json={"old": old.target, "new": new.target}).status_code == 204
    told = new.read(stage.gateway.asked[-1])
    assert client.post(f"{API}/replies", json={"reply": told["reply"], "what": "seen"}).status_code == 200
    assert stage.remind("07:30")["sent"] == 1
    assert stage.gateway.asked[-1].path == "/push/new"
    assert client.post(f"{API}/subscriptions/end", headers=carer).status_code == 204
    assert client.get(f"{API}/mine", headers=carer).json()["push_here"] is False


def test_a_push_service_that_was_not_allowed_is_never_asked(client: Client, stage: Stage, carer: Headers) -> None:
    target = PushBrowser("http://127.0.0.1:1/push").target
    reply = client.post(f"{API}/subscriptions", headers=carer, json=target)
    assert (reply.status_code, reply.json()["code"]) == (409, "host_not_allowed")


def test_a_calendar_counts_and_its_address_ends(client: Client, stage: Stage, carer: Headers) -> None:
    first = client.post(f"{API}/calendar", headers=carer).json()["url"]
    second = client.post(f"{API}/calendar", headers=carer).json()["url"]
    assert client.get(first).status_code == 404
    told = client.get(second)
    assert told.headers["content-type"].startswith("text/calendar")
    today = clock.today(stage.zone)
    assert f"DTSTART;VALUE=DATE:{today:%Y%m%d}\r\n" in told.text
    assert "SUMMARY:2 人等着探访\r\n" in told.text
    assert [name for name in ("王强", "李香", "沈天强", CAST.wang) if name in told.text] == []
    assert client.post(f"{API}/calendar/end", headers=carer).status_code == 204
    assert client.get(second).status_code == 404


def test_who_does_not_go_is_followed_by_the_next_one_until_an_office_stops_it(
    client: Client, stage: Stage, clerk: Headers
) -> None:
    stage.channel()
    for day in range(4):
        stage.remind("07:30", DAY + timedelta(day))
        stage.remind("18:30", DAY + timedelta(day))
    steps = _steps(client, clerk)
    assert steps == {"王强": ["carer", "township"], "李香": ["carer", "township"], "赵水": ["carer", "township"]}
    last = stage.rows(kind="evening", recipient=CAST.clerk)[-1]
    assert last.counts["escalated"] == 3
    stop = f"{API}/escalations/{_escalations(client, clerk)[0]['id']}/stop"
    assert client.post(stop, headers=clerk, json={"reason": "住在女儿家"}).status_code == 204
    stopped = _escalations(client, clerk)[0]
    assert (stopped["state"], stopped["reason"], stopped["stopped_by_name"]) == ("stopped", "住在女儿家", "周敏")
    stage.remind("18:30", DAY + timedelta(4))
    assert stage.rows(kind="evening", recipient=CAST.clerk)[-1].counts["escalated"] == 2


def _escalations(client: Client, clerk: Headers) -> Any:
    return client.get(f"{API}/escalations", headers=clerk, params={"township": TOWNSHIP}).json()["lines"]


def _steps(client: Client, clerk: Headers) -> dict[str, list[str]]:
    return {line["person_name"]: [step["to"] for step in line["steps"]] for line in _escalations(client, clerk)}


def test_what_somebody_wants_is_kept(client: Client, stage: Stage, carer: Headers) -> None:
    asked = {"digests": False, "without": ["sms"], "email": "shen@example.org"}
    told = client.post(f"{API}/mine", headers=carer, json=asked).json()
    assert {name: told[name] for name in asked} == asked
    wrong = client.post(f"{API}/mine", headers=carer, json={**asked, "email": "shen"})
    assert wrong.status_code == 422


def test_a_channel_is_set_up_tested_confirmed_and_ended(client: Client, stage: Stage, clerk: Headers) -> None:
    asked = {"id": ids.uuid7(), "kind": "wecom", "place": TOWNSHIP, "name": "甲镇工作群"}
    refused = client.post(f"{API}/channels", headers=clerk, json={**asked, "url": "https://example.org/robot"})
    assert refused.json()["code"] == "host_not_allowed"
    asked["url"] = f"{stage.gateway.url}/cgi-bin/webhook/send?key=SECRET"
    made = client.post(f"{API}/channels", headers=clerk, json=asked).json()
    assert (made["host"], made["confirmed_at"], made["may_change"]) == ("127.0.0.1", None, True)
    stage.remind("18:30")
    assert [each["dry"] for each in _channels(client, clerk)["channels"]] == [1]
    assert stage.gateway.asked == []
    here = f"{API}/channels/{made['id']}"
    stage.gateway.answers = [(200, '{"errcode":93000}')]
    failed = client.post(f"{here}/test", headers=clerk).json()
    assert (failed["tested"], failed["failure"]) == ("refused", "code_93000")
    assert client.post(f"{here}/test", headers=clerk).json()["tested"] == "delivered"
    code = stage.gateway.asked[-1].json["text"]["content"].split("确认码 ")[1][:4]
    wrong = f"{(int(code) + 1) % 10_000:04d}"
    assert client.post(f"{here}/confirm", headers=clerk, json={"code": wrong}).json()["code"] == "wrong_code"
    assert client.post(f"{here}/confirm", headers=clerk, json={"code": code}).json()["confirmed_at"] is not None
    told = client.get(f"{API}/channels", headers=clerk).text
    assert "SECRET" not in told
    assert client.post(f"{here}/end", headers=clerk).status_code == 204
    assert _channels(client, clerk)["channels"] == []


def test_five_wrong_codes_end_a_test(client: Client, stage: Stage, clerk: Headers) -> None:
    channel = stage.channel("wecom", TOWNSHIP, confirmed_at=None, digest="evening")
    client.post(f"{API}/channels/{channel}/test", headers=clerk)
    code = stage.gateway.asked[-1].json["text"]["content"].split("确认码 ")[1][:4]
    confirm = f"{API}/channels/{channel}/confirm"
    for _ in range(5):
        client.post(confirm, headers=clerk, json={"code": f"{(int(code) + 1) % 10_000:04d}"})
    assert client.post(confirm, headers=clerk, json={"code": code}).json()["code"] == "wrong_code"
    with reading(stage.engine) as session:
        assert session.get_one(Channel, channel).confirmed_at is None


def test_who_has_no_working_channel_is_named_and_on_the_list_of_calls(
    client: Client, stage: Stage, carer: Headers, clerk: Headers
) -> None:
    told = _channels(client, clerk)["unreached"]
    assert [(each["name"], each["has_phone"]) for each in told] == [("沈天强", True), ("闫凤光", True)]
    subscribe(client, stage, carer)
    assert [each["name"] for each in _channels(client, clerk)["unreached"]] == ["闫凤光"]
    calls = client.get(f"{API}/calls", headers=clerk, params={"township": TOWNSHIP}).json()["lines"]
    assert [(each["name"], each["overdue"], each["channels"]) for each in calls] == [
        ("闫凤光", 1, []),
        ("沈天强", 2, ["web_push"]),
    ]
    assert "19900000000" not in json.dumps(calls)


def test_a_channel_that_failed_her_last_is_no_working_one(client: Client, stage: Stage, clerk: Headers) -> None:
    stage.channel()
    today = clock.today(stage.zone)
    assert _channels(client, clerk)["unreached"] == []
    stage.gateway.usual = (400, "no such number")
    stage.remind("07:30", today)
    assert [each["name"] for each in _channels(client, clerk)["unreached"]] == ["沈天强", "闫凤光"]
    stage.gateway.usual = (200, "")
    stage.remind("07:30", today + timedelta(1))
    assert _channels(client, clerk)["unreached"] == []


def _channels(client: Client, headers: Headers) -> Any:
    return client.get(f"{API}/channels", headers=headers).json()
