"""Each channel says what its makers expect, and understands what they answer."""

import base64
import hashlib
import hmac
import json
from collections.abc import Iterator
from datetime import timedelta
from types import SimpleNamespace
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest
from aiosmtpd.controller import Controller
from py_vapid import Vapid02

from e2e.county import free_port
from reminders.browsers import PushBrowser
from reminders.gateways import Gateway, gateway
from reminders.stage import at
from shouwang.reminders import mail, robots, sms, web_push
from shouwang.reminders.outcomes import Result, Undelivered
from shouwang.reminders.outgoing import Outgoing, is_allowed, outgoing
from shouwang.reminders.vapid import public_key
from shouwang.reminders.wording import Message
from shouwang.reminders.words import ChannelKind
from shouwang.settings import settings

MESSAGE = Message("有 3 人等着探访", "已逾期 1 人，快到期 2 人。")
NOW = at("07:30")


@pytest.fixture
def there(monkeypatch: pytest.MonkeyPatch, tmp_path: Any) -> Iterator[Gateway]:
    """A gateway that may be asked."""
    with gateway() as kept:
        monkeypatch.setenv("SHOUWANG_REMINDER_HOSTS", kept.url.removeprefix("http://"))
        monkeypatch.setenv("SHOUWANG_DATA", str(tmp_path))
        settings.cache_clear()
        yield kept
    monkeypatch.undo()
    settings.cache_clear()


@pytest.fixture
def out() -> Iterator[Outgoing]:
    """The way out."""
    with outgoing() as client:
        yield client


def test_a_robot_of_wecom_is_told_text_and_its_refusals_are_understood(there: Gateway, out: Outgoing) -> None:
    config = {"url": f"{there.url}/cgi-bin/webhook/send?key=K"}
    there.answers = [
        (200, '{"errcode":0,"errmsg":"ok"}'),
        (200, '{"errcode":45009,"errmsg":"api freq out of limit"}'),
        (200, '{"errcode":93000,"errmsg":"invalid webhook url"}'),
        (200, "<html>maintenance</html>"),
    ]
    results = [robots.deliver(out, ChannelKind.WECOM, config, MESSAGE, NOW) for _ in range(4)]
    assert [(each.result, each.why, each.wait) for each in results] == [
        (Result.DELIVERED, "", 0),
        (Result.UNREACHED, "code_45009", 60),
        (Result.REFUSED, "code_93000", 0),
        (Result.UNSURE, "strange_answer", 0),
    ]
    assert there.asked[0].json == {"msgtype": "text", "text": {"content": MESSAGE.whole()}}
    assert there.asked[0].path == "/cgi-bin/webhook/send?key=K"


def test_dingtalk_is_signed_and_its_block_is_kept(there: Gateway, out: Outgoing) -> None:
    config = {"url": f"{there.url}/robot/send?access_token=T", "secret": "SEC1"}
    there.answers = [(200, '{"errcode":0}'), (200, '{"errcode":130101,"errmsg":"send too fast"}')]
    assert robots.deliver(out, ChannelKind.DINGTALK, config, MESSAGE, NOW).result is Result.DELIVERED
    asked = parse_qs(urlsplit(there.asked[0].path).query)
    stamp = asked["timestamp"][0]
    expected = hmac.new(b"SEC1", f"{stamp}\nSEC1".encode(), hashlib.sha256).digest()
    assert base64.b64decode(asked["sign"][0]) == expected
    assert there.asked[0].json["at"] == {"atMobiles": [], "isAtAll": False}
    assert robots.deliver(out, ChannelKind.DINGTALK, config, MESSAGE, NOW).wait == 600


def test_feishu_is_signed_in_its_own_way(there: Gateway, out: Outgoing) -> None:
    config = {"url": f"{there.url}/open-apis/bot/v2/hook/H", "secret": "S"}
    there.answers = [(200, '{"code":0,"msg":"success"}'), (200, '{"code":19021,"msg":"sign match fail"}')]
    assert robots.deliver(out, ChannelKind.FEISHU, config, MESSAGE, NOW).result is Result.DELIVERED
    told = there.asked[0].json
    expected = hmac.new(f"{told['timestamp']}\nS".encode(), digestmod=hashlib.sha256).digest()
    assert base64.b64decode(told["sign"]) == expected
    assert told["content"] == {"text": MESSAGE.whole()}
    assert robots.deliver(out, ChannelKind.FEISHU, config, MESSAGE, NOW).why == "code_19021"


def test_a_text_that_is_too_long_is_cut_between_letters() -> None:
    cut = robots.shortened("字" * 1_000, 2_048)
    assert (len(cut.encode()) <= 2_048, cut[-1], set(cut[:-1])) == (True, "…", {"字"})


def test_a_text_message_fills_the_countys_template(there: Gateway, out: Outgoing) -> None:
    config = {
        "url": f"{there.url}/send?to={{phone}}",
        "body": '{"mobile": "{phone}", "content": "{text}"}',
        "ok": '"code":"OK"',
        "headers": {"X-Key": "k"},
    }
    there.answers = [(200, '{"code":"OK"}'), (200, '{"code":"LIMIT"}'), (429, "")]
    said = Message("名", '引号"和\\换行\n')
    results = [sms.deliver(out, config, "19900000000", said).result for _ in range(3)]
    assert results == [Result.DELIVERED, Result.REFUSED, Result.UNREACHED]
    assert there.asked[0].path == "/send?to=19900000000"
    assert there.asked[0].json == {"mobile": "19900000000", "content": said.whole()}
    assert there.asked[0].headers["x-key"] == "k"
    form = config | {"type": "form", "body": "m={phone}&c={text}"}
    sms.deliver(out, form, "19900000000", Message("a&b=c", "d"))
    assert parse_qs(there.asked[-1].body.decode())["c"] == ["【守望】a&b=c\nd"]


def test_a_push_can_be_read_by_the_browser_alone_and_says_who_sends_it(there: Gateway, out: Outgoing) -> None:
    browser = PushBrowser(f"{there.url}/push/abc")
    there.answers = [(201, ""), (410, ""), (404, ""), (429, "")]
    on_my_way = "我这就去"
    results = [
        web_push.deliver(out, browser.target, MESSAGE, "reply", NOW, on_my_way=on_my_way).result for _ in range(4)
    ]
    assert results == [Result.DELIVERED, Result.GONE, Result.GONE, Result.UNREACHED]
    asked = there.asked[0]
    told = {"title": MESSAGE.title, "body": MESSAGE.text, "reply": "reply", "on_my_way": on_my_way, "test": False}
    assert browser.read(asked) == told
    assert int(asked.headers["ttl"]) > 0
    assert asked.headers["x-wns-cache-policy"] == "cache"
    assert asked.headers["content-encoding"] == "aes128gcm"
    _check_signature(asked.headers["authorization"], there.url)


def _check_signature(header: str, audience: str) -> None:
    assert Vapid02.verify(header)
    parts = dict(part.split("=", 1) for part in header.removeprefix("vapid ").split(","))
    assert parts["k"] == public_key()
    claims = json.loads(web_push.decoded(parts["t"].split(".")[1]))
    assert claims["aud"] == audience
    assert timedelta() < timedelta(seconds=claims["exp"] - NOW.timestamp()) < timedelta(hours=24)
    with pytest.raises(AssertionError):
        assert Vapid02.verify(header.replace("t=ey", "t=eX", 1))


def test_keys_that_are_none_are_no_browser(there: Gateway, out: Outgoing) -> None:
    target = {"endpoint": f"{there.url}/push/abc", "p256dh": "AAAA", "auth": "AAAA"}
    with pytest.raises(Undelivered) as told:
        web_push.deliver(out, target, MESSAGE, "reply", NOW)
    assert (told.value.outcome.result, there.asked) == (Result.GONE, [])


def test_the_key_of_push_is_made_once_and_read_by_its_owner_alone(there: Gateway, tmp_path: Any) -> None:
    assert public_key() == public_key()
    assert (tmp_path / "vapid.key").stat().st_mode & 0o077 == 0
    assert len(web_push.decoded(public_key())) == 65


@pytest.mark.parametrize("key", ["abc", "0" * 64, "f" * 64, "g" * 64, "1" * 63])
def test_a_key_of_push_that_is_none_is_refused(monkeypatch: pytest.MonkeyPatch, key: str) -> None:
    monkeypatch.setenv("SHOUWANG_VAPID_KEY", key)
    settings.cache_clear()
    with pytest.raises(SystemExit, match="64"):
        public_key()
    monkeypatch.undo()
    settings.cache_clear()


def test_mail_arrives_and_refusals_are_understood(monkeypatch: pytest.MonkeyPatch) -> None:
    box = _Box()
    port = free_port()
    controller = Controller(box, hostname="127.0.0.1", port=port)
    controller.start()
    monkeypatch.setenv("SHOUWANG_REMINDER_HOSTS", f"127.0.0.1:{port}")
    settings.cache_clear()
    config = {"host": "127.0.0.1", "port": port, "security": "none", "sender": "shouwang@example.org"}
    try:
        results = [mail.deliver(config, f"{who}@example.org", MESSAGE) for who in ("zhou", "nobody", "full")]
        assert [each.result for each in results] == [Result.DELIVERED, Result.GONE, Result.UNREACHED]
        assert "Subject:" in box.letters[0]
    finally:
        controller.stop()
    assert mail.deliver(config, "zhou@example.org", MESSAGE).result is Result.UNREACHED
    monkeypatch.undo()
    settings.cache_clear()
    with pytest.raises(Undelivered):
        mail.deliver(config, "zhou@example.org", MESSAGE)


class _Box:
    """A mail server that knows Zhou, whose neighbour's box is full."""

    def __init__(self) -> None:
        self.letters: list[str] = []

    async def handle_RCPT(self, server: Any, session: Any, envelope: Any, address: str, options: Any) -> str:  # noqa: N802
        if address.startswith("nobody"):
            return "550 no such user"
        if address.startswith("full"):
            return "452 mailbox full"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: Any, session: Any, envelope: SimpleNamespace) -> str:  # noqa: N802
        self.letters.append(envelope.content.decode())
        return "250 OK"


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=K", True),
        ("http://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=K", False),
        ("https://qyapi.weixin.qq.com.example.org/", False),
        ("https://qyapi.weixin.qq.com:8443/", False),
        ("https://user@qyapi.weixin.qq.com/", False),
        ("https://db5p.notify.windows.com/w/?token=x", True),
        ("https://notify.windows.com.evil.example/", False),
        ("http://169.254.169.254/latest/meta-data", False),
        ("https://127.0.0.1/", False),
        ("file:///etc/passwd", False),
        ("https://[bad", False),
    ],
)
def test_nobody_is_asked_who_was_not_allowed(url: str, expected: bool) -> None:
    assert is_allowed(url) is expected


def test_a_redirect_is_not_followed_and_a_silent_server_is_unsure(there: Gateway) -> None:
    with httpx.Client(timeout=0.3) as client:
        there.answers = [(302, ""), None]
        assert Outgoing(client).ask("POST", there.url).status == 302
        with pytest.raises(Undelivered) as told:
            Outgoing(client).ask("POST", there.url)
    assert told.value.outcome.result is Result.UNSURE
