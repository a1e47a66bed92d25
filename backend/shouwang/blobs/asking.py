"""Use cases of what is not here: the phones of who wrote the records are asked to send it again, until it has come."""

from collections.abc import Sequence
from datetime import timedelta

from sqlalchemy import update
from sqlalchemy.orm import Session
from sqlmodel import col

from shouwang import clock
from shouwang.blobs import queries
from shouwang.blobs.models import Blob, BlobState, WantedBlob
from shouwang.ids import id_from
from shouwang.records.models import Record, hashes_of
from shouwang.sync.write import Author, lock_buckets, remove, write

AGAIN = timedelta(days=1)
"""A phone that was asked and said that it had sent it is asked once more after so long: it may have been told a lie."""


def ask(session: Session, hashes: Sequence[str]) -> int:
    """Asks all authors of records that name them, who were not asked within a day; how many rows say so now."""
    authors = queries.authors_of(session, hashes)
    lock_buckets(session, {f"u:{user}" for _, user in authors})
    now = clock.now()
    known = {row.id: row for row in queries.wanted(session, hashes)}
    rows = []
    for sha256, user in authors:
        key = id_from("wanted blob", sha256, user)
        row = known.get(key) or WantedBlob(id=key, sha256=sha256, user=user, asked_at=now)
        if row.version == 0 or now - row.asked_at >= AGAIN:
            row.asked_at = now
            rows.append(row)
    write(session, rows, Author(None, now))
    return len(rows)


def no_longer_wanted(session: Session, hashes: Sequence[str]) -> None:
    """They have come, or nobody waits for them any more: the phones forget that they were asked."""
    asked = {row.user for row in queries.wanted(session, hashes)}
    if not asked:
        return
    lock_buckets(session, {f"u:{user}" for user in asked})
    remove(session, queries.wanted(session, hashes), Author(None, clock.now()))


def ask_for(session: Session, record: Record) -> None:
    """Asks for what a record promised and is not here."""
    ask(session, _missing(session, record))


def give_up(session: Session, record: Record) -> None:
    """Waits no longer for what a record promised and is not here. It is taken in should it come all the same."""
    hashes = _missing(session, record)
    given_up = update(Blob).where(col(Blob.sha256).in_(hashes), col(Blob.state) == BlobState.EXPECTED)
    session.execute(given_up.values(state=BlobState.GIVEN_UP))
    no_longer_wanted(session, hashes)


def _missing(session: Session, record: Record) -> list[str]:
    states = queries.states_of(session, hashes_of(record))
    return sorted(sha256 for sha256, state in states.items() if state == BlobState.EXPECTED)
