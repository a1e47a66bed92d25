"""What became of a message that was handed to a channel."""

from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum
from typing import NamedTuple

import httpx


class Result(StrEnum):
    """`unsure`: it may have arrived. `gone`: nobody is there any more."""

    DELIVERED = "delivered"
    REFUSED = "refused"
    UNREACHED = "unreached"
    UNSURE = "unsure"
    GONE = "gone"


class Outcome(NamedTuple):
    """A result; why, as a short code; and for how many seconds the channel wants to be left alone."""

    result: Result
    why: str = ""
    wait: int = 0


DELIVERED = Outcome(Result.DELIVERED)
NO_CONNECTION = "no_connection"


class Undelivered(Exception):  # noqa: N818 - an outcome, not an error of ours
    """It did not arrive, or nobody knows."""

    def __init__(self, outcome: Outcome) -> None:
        super().__init__(outcome.why)
        self.outcome = outcome


def as_refusal(outcome: Outcome) -> Outcome:
    """The same of a channel at which no single browser could be gone: its address is wrong."""
    return Outcome(Result.REFUSED, outcome.why) if outcome.result is Result.GONE else outcome


@contextmanager
def telling_apart() -> Iterator[None]:
    """Turns what can go wrong on the way into outcomes. Raises `Undelivered`."""
    try:
        yield
    except (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout) as problem:
        raise Undelivered(Outcome(Result.UNREACHED, NO_CONNECTION)) from problem
    except (httpx.LocalProtocolError, httpx.UnsupportedProtocol) as problem:
        raise Undelivered(Outcome(Result.REFUSED, "bad_address")) from problem
    except httpx.TransportError as problem:
        # It broke after the request was on its way: the other side may have it.
        raise Undelivered(Outcome(Result.UNSURE, "no_answer")) from problem
    except (httpx.InvalidURL, ValueError) as problem:
        raise Undelivered(Outcome(Result.REFUSED, "bad_address")) from problem


def of_status(status: int, retry_after: str | None = None) -> Outcome:
    """What an HTTP status means for a message, whatever the channel."""
    if 200 <= status < 300:
        return DELIVERED
    wait = int(retry_after) if retry_after and retry_after.isdigit() else 0
    if status in (404, 410):
        return Outcome(Result.GONE, f"http_{status}")
    if status in (408, 425, 429, 500, 503):
        return Outcome(Result.UNREACHED, f"http_{status}", min(wait, 3_600))
    if status in (502, 504):
        return Outcome(Result.UNSURE, f"http_{status}")
    return Outcome(Result.REFUSED, f"http_{status}")
