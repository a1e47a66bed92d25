"""The one function that writes a synced row, for phones, staff pages, imports and administration alike.

With the buckets' rows locked it tombstones a row in a bucket that it leaves, counts its version up, keeps the version,
bumps the bucket and points `sync_row` at the newest seq (sync §2). Nothing else may change a synced row.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any, NamedTuple, TypeVar

from sqlalchemy import Table, select, tuple_
from sqlalchemy.engine import Dialect
from sqlalchemy.orm import Session
from sqlmodel import SQLModel, col

from shouwang.database import has_one_writer, insert_for, lock_rows
from shouwang.prepared import Prepared
from shouwang.sync import queries
from shouwang.sync.models import Bucket, RowVersion, SyncRow
from shouwang.sync.synced import SyncedRow

T = TypeVar("T")

CHUNK = 4_000
"""Keys per SELECT: SQLite binds at most 32,766 values, and a key here has up to three."""


@dataclass(frozen=True, slots=True)
class Author:
    """Who changes rows, when, and by which entry of the journal (null: not by a phone)."""

    user: str | None
    at: datetime
    mutation: str | None = None


class Change(NamedTuple):
    """A row to be written, and who writes it."""

    row: SyncedRow
    author: Author


def write(session: Session, rows: Iterable[SyncedRow], author: Author) -> None:
    """Writes new and changed rows by one author. See `write_changes`."""
    write_changes(session, [Change(row, author) for row in rows])


def write_changes(session: Session, changes: Sequence[Change]) -> None:
    """Writes new and changed rows; each gets its next version and its bucket's next seq.

    A row with version 0 is new. A changed row must have been read by this session, after `lock_buckets`.
    A row may be given once.
    """
    if not changes:
        return
    rows = [change.row for change in changes]
    moves = _moves(session, [row for row in rows if row.version])
    for row in rows:
        row.version += 1
    _store(session, rows)
    _keep_versions(session, changes)
    _point(session, [_Place(row.bucket(), row.sync_kind, row.id, row.version, False) for row in rows] + moves)


def remove(session: Session, rows: Sequence[SyncedRow], author: Author) -> None:
    """Takes rows away that should never have been written: their readers drop them, their versions stay.

    Only for what was entered by mistake and nothing refers to; everything else is ended or voided.
    """
    if not rows:
        return
    for row in rows:
        row.version += 1
    session.flush()
    _keep_versions(session, [Change(row, author) for row in rows])
    _point(session, [_Place(row.bucket(), row.sync_kind, row.id, row.version, True) for row in rows])
    for row in rows:
        session.delete(row)
    session.flush()


def lock_buckets(session: Session, keys: Iterable[str]) -> None:
    """Takes the locks of existing buckets in one order, before any of their rows is read.

    Whoever writes about a person takes `p:{person}` first: it stands for all her buckets, so that two writers
    cannot wait for each other.
    """
    if has_one_writer(session.get_bind().engine):
        return
    for chunk in _chunks(sorted(set(keys))):
        wanted = select(col(Bucket.key)).where(col(Bucket.key).in_(chunk)).order_by(col(Bucket.key))
        session.execute(lock_rows(session, wanted)).all()


class _Place(NamedTuple):
    """Where a row stands in a bucket: a line of `sync_row` without its seq."""

    bucket: str
    kind: str
    id: str
    version: int
    deleted: bool


def _moves(session: Session, changed: list[SyncedRow]) -> list[_Place]:
    """Tombstones for the buckets that changed rows are leaving."""
    now_in = {(row.sync_kind, row.id): (row.bucket(), row.version + 1) for row in changed}
    moves = []
    for chunk in _chunks(list(now_in)):
        keys = tuple_(col(SyncRow.kind), col(SyncRow.id))
        found = select(SyncRow.bucket, SyncRow.kind, SyncRow.id).where(keys.in_(chunk), ~col(SyncRow.deleted))  # type: ignore[call-overload]
        for bucket, kind, row_id in session.execute(found):
            new_bucket, version = now_in[kind, row_id]
            if bucket != new_bucket:
                moves.append(_Place(bucket, kind, row_id, version, True))
    return moves


def _store(session: Session, rows: list[SyncedRow]) -> None:
    """Changed rows go in as the session knows them, new ones by the thousand."""
    session.flush()
    fresh: dict[type[SyncedRow], list[dict[str, Any]]] = defaultdict(list)
    for row in rows:
        if row.version == 1:
            fresh[type(row)].append(vars(row))
    for model, batch in fresh.items():
        insertion(model).many(session, batch)


@cache
def insertion(model: type[SQLModel]) -> Prepared:
    """An INSERT of new rows, of which all columns are given."""
    return Prepared(lambda dialect: insert_for(dialect, _table(model)))


def _table(model: type[SQLModel]) -> Table:
    return model.metadata.tables[str(model.__tablename__)]


def _keep_versions(session: Session, changes: Sequence[Change]) -> None:
    kept = [
        {
            "kind": row.sync_kind,
            "id": row.id,
            "version": row.version,
            "mutation": author.mutation,
            "at": author.at,
            "by": author.user,
            "body": row.shape().model_dump_json(),
        }
        for row, author in changes
    ]
    insertion(RowVersion).many(session, kept)


def _point_at(dialect: Dialect) -> Any:
    upsert = insert_for(dialect, _table(SyncRow))
    new = {name: upsert.excluded[name] for name in ("seq", "version", "deleted")}
    return upsert.on_conflict_do_update(index_elements=["bucket", "kind", "id"], set_=new)


def _add_to_rev(dialect: Dialect) -> Any:
    upsert = insert_for(dialect, _table(Bucket))
    return upsert.on_conflict_do_update(index_elements=["key"], set_={"rev": col(Bucket.rev) + upsert.excluded.rev})


_POINT_AT, _ADD_TO_REV = Prepared(_point_at), Prepared(_add_to_rev)


def _point(session: Session, places: list[_Place]) -> None:
    """Bumps each bucket by the number of its rows and hands out the numbers in between."""
    last = _bump(session, Counter(place.bucket for place in places))
    values = []
    for place in reversed(places):
        values.append({**place._asdict(), "seq": last[place.bucket]})
        last[place.bucket] -= 1
    _POINT_AT.many(session, values)


def _bump(session: Session, counts: Counter[str]) -> dict[str, int]:
    """The new rev of each bucket. The upsert takes the row's lock, in one order for all writers."""
    keys = sorted(counts)
    _ADD_TO_REV.many(session, [{"key": key, "rev": counts[key]} for key in keys])
    return queries.revs(session, keys)


def _chunks(items: Sequence[T]) -> Iterator[Sequence[T]]:
    for start in range(0, len(items), CHUNK):
        yield items[start : start + CHUNK]
