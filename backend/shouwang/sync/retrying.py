"""Parked items that are tried again by themselves, each in a transaction of its own.

When what an item refers to has arrived, it is tried after that transaction's commit: by the push or the import that
brought it. A crash in between loses nothing, for what is ready is found by query: the next of these, or the next start,
finds it too. A newer server tries what the older one did not understand when it starts.
"""

import logging
from collections.abc import Iterable

from sqlalchemy import Engine

from shouwang.database import reading, writing
from shouwang.errors import Refused, whereabouts
from shouwang.sync import queries
from shouwang.sync.models import Issue
from shouwang.sync.operations import OPERATIONS
from shouwang.sync.rules import SCHEMA_VERSION
from shouwang.sync.schemas import Code
from shouwang.sync.settling import retry

log = logging.getLogger(__name__)

OF_THE_SERVER = (Code.UNKNOWN_OP, Code.SCHEMA_TOO_NEW, Code.INTERNAL, Code.SEALED)
"""Why an item is parked that a newer server may understand, or one that has its keys again."""


def retry_waiting(on: Engine | None = None) -> list[str]:
    """Tries what waited for something that is there now, and then what waited for that. The ids of what was applied."""
    applied: list[str] = []
    while True:
        with reading(on) as session:
            ready = queries.no_longer_missing(session)
        now = _retry_each(ready, on)
        if not now:
            return applied
        applied += now


def retry_understood(on: Engine | None = None) -> list[str]:
    """Tries what an older server did not understand or stumbled over. The ids of what was applied."""
    with reading(on) as session:
        parked = queries.open_with(session, OF_THE_SERVER)
    understood = [issue for issue, op, version in parked if op in OPERATIONS and (version or 0) <= SCHEMA_VERSION]
    return _retry_each(understood, on)


def retry_all(on: Engine | None = None) -> list[str]:
    """Both, as a server does when it starts."""
    return retry_understood(on) + retry_waiting(on)


def _retry_each(issues: Iterable[str], on: Engine | None) -> list[str]:
    return [issue for issue in issues if _is_applied(issue, on)]


def _is_applied(issue: str, on: Engine | None) -> bool:
    try:
        with writing(on) as session:
            return retry(session, session.get_one(Issue, issue), None).resolved_at is not None
    except Refused:
        return False  # somebody has settled it meanwhile
    except Exception as bug:
        # It stays parked, and the others have their turn.
        log.error("retrying issue %s failed: %s", issue, whereabouts(bug))
        return False
