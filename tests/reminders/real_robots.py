"""Robots of group chats as their makers describe them: what they check, how many messages they take, what they say."""

import base64
import hashlib
import hmac
import json
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from urllib.parse import parse_qs, urlsplit

from reminders.gateways import Answer, Asked

HOUR = 3_600
"""Seconds that the time in a signature may be wrong."""


@dataclass
class RealRobot:
    """Takes a message that is in order, as long as there are not too many of them; counts by the clock of the test."""

    now: Callable[[], datetime]
    secret: str = "SEC-of-a-test"
    a_minute: int = 20
    taken: list[float] = field(default_factory=list)
    refused: list[int] = field(default_factory=list)

    def __call__(self, asked: Asked) -> Answer:
        """What it says, with HTTP 200 whatever it says."""
        moment = self.now().timestamp()
        number = self.wrong(asked, moment) or (self.too_many if self._is_crowded(moment) else 0)
        if number:
            self.refused.append(number)
        else:
            self.taken.append(moment)
        return 200, json.dumps(self.words(number))

    too_many = 45009

    def wrong(self, asked: Asked, moment: float) -> int:
        """The number of what is wrong with a request, or 0."""
        raise NotImplementedError

    def words(self, number: int) -> dict[str, Any]:
        """An answer in its own form."""
        return {"errcode": number, "errmsg": "ok" if number == 0 else "refused, hint: [1700000000_1_0]"}

    def _is_crowded(self, moment: float) -> bool:
        return sum(moment - each < 60 for each in self.taken) >= self.a_minute

    def _is_signed(self, key: str, message: str, sign: str) -> bool:
        signed = hmac.new(key.encode(), message.encode(), hashlib.sha256).digest()
        return hmac.compare_digest(base64.b64encode(signed).decode(), sign)


class RealWecom(RealRobot):
    """企业微信: knows its key, and takes 2,048 bytes."""

    def wrong(self, asked: Asked, moment: float) -> int:
        """93000 for a key that is none, 40008 for a kind it does not know, 40058 for a text that is too long."""
        if parse_qs(urlsplit(asked.path).query).get("key") != [self.secret]:
            return 93000
        if asked.json.get("msgtype") != "text":
            return 40008
        return 40058 if len(asked.json["text"]["content"].encode()) > 2_048 else 0


class RealDingtalk(RealRobot):
    """钉钉: signed over time and secret; too many a minute shut it for ten minutes."""

    too_many = 130101

    def wrong(self, asked: Asked, moment: float) -> int:
        """310000 for a signature that does not fit or is too old."""
        query = parse_qs(urlsplit(asked.path).query)
        stamp = query.get("timestamp", ["0"])[0]
        is_fresh = abs(int(stamp) / 1_000 - moment) < HOUR
        is_signed = self._is_signed(self.secret, f"{stamp}\n{self.secret}", query.get("sign", [""])[0])
        return 0 if is_fresh and is_signed else 310000


class RealFeishu(RealRobot):
    """飞书: 100 a minute and 5 a second; time and secret are the key of its signature."""

    too_many = 11232

    def wrong(self, asked: Asked, moment: float) -> int:
        """19021 for a signature that does not fit or is too old, 9499 for what it does not understand."""
        stamp, sign = asked.json.get("timestamp", "0"), asked.json.get("sign", "")
        if abs(int(stamp) - moment) >= HOUR or not self._is_signed(f"{stamp}\n{self.secret}", "", sign):
            return 19021
        return 0 if asked.json.get("content", {}).get("text") else 9499

    def words(self, number: int) -> dict[str, Any]:
        """Numbers under `code`; a message that was taken says so twice."""
        taken = {"StatusCode": 0, "StatusMessage": "success", "code": 0, "data": {}, "msg": "success"}
        return taken if number == 0 else {"code": number, "data": {}, "msg": "refused"}

    def _is_crowded(self, moment: float) -> bool:
        return super()._is_crowded(moment) or sum(moment - each < 1 for each in self.taken) >= 5
