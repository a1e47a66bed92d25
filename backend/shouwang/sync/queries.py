"""Every SELECT of the protocol."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from sqlalchemy import Integer, and_, bindparam, select, union_all
from sqlalchemy.engine import Dialect
from sqlalchemy.orm import Session
from sqlmodel import col

from shouwang.accounts.models import User
from shouwang.database import among, numbers
from shouwang.prepared import Prepared
from shouwang.records.models import Record
from shouwang.register.models import Person, Report
from shouwang.sync.models import Bucket, Issue, Mutation, RowVersion, SyncRow


class Known(NamedTuple):
    """What the journal says of an envelope that it holds."""

    id: str
    user: str
    status: str
    code: str | None
    result: dict[str, Any] | None


_JOURNAL = Prepared(
    lambda dialect: select(*(col(getattr(Mutation, name)) for name in Known._fields)).where(
        among(Mutation.id, "ids", dialect)
    )
)


def journal(session: Session, ids: Iterable[str]) -> dict[str, Known]:
    """What the journal holds under these ids."""
    asked = list(ids)
    return {row[0]: Known(*row) for row in _JOURNAL.rows(session, ids=asked)} if asked else {}


_TAKEN = Prepared(
    lambda dialect: union_all(
        *(select(col(table.id)).where(among(table.id, "ids", dialect)) for table in (Record, Report))
    )
)


def taken_ids(session: Session, ids: Iterable[str]) -> set[str]:
    """Which of these ids are records or reports already."""
    asked = list(ids)
    return {row[0] for row in _TAKEN.rows(session, ids=asked)} if asked else set()


_REVS = Prepared(lambda dialect: select(col(Bucket.key), col(Bucket.rev)).where(among(Bucket.key, "keys", dialect)))


def revs(session: Session, keys: Sequence[str]) -> dict[str, int]:
    """The counters of the buckets that exist."""
    return {row[0]: row[1] for row in _REVS.rows(session, keys=list(keys))}


class NewRow(NamedTuple):
    """A row above a seq, as its readers see it."""

    bucket: str
    kind: str
    id: str
    seq: int
    version: int
    deleted: bool
    body: str


def _rows_above(dialect: Dialect) -> Any:
    asked, bucket, since = numbers("since", dialect)
    newer = and_(col(SyncRow.bucket) == bucket, col(SyncRow.seq) > since)
    version = and_(
        col(RowVersion.kind) == col(SyncRow.kind),
        col(RowVersion.id) == col(SyncRow.id),
        col(RowVersion.version) == col(SyncRow.version),
    )
    columns = [col(getattr(SyncRow, name)) for name in NewRow._fields[:-1]]
    found = select(*columns, col(RowVersion.body)).select_from(asked).join(SyncRow, newer).join(RowVersion, version)
    return found.order_by(col(SyncRow.bucket), col(SyncRow.seq)).limit(bindparam("most", type_=Integer))


_ROWS_ABOVE = Prepared(_rows_above)


def rows_above(session: Session, since: Mapping[str, int], limit: int) -> list[NewRow]:
    """Rows of buckets above a seq each, by bucket and seq."""
    return [NewRow(*row) for row in _ROWS_ABOVE.rows(session, since=dict(since), most=limit)]


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
