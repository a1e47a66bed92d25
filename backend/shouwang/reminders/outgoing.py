"""The one way out of this server by HTTP for reminders: only to addresses that were allowed, never for long."""

import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import NamedTuple
from urllib.parse import urlsplit

import httpx

from shouwang.reminders.outcomes import NO_CONNECTION, Outcome, Result, Undelivered, telling_apart
from shouwang.settings import settings

ROBOT_HOSTS = ("qyapi.weixin.qq.com", "oapi.dingtalk.com", "open.feishu.cn")
PUSH_HOSTS = (
    "fcm.googleapis.com",
    "updates.push.services.mozilla.com",
    ".push.apple.com",
    ".notify.windows.com",
)
"""One that begins with a dot stands for all names below it. Others an administrator allows: SHOUWANG_REMINDER_HOSTS."""

TIMEOUT = httpx.Timeout(10, connect=5)
LARGEST_REPLY = 65_536
LONGEST_READING = 20.0
"""Seconds: a server that says a letter now and then is not listened to for ever."""


class Reply(NamedTuple):
    """What came back."""

    status: int
    text: str
    retry_after: str | None


class Outgoing:
    """A client that asks nobody who was not allowed. Follows no redirects: they would lead anywhere.

    A host that could not be reached once is not asked again by it: a thousand messages would each wait for it.
    """

    def __init__(self, client: httpx.Client) -> None:
        self._client = client
        self._not_there: set[str] = set()

    def ask(
        self,
        method: str,
        url: str,
        *,
        content: bytes = b"",
        headers: Mapping[str, str] | None = None,
        json: object = None,
    ) -> Reply:
        """Sends a request, once. Raises `Undelivered`."""
        check_allowed(url)
        host = urlsplit(url).netloc
        if host in self._not_there:
            raise Undelivered(Outcome(Result.UNREACHED, NO_CONNECTION))
        body = {"json": json} if json is not None else {"content": content}
        try:
            with telling_apart(), self._client.stream(method, url, headers=headers, **body) as response:
                return _reply(response)
        except Undelivered as problem:
            if problem.outcome.why == NO_CONNECTION:
                self._not_there.add(host)
            raise


def _reply(response: httpx.Response) -> Reply:
    text, began = b"", time.monotonic()
    for chunk in response.iter_bytes():
        text += chunk
        if len(text) > LARGEST_REPLY or time.monotonic() - began > LONGEST_READING:
            break
    return Reply(response.status_code, text.decode(errors="replace"), response.headers.get("Retry-After"))


@contextmanager
def outgoing() -> Iterator[Outgoing]:
    """A client for some messages."""
    with httpx.Client(timeout=TIMEOUT, follow_redirects=False) as client:
        yield Outgoing(client)


def check_allowed(url: str) -> None:
    """Raises `Undelivered` for an address that nobody allowed, or that is not encrypted and was not named itself."""
    if not is_allowed(url):
        raise Undelivered(Outcome(Result.REFUSED, "not_allowed"))


def is_allowed(url: str) -> bool:
    """Whether this server may send there."""
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        return False
    host = parts.hostname or ""
    if parts.username or parts.password or not host:
        return False
    if is_allowed_host(host, port):
        return parts.scheme in ("http", "https")
    known = (*ROBOT_HOSTS, *PUSH_HOSTS)
    return parts.scheme == "https" and port in (None, 443) and any(_is(host, name) for name in known)


def is_allowed_host(host: str, port: int | None) -> bool:
    """Whether an administrator has named this host, alone or with this port."""
    named = [each.strip() for each in settings().reminder_hosts.split(",") if each.strip()]
    return any(_is(host, name) or name == f"{host}:{port}" for name in named)


def _is(host: str, name: str) -> bool:
    return host.endswith(name) if name.startswith(".") else host == name
