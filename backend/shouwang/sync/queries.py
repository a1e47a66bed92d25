"""Every SELECT of the protocol."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import Integer, String, and_, column, select, values
from sqlalchemy.orm import Session
from sqlmodel import col

from shouwang.accounts.models import User
from shouwang.records.models import Record
from shouwang.register.models import Person, Report
from shouwang.sync.models import Bucket, Issue, Mutation, RowVersion, SyncRow

KEYS_AT_ONCE = 5_000


def journal(session: Session, ids: Iterable[str]) -> dict[str, Mutation]:
    """What the journal holds under these ids."""
    return {entry.id: entry for entry in session.scalars(select(Mutation).where(col(Mutation.id).in_(list(ids))))}


def taken_ids(session: Session, ids: Iterable[str]) -> set[str]:
    """Which of these ids are records or reports already."""
    asked = list(ids)
    taken = [session.scalars(select(col(table.id)).where(col(table.id).in_(asked))) for table in (Record, Report)]
    return {row for rows in taken for row in rows}


def revs(session: Session, keys: Sequence[str]) -> dict[str, int]:
    """The counters of the buckets that exist."""
    found: dict[str, int] = {}
    for start in range(0, len(keys), KEYS_AT_ONCE):
        some = select(col(Bucket.key), col(Bucket.rev)).where(col(Bucket.key).in_(keys[start : start + KEYS_AT_ONCE]))
        found.update((key, rev) for key, rev in session.execute(some))
    return found


def rows_above(session: Session, since: Mapping[str, int], limit: int) -> list[Any]:
    """Rows of buckets above a seq each, by bucket and seq: bucket, kind, id, seq, version, deleted, body."""
    asked = (
        values(column("bucket", String), column("since", Integer), name="asked")
        .data(sorted(since.items()))
        .cte("asked")
    )
    newer = and_(col(SyncRow.bucket) == asked.c.bucket, col(SyncRow.seq) > asked.c.since)
    version = and_(
        col(RowVersion.kind) == col(SyncRow.kind),
        col(RowVersion.id) == col(SyncRow.id),
        col(RowVersion.version) == col(SyncRow.version),
    )
    columns = [SyncRow.bucket, SyncRow.kind, SyncRow.id, SyncRow.seq, SyncRow.version, SyncRow.deleted, RowVersion.body]
    found = select(*columns).select_from(asked).join(SyncRow, newer).join(RowVersion, version)  # type: ignore[call-overload]
    return list(session.execute(found.order_by(col(SyncRow.bucket), col(SyncRow.seq)).limit(limit)))


def open_issues(session: Session, place: str) -> list[Any]:
    """Parked items of a place that nobody has settled, the newest first: issue, author's name, person's name."""
    found = (
        select(Issue, col(User.name), col(Person.name))
        .join(User, col(User.id) == col(Issue.user))
        .outerjoin(Person, col(Person.id) == col(Issue.person))
        .where(col(Issue.township).startswith(place, autoescape=True), col(Issue.resolved_at).is_(None))
        .order_by(col(Issue.created_at).desc(), col(Issue.id))
    )
    return list(session.execute(found))
