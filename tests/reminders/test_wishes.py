"""In which language and by which roads somebody is told; what is asked wrongly is refused and changes nothing."""

import json
from datetime import timedelta
from typing import Any

import pytest
from httpx import Client
from sqlalchemy import Engine

import cast
from cast import CAST, OTHER_TOWNSHIP, TOWNSHIP
from reminders.browsers import PushBrowser
from reminders.stage import DAY, Stage
from reminders.test_own import API, Headers, subscribe
from shouwang import ids
from shouwang.accounts.models import User
from shouwang.database import writing


def in_english(client: Client, headers: Headers) -> None:
    assert client.post(f"{API}/mine", headers=headers, json={"language": "en"}).json()["language"] == "en"


def test_she_is_told_in_the_language_of_her_pages(client: Client, stage: Stage, carer: Headers) -> None:
    in_english(client, carer)
    browser = PushBrowser(f"{stage.gateway.url}/push/en")
    assert client.post(f"{API}/subscriptions", headers=carer, json=browser.target).status_code == 204
    trial = browser.read(stage.gateway.asked[-1])
    assert (trial["title"], trial["test"]) == ("Notifications are on", True)
    client.post(f"{API}/replies", json={"reply": trial["reply"], "what": "seen"})
    stage.channel()
    assert stage.remind("07:30")["sent"] == 2
    pushed = next(asked for asked in stage.gateway.asked[1:] if asked.path == "/push/en")
    told = browser.read(pushed)
    assert (told["title"], told["body"], told["on_my_way"]) == (
        "2 visits due",
        "Overdue: 2. Open Shouwang to log them.",
        "I am on my way",
    )
    (text,) = [asked.json["text"] for asked in stage.gateway.asked[1:] if asked.path != "/push/en"]
    assert text.startswith("【守望】有 1 人等着探访")
    feed = client.post(f"{API}/calendar", headers=carer).json()["url"]
    assert "SUMMARY:2 visits due\r\n" in client.get(feed).text


def test_what_is_not_said_stays_as_it_is(client: Client, stage: Stage, carer: Headers) -> None:
    assert stage.rows() == []
    first = {"digests": False, "without": ["sms"], "email": "shen@example.org", "language": "zh"}
    client.post(f"{API}/mine", headers=carer, json=first)
    in_english(client, carer)
    kept = client.get(f"{API}/mine", headers=carer).json()
    assert {name: kept[name] for name in first} == {**first, "language": "en"}
    assert client.post(f"{API}/mine", headers=carer, json={"email": None}).json()["email"] is None


def test_whom_push_reaches_no_more_gets_a_text_message_the_same_day(
    client: Client, stage: Stage, carer: Headers
) -> None:
    subscribe(client, stage, carer)
    stage.channel()
    stage.gateway.answers = [(410, ""), (410, "")]
    stage.gateway.usual = (200, "")
    stage.remind("07:30")
    stage.remind("07:31")
    mine = {row.channel == "web_push": row.state for row in stage.rows(recipient=CAST.carer)}
    assert mine == {True: "given_up", False: "sent"}
    assert stage.remind("09:00")["planned"] == 0


def test_each_office_sees_how_many_of_its_own_were_reached(
    client: Client, stage: Stage, settled: Engine, clerk: Headers
) -> None:
    stage.channel()
    with writing(settled) as session:
        session.get_one(User, CAST.other_carer).place = OTHER_TOWNSHIP
    assert stage.remind("07:30")["sent"] == 2
    stage.remind("18:30")
    county = cast.sign_in(settled, CAST.officer, "desk-of-the-county")
    other = cast.sign_in(settled, CAST.other_clerk, "desk-of-another")
    # the other carer cares for somebody of the first township: she is told as a worker of her own place
    seen = [_reached(client, each) for each in (county, clerk, other)]
    assert seen == [3, 2, 1]


def _reached(client: Client, headers: Headers) -> Any:
    (line,) = client.get(f"{API}/channels", headers=headers).json()["channels"]
    return line["reached"]


@pytest.mark.parametrize(
    ("more", "status", "code"),
    [
        ({"kind": "wecom", "url": "no address"}, 409, "host_not_allowed"),
        ({"kind": "wecom", "url": "https://qyapi.weixin.qq.com@evil.example/"}, 409, "host_not_allowed"),
        ({"kind": "wecom", "url": ""}, 422, "invalid"),
        ({"kind": "wecom", "url": "URL", "name": ""}, 422, "invalid"),
        ({"kind": "web_push", "url": "URL"}, 422, "invalid"),
        ({"kind": "fax", "url": "URL"}, 422, "invalid"),
        ({"kind": "wecom", "url": "URL", "place": OTHER_TOWNSHIP}, 404, "unknown"),
        ({"kind": "sms", "url": "URL", "body": "{phone}{text}"}, 403, "forbidden"),
    ],
)
def test_a_channel_that_cannot_be_is_refused(
    client: Client, stage: Stage, clerk: Headers, more: dict[str, Any], status: int, code: str
) -> None:
    asked = {"id": ids.uuid7(), "place": TOWNSHIP, "name": "群", **more}
    if asked["url"] == "URL":
        asked["url"] = f"{stage.gateway.url}/x"
    reply = client.post(f"{API}/channels", headers=clerk, json=asked)
    assert (reply.status_code, reply.json()["code"]) == (status, code)
    assert client.get(f"{API}/channels", headers=clerk).json()["channels"] == []


@pytest.mark.parametrize(
    "more",
    [
        {"body": '{"to": "{phone}"}'},
        {"body": '{"to": "{phone}", "text": "{text}"'},
        {"body": '{"to": "{phone}", "text": "{text}"}', "headers": {"X Key": "k"}},
        {"body": '{"to": "{phone}", "text": "{text}"}', "headers": {"X-Key": "k\r\nX-Other: k"}},
        {"body": '{"to": "{phone}", "text": "{text}"}', "headers": {"": "no colon"}},
    ],
)
def test_a_template_that_is_not_whole_is_refused(
    client: Client, stage: Stage, settled: Engine, more: dict[str, Any]
) -> None:
    county = cast.sign_in(settled, CAST.officer, "desk-of-the-county")
    asked = {"id": ids.uuid7(), "place": cast.COUNTY, "name": "短信", "kind": "sms", "url": stage.gateway.url, **more}
    reply = client.post(f"{API}/channels", headers=county, json=asked)
    assert (reply.status_code, reply.json()["code"]) == (409, "bad_template")


def test_an_office_without_a_telephone_cannot_test_text_messages(client: Client, stage: Stage, settled: Engine) -> None:
    channel = stage.channel(confirmed_at=None)
    with writing(settled) as session:
        session.get_one(User, CAST.officer).phone = None
    county = cast.sign_in(settled, CAST.officer, "desk-of-the-county")
    reply = client.post(f"{API}/channels/{channel}/test", headers=county)
    assert (reply.status_code, reply.json()["code"], stage.gateway.asked) == (409, "no_address", [])
    mail = stage.channel("email", confirmed_at=None, config={"host": "127.0.0.1", "port": 1, "sender": "a\nb@c.cn"})
    client.post(f"{API}/mine", headers=county, json={"email": "hao@example.org"})
    told = client.post(f"{API}/channels/{mail}/test", headers=county).json()
    assert (told["tested"], told["failure"]) == ("refused", "not_allowed")


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("replies", {"reply": "short", "what": "seen"}),
        ("replies", {"reply": "x" * 32, "what": "asleep"}),
        ("subscriptions", {"endpoint": "https://fcm.googleapis.com/x", "p256dh": "AAAA", "auth": "AAAA"}),
        ("mine", {"digests": "perhaps"}),
        ("mine", {"without": ["pigeon"]}),
        ("mine", {"language": "fr"}),
        ("mine", {"email": "shen@"}),
        ("escalations/none/stop", {"reason": "  "}),
        ("channels/none/confirm", {"code": "12"}),
    ],
)
def test_what_is_no_answer_is_refused(client: Client, clerk: Headers, path: str, body: dict[str, Any]) -> None:
    reply = client.post(f"{API}/{path}", headers=clerk, json=body)
    assert (reply.status_code, reply.json()["code"]) == (422, "invalid")
    assert json.dumps(body) not in reply.text


def test_what_is_not_there_is_unknown(client: Client, clerk: Headers) -> None:
    assert client.get(f"{API}/calendar/nothing").status_code == 404
    assert client.get(f"{API}/calls", headers=clerk, params={"township": OTHER_TOWNSHIP}).status_code == 404
    assert client.get(f"{API}/escalations", headers=clerk, params={"township": "x"}).status_code == 404
    for what in ("test", "end"):
        assert client.post(f"{API}/channels/none/{what}", headers=clerk).status_code == 404
    assert client.post(f"{API}/escalations/none/stop", headers=clerk, json={"reason": "住院"}).status_code == 404


def test_a_week_is_told_once_also_to_who_asks_for_another_language(
    client: Client, stage: Stage, settled: Engine
) -> None:
    county = cast.sign_in(settled, CAST.officer, "desk-of-the-county")
    stage.channel()
    monday = DAY + timedelta(3)
    stage.remind("08:10", monday)
    in_english(client, county)
    stage.remind("08:20", monday)
    stage.remind("08:10", monday + timedelta(7))
    told = [
        asked.json["text"]
        for asked in stage.gateway.asked
        if "本周" in asked.body.decode() or "week" in asked.body.decode()
    ]
    assert [each.splitlines()[0] for each in told] == ["【守望】测试县本周情况", "【守望】测试县 this week"]
