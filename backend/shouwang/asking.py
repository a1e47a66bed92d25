"""What is being asked, as far as the audit and the log want to know: the request's own name, and from where it came."""

import secrets
from contextvars import ContextVar
from dataclasses import dataclass

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

HEADER = "Shouwang-Request"
"""Under which a reply tells the request's name: what somebody reports finds its lines in log and audit."""


@dataclass(frozen=True, slots=True)
class Asked:
    """One request. `address` is that of the caller, as far as a proxy that is trusted says it; nothing of hers else."""

    id: str = ""
    address: str = ""


_asked: ContextVar[Asked] = ContextVar("asked", default=Asked())  # noqa: B039 - it is frozen


def asked() -> Asked:
    """The request under way in this thread or task; an empty one on the command line."""
    return _asked.get()


class Asking:
    """Gives each request a name of its own. One that a caller brings is not taken: it could be anything."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Passes the request on; threads that work for it inherit its name."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        client = scope.get("client")
        this = Asked(secrets.token_hex(8), client[0] if client else "")
        _asked.set(this)

        async def named(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).setdefault(HEADER, this.id)
            await send(message)

        await self._app(scope, receive, named)
