"""Pull: what is new in the buckets that the caller may see today. See sync §4."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

import orjson
from sqlalchemy.orm import Session

from shouwang import clock
from shouwang.accounts.roles import STAFF, Role
from shouwang.accounts.service import Caller
from shouwang.activities.scope import buckets_of
from shouwang.agreements.words import SIGNERS
from shouwang.checkups.filling import HEALTH_ROLES
from shouwang.checkups.queries import people_of_assessors, people_of_health_team
from shouwang.register.queries import people_of
from shouwang.settings import settings
from shouwang.sync import queries
from shouwang.sync.epoch import epoch
from shouwang.sync.queries import NewRow
from shouwang.sync.rules import digest
from shouwang.sync.schemas import PullRequest
from shouwang.sync.synced import COUNTY_BUCKET
from shouwang.teams.queries import watched_by


def pull(session: Session, caller: Caller, asked: PullRequest) -> bytes:
    """The reply as JSON. Reads revs, then rows, in one snapshot: a later commit cannot hide a row."""
    current = epoch(session)
    revs = queries.revs(session, scope(session, caller, clock.today(settings().zone)))
    head = {"epoch": current, "now": clock.as_wire(clock.now())}
    if asked.have is None:
        agrees = asked.epoch == current and asked.digest == digest(revs)
        return orjson.dumps({"same": agrees, **head})
    reset = asked.epoch != current
    return orjson.dumps({**head, **_page(session, revs, {} if reset else asked.have, asked.limit), "reset": reset})


def scope(session: Session, caller: Caller, today: date) -> list[str]:
    """The buckets that the caller may see on a day. A query each time: nothing about phones is kept here."""
    own = [f"u:{caller.user.id}", COUNTY_BUCKET]
    if caller.role in STAFF:
        return own
    years = (today.year, today.year - 1)
    people = dict.fromkeys([*people_of(session, caller.user.id, today), *watched_by(session, caller.user.id, today)])
    signed = ("d",) if caller.role in SIGNERS else ()
    hers = [
        key
        for person in people
        for key in (*(f"{kind}:{person}" for kind in ("p", *signed)), *(f"p:{person}:{year}" for year in years))
    ]
    return [
        *own,
        *dict.fromkeys([*hers, *_of_health_team(session, caller, today), *_of_assessors(session, caller, today)]),
        *buckets_of(session, caller, today),
    ]


def _of_health_team(session: Session, caller: Caller, today: date) -> list[str]:
    """The health files of her place, and who these people are: nothing of what others write about them."""
    if caller.role not in HEALTH_ROLES:
        return []
    people = people_of_health_team(session, caller.user.place, today)
    return [key for person in people for key in (f"p:{person}", f"h:{person}")]


def _of_assessors(session: Session, caller: Caller, today: date) -> list[str]:
    """Who the people of her place are, and what was assessed of them."""
    if caller.role != Role.ASSESSOR:
        return []
    people = people_of_assessors(session, caller.user.place, today)
    return [key for person in people for key in (f"p:{person}", f"a:{person}")]


def _page(session: Session, revs: Mapping[str, int], have: Mapping[str, int], limit: int) -> dict[str, Any]:
    # A number above the counter comes from a history that a restore has undone: from 0.
    since = {key: have.get(key, 0) if have.get(key, 0) <= rev else 0 for key, rev in revs.items()}
    behind = {key: seq for key, seq in since.items() if seq < revs[key]}
    found = queries.rows_above(session, behind, limit + 1) if behind else []
    rows, more = found[:limit], len(found) > limit
    return {
        "drop": sorted(set(have) - set(revs)),
        "rows": [_row(row) for row in rows],
        "next": _next(revs, behind, rows) if more else dict(revs),
        "more": more,
    }


def _next(revs: Mapping[str, int], behind: Iterable[str], rows: list[NewRow]) -> dict[str, int]:
    """Up to where the phone is after this page. Rows come bucket by bucket, so only the last one is unfinished.

    Which buckets are finished is read off the rows: databases sort text in orders of their own.
    """
    untouched = {key: rev for key, rev in revs.items() if key not in set(behind)}
    finished = {row.bucket: revs[row.bucket] for row in rows}
    return {**untouched, **finished, rows[-1].bucket: rows[-1].seq}


def _row(row: NewRow) -> dict[str, Any]:
    # Rows come by the hundred: the names once more are three times as fast as `_asdict`.
    bucket, kind, key, seq, version, deleted, body = row
    told = None if deleted else orjson.Fragment(body)
    return {"bucket": bucket, "kind": kind, "id": key, "seq": seq, "version": version, "deleted": deleted, "body": told}
