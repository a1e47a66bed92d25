"""How much one caller may ask, and how much all of them at once: what is beyond is told when to come again.

Each process counts for itself. A buffer in memory is enough: whoever restarts a server to be let in again has it
already. A phone asks a few times a minute; a township behind one address of a mobile network a few times a second.
"""

import hashlib
import math
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send

from shouwang import errors

KNOWN = 20_000
"""So many callers are remembered; the one who has not asked for longest is forgotten, and begins anew."""
AT_ONCE = 400
"""So many requests are under way in one process at once; forty of them have a thread."""
COME_AGAIN_SECONDS = 5
LOOPBACK = frozenset({"127.0.0.1", "::1"})


@dataclass(frozen=True, slots=True)
class Allowance:
    """`burst` requests at once, and `per_second` more in each second after."""

    per_second: float
    burst: int


ONE_DEVICE = Allowance(per_second=10, burst=300)
ONE_ADDRESS = Allowance(per_second=60, burst=1_200)
AT_THE_DOOR = Allowance(per_second=2, burst=60)
"""What one address may try without any token: enrol, sign in."""


class Buckets:
    """Token buckets by key, at most `KNOWN` of them."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._left: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def take(self, key: str, allowed: Allowance) -> int:
        """Takes one; 0, or after how many seconds to come again."""
        now = self._clock()
        left, since = self._left.pop(key, (float(allowed.burst), now))
        left = min(allowed.burst, left + (now - since) * allowed.per_second)
        has_one = left >= 1
        self._left[key] = (left - 1 if has_one else left, now)
        if len(self._left) > KNOWN:
            self._left.popitem(last=False)
        return 0 if has_one else math.ceil((1 - left) / allowed.per_second)


class Limiting:
    """Turns away whoever asks too much, before anything is read. Nobody on the server's own machine is counted."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app
        self._buckets = Buckets()
        self._under_way = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Passes the request on, or answers 429 or 503 with Retry-After."""
        if scope["type"] != "http" or not scope["path"].startswith("/api/"):
            await self._app(scope, receive, send)
            return
        if self._under_way >= AT_ONCE:
            await errors.render(errors.Busy(retry_after=COME_AGAIN_SECONDS))(scope, receive, send)
            return
        wait = self._wait(scope)
        if wait:
            await errors.render(errors.TooMany(retry_after=wait))(scope, receive, send)
            return
        self._under_way += 1
        try:
            await self._app(scope, receive, send)
        finally:
            self._under_way -= 1

    def _wait(self, scope: Scope) -> int:
        client = scope.get("client")
        address = client[0] if client else ""
        if address in LOOPBACK:
            return 0
        token = Headers(scope=scope).get("authorization")
        wait = self._buckets.take(f"address {address}", ONE_ADDRESS)
        # The hash only shortens: what was sent stays nowhere.
        mine = f"device {hashlib.sha256(token.encode()).hexdigest()}" if token else f"door {address}"
        return max(wait, self._buckets.take(mine, ONE_DEVICE if token else AT_THE_DOOR))
