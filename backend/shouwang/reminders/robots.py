"""Robots of group chats. Each says by a number in a reply of HTTP 200 whether it took a message."""

import base64
import hashlib
import hmac
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any
from urllib.parse import quote_plus

import orjson

from shouwang.reminders.outcomes import DELIVERED, Outcome, Result, of_status
from shouwang.reminders.outgoing import Outgoing, Reply
from shouwang.reminders.wording import Message
from shouwang.reminders.words import ChannelKind

GAPS = {ChannelKind.WECOM: 3.0, ChannelKind.DINGTALK: 3.0, ChannelKind.FEISHU: 0.6}
"""Seconds between two messages: 20 a minute (企业微信, 钉钉), 100 a minute and 5 a second (飞书)."""

LONGEST_BYTES = {ChannelKind.WECOM: 2_048, ChannelKind.DINGTALK: 20_000, ChannelKind.FEISHU: 20_000}
BLOCKED = 600
"""钉钉 shuts a robot for ten minutes when it was too quick."""

BUSY = {
    ChannelKind.WECOM: {45009: 60, -1: 5, 50001: 5},
    ChannelKind.DINGTALK: {130101: BLOCKED, 410100: BLOCKED, -1: 5},
    ChannelKind.FEISHU: {9499: 5, 11232: 60, 11233: 60},
}
"""Numbers that mean: not now. For how many seconds the robot is then left alone."""


def deliver(out: Outgoing, kind: ChannelKind, config: Mapping[str, Any], message: Message, at: datetime) -> Outcome:
    """Says a message in a group. Raises `Undelivered`."""
    text = shortened(message.whole(), LONGEST_BYTES[kind])
    ask, url = _ASKED[kind](config, text, at)
    return _outcome(kind, out.ask("POST", url, json=ask))


def shortened(text: str, most: int) -> str:
    """The text, cut where it would be too long for the robot; never within a letter."""
    return text if len(text.encode()) <= most else text.encode()[: most - 3].decode(errors="ignore") + "…"


def _wecom(config: Mapping[str, Any], text: str, _: datetime) -> tuple[dict[str, Any], str]:
    return {"msgtype": "text", "text": {"content": text}}, config["url"]


def _dingtalk(config: Mapping[str, Any], text: str, at: datetime) -> tuple[dict[str, Any], str]:
    ask = {"msgtype": "text", "text": {"content": text}, "at": {"atMobiles": [], "isAtAll": False}}
    if not config.get("secret"):
        return ask, config["url"]
    now = int(at.timestamp() * 1_000)
    signed = hmac.digest(config["secret"].encode(), f"{now}\n{config['secret']}".encode(), hashlib.sha256)
    return ask, f"{config['url']}&timestamp={now}&sign={quote_plus(base64.b64encode(signed))}"


def _feishu(config: Mapping[str, Any], text: str, at: datetime) -> tuple[dict[str, Any], str]:
    ask: dict[str, Any] = {"msg_type": "text", "content": {"text": text}}
    if config.get("secret"):
        now = str(int(at.timestamp()))
        # As its makers have it: the key is time and secret, and nothing is signed with it.
        signed = hmac.digest(f"{now}\n{config['secret']}".encode(), b"", hashlib.sha256)
        ask |= {"timestamp": now, "sign": base64.b64encode(signed).decode()}
    return ask, config["url"]


_ASKED: Mapping[ChannelKind, Callable[[Mapping[str, Any], str, datetime], tuple[dict[str, Any], str]]] = {
    ChannelKind.WECOM: _wecom,
    ChannelKind.DINGTALK: _dingtalk,
    ChannelKind.FEISHU: _feishu,
}


def _outcome(kind: ChannelKind, reply: Reply) -> Outcome:
    if reply.status != 200:
        return of_status(reply.status, reply.retry_after)
    number = _number(reply.text)
    if number == 0:
        return DELIVERED
    if number is None:
        return Outcome(Result.UNSURE, "strange_answer")
    wait = BUSY[kind].get(number)
    return Outcome(Result.UNREACHED, f"code_{number}", wait) if wait else Outcome(Result.REFUSED, f"code_{number}")


def _number(text: str) -> int | None:
    try:
        told = orjson.loads(text)
        number = told.get("errcode", told.get("code", told.get("StatusCode")))
    except (orjson.JSONDecodeError, AttributeError):
        return None
    return number if isinstance(number, int) else None
