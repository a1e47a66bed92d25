"""SMS by any gateway that takes an HTTP request: its address and body are a template of the county's."""

import json
import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

from shouwang.reminders.outcomes import DELIVERED, Outcome, Result, of_status
from shouwang.reminders.outgoing import Outgoing
from shouwang.reminders.wording import Message

_HEADER_NAME, _HEADER_VALUE = re.compile(r"[A-Za-z0-9_-]+"), re.compile(r"[\x20-\x7e]*")

GAP = 0.2
"""Seconds between two messages."""

TYPES = {"json": "application/json; charset=utf-8", "form": "application/x-www-form-urlencoded; charset=utf-8"}


def deliver(out: Outgoing, config: Mapping[str, Any], phone: str, message: Message) -> Outcome:
    """Hands a message for a telephone to the gateway. Raises `Undelivered`.

    `{phone}` and `{text}` in the address and the body stand for the two; the reply has to hold the words `ok` where the
    template names some: gateways say no with HTTP 200.
    """
    values = {"phone": phone, "text": message.whole()}
    body = filled(config.get("body", ""), values, config.get("type", "json"))
    headers = {"Content-Type": TYPES[config.get("type", "json")], **config.get("headers", {})}
    url = filled(config["url"], values, "form")
    reply = out.ask(config.get("method", "POST"), url, content=body.encode(), headers=headers)
    outcome = of_status(reply.status, reply.retry_after)
    if outcome is not DELIVERED or not config.get("ok"):
        return outcome
    return DELIVERED if config["ok"] in reply.text else Outcome(Result.REFUSED, "gateway_said_no")


def is_whole(config: Mapping[str, Any]) -> bool:
    """Whether a template has both places, its body is what its type says, and its headers can be sent."""
    if not all(place in config["url"] + config["body"] for place in ("{phone}", "{text}")):
        return False
    headers = config["headers"].items()
    if not all(_HEADER_NAME.fullmatch(name) and _HEADER_VALUE.fullmatch(value) for name, value in headers):
        return False
    if config["type"] == "json" and config["body"]:
        try:
            json.loads(filled(config["body"], {"phone": "1", "text": "1"}, "json"))
        except ValueError:
            return False
    return True


def filled(template: str, values: Mapping[str, str], how: str) -> str:
    """A template with its values, written as the place needs it: no value can leave its quotes."""
    for name, value in values.items():
        written = json.dumps(value, ensure_ascii=False)[1:-1] if how == "json" else quote(value, safe="")
        template = template.replace("{" + name + "}", written)
    return template
