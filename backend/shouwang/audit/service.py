"""Use cases of the audit: read it, see that it is as it was written, take away what is old."""

import json
from collections.abc import Iterable
from contextlib import closing
from datetime import timedelta

from sqlalchemy import delete
from sqlalchemy.orm import Session
from sqlmodel import col

from shouwang import clock
from shouwang.audit import queries
from shouwang.audit.models import AuditEntry
from shouwang.audit.noting import hash_of, note
from shouwang.audit.queries import Filter
from shouwang.audit.rules import START, Broken, Link, first_broken
from shouwang.audit.schemas import Actor, AuditLine, AuditReply
from shouwang.audit.words import Deed
from shouwang.settings import settings

LINES = 200
NAMED = {
    "person": queries.names_of_people,
    "user": queries.names_of_users,
    "place": queries.names_of_places,
    "township": queries.names_of_places,
}
"""Where the names are of what entries are about, by its kind."""


def entries(session: Session, which: Filter, before: int | None = None) -> AuditReply:
    """A page of entries, from those before a number on."""
    found = queries.entries(session, which, before, LINES + 1)
    everybody = Filter(which.place, which.first, which.last)
    return AuditReply(
        today=clock.today(settings().zone),
        from_=which.first,
        to=which.last,
        count=queries.count(session, which),
        more=len(found) > LINES,
        actors=[Actor(id=id_, name=name) for id_, name in queries.actors(session, everybody)],
        deeds=list(Deed),
        lines=_lines(session, found[:LINES]),
    )


def verify(session: Session, seen: Iterable[Link] = ()) -> tuple[Link, Broken | None]:
    """The last entry's place in the chain, and the first entry with which something is wrong."""
    head = head_of(session)
    with closing(queries.chain(session)) as kept:
        return head, first_broken(kept, head, hash_of, seen)


def prune(session: Session) -> int:
    """Takes away entries that are older than the settings want them; gives how many. That it was done is an entry."""
    day = clock.today(settings().zone) - timedelta(days=settings().audit_days)
    last = queries.last_before(session, day)
    if last is None:
        return 0
    older = delete(AuditEntry).where(col(AuditEntry.number) <= last.number)
    count = len(session.execute(older.returning(col(AuditEntry.number))).all())
    note(session, Deed.AUDIT_PRUNED, None, through=last.number, hash=last.hash, day=last.day.isoformat(), count=count)
    return count


def head_of(session: Session) -> Link:
    """The last entry's number and hash."""
    found = session.execute(queries.head()).one_or_none()
    return Link(*found) if found else START


def _lines(session: Session, found: list[AuditEntry]) -> list[AuditLine]:
    names: dict[str, str] = {}
    for what, named in NAMED.items():
        names |= named(session, (each.row for each in found if each.what == what))
    return [
        AuditLine.model_validate(
            {**each.model_dump(), "about": names.get(each.row), "facts": json.loads(each.facts)},
        )
        for each in found
    ]
