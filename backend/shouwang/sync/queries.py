"""Every SELECT of the protocol."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from sqlalchemy import Integer, and_, bindparam, exists, or_, select, union_all
from sqlalchemy.engine import Dialect
from sqlalchemy.orm import Session, aliased
from sqlmodel import col

from shouwang.accounts.models import User
from shouwang.activities.models import Activity
from shouwang.agreements.models import Agreement
from shouwang.assessments.models import Assessment
from shouwang.concerns.models import Concern
from shouwang.covers.models import Cover, DeviceKey
from shouwang.database import among, numbers
from shouwang.forms.models import AdoptedForm
from shouwang.needs.models import Need
from shouwang.prepared import Prepared
from shouwang.records.models import Record
from shouwang.register.models import Person, Report
from shouwang.sync.models import Bucket, Issue, Mutation, RowVersion, SyncRow
from shouwang.sync.schemas import Code


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
        *(
            select(col(table.id)).where(among(table.id, "ids", dialect))
            for table in (Record, Report, Need, Concern, Assessment, Agreement)
        )
    )
)


def taken_ids(session: Session, ids: Iterable[str]) -> set[str]:
    """Which of these ids are records or reports already, of whatever kind."""
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


def issues_within(session: Session, place: str, *, settled: bool) -> list[Any]:
    """Parked items of a place, settled ones only if asked for, the newest first.

    Each as issue, journal entry, author's name, person's name, name of who settled it.
    """
    settler = aliased(User)
    found = (
        select(Issue, Mutation, col(User.name), col(Person.name), col(settler.name))
        .join(Mutation, col(Mutation.id) == col(Issue.mutation))
        .join(User, col(User.id) == col(Issue.user))
        .outerjoin(Person, col(Person.id) == col(Issue.person))
        .outerjoin(settler, col(settler.id) == col(Issue.resolved_by))
        .where(col(Issue.township).startswith(place, autoescape=True))
        .order_by(col(Issue.created_at).desc(), col(Issue.id))
    )
    return list(session.execute(found if settled else found.where(col(Issue.resolved_at).is_(None))))


WAITED_FOR = (Person, Record, Report, AdoptedForm, Cover, DeviceKey, Activity, Agreement)

_READY = Prepared(
    lambda _: (
        select(col(Issue.id))
        .where(col(Issue.waits_for).is_not(None), col(Issue.resolved_at).is_(None), or_(*_there()))
        .limit(1)
    )
)


def is_something_ready(session: Session) -> bool:
    """Whether an open item waits for something that is there now. Asked after each push: it walks the few that wait."""
    return bool(_READY.rows(session))


def no_longer_missing(session: Session) -> list[str]:
    """Open items whose reference is there now, or unknown, in the order in which they came."""
    ready = or_(col(Issue.waits_for).is_(None), *_there())
    missing = session.scalars(_open_with({Code.MISSING_REFERENCE}).where(ready)).all()
    # Under a cover that waited: it is tried before what was written under it.
    return [*missing, *session.scalars(_open_with({Code.NOT_ASSIGNED}).where(or_(*_there())))]


def waiting_with(session: Session, user: str, op: str) -> list[Mutation]:
    """Items of a user and kind that wait for what they refer to, in the order in which they came."""
    found = (
        select(Mutation)
        .join(Issue, col(Issue.mutation) == col(Mutation.id))
        .where(col(Issue.user) == user, col(Issue.op) == op)
        .where(col(Issue.code) == Code.MISSING_REFERENCE, col(Issue.resolved_at).is_(None))
    )
    return list(session.scalars(found.order_by(col(Mutation.received_at), col(Mutation.n))))


def open_with(session: Session, codes: Iterable[Code]) -> list[tuple[str, str | None, int | None]]:
    """Open items with one of these codes, in the order in which they came: id, op, schema version."""
    found = _open_with(codes).add_columns(col(Mutation.op), col(Mutation.schema_version))
    return [(issue, op, version) for issue, op, version in session.execute(found)]


def _there() -> list[Any]:
    return [exists().where(col(table.id) == col(Issue.waits_for)) for table in WAITED_FOR]


def _open_with(codes: Iterable[Code]) -> Any:
    return (
        select(col(Issue.id))
        .join(Mutation, col(Mutation.id) == col(Issue.mutation))
        .where(col(Issue.code).in_(list(codes)), col(Issue.resolved_at).is_(None))
        .order_by(col(Mutation.received_at), col(Mutation.n), col(Mutation.id))
    )
