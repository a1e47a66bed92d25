"""How routes that write are run: the transaction ends in the thread in which it has begun."""

from collections.abc import Callable
from functools import wraps
from inspect import signature
from typing import Any

from fastapi.routing import APIRoute

from shouwang.audit.noting import keep_refused
from shouwang.database import Writing
from shouwang.errors import Failure


class Committing(APIRoute):
    """A route whose `Writing` session is committed as soon as its function has returned.

    Where it refuses, what it had noted for the audit is kept with the refusal.

    FastAPI looks for another thread to check what the function returned, and only then ends the session. With every
    thread waiting for the lock that this session holds there is none, and all would stand still.
    """

    def __init__(self, path: str, endpoint: Callable[..., Any], **how: Any) -> None:
        super().__init__(path, _committing(endpoint), **how)


def writes(endpoint: Callable[..., Any]) -> str | None:
    """The name of the session in which a route writes; None: it does not."""
    names = [name for name, given in signature(endpoint).parameters.items() if given.annotation == Writing]
    return names[0] if names else None


def _committing(endpoint: Callable[..., Any]) -> Callable[..., Any]:
    session = writes(endpoint)
    if session is None:
        return endpoint

    @wraps(endpoint)
    def committing(**given: Any) -> Any:
        try:
            answer = endpoint(**given)
        except Failure as refusal:
            given[session].rollback()
            keep_refused(given[session], refusal.code)
            raise
        given[session].commit()
        return answer

    return committing
