"""A person's erasure: what names her goes, what the ledgers count by stays (docs/decisions/0154)."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import update
from sqlalchemy.orm import Session
from sqlmodel import col

from shouwang.blobs.models import Blob, BlobState
from shouwang.concerns.models import ConcernStep
from shouwang.retention import queries
from shouwang.retention.gathering import Whole, gather
from shouwang.sync.synced import SyncedRow
from shouwang.sync.write import Author, lock_buckets, write

GONE = '{"erased":true}'
"""What stands in the journal instead of an envelope: that it came, when and from whom, stays."""


def wipe(session: Session, person: str, author: Author) -> tuple[dict[str, int], list[str]]:
    """Wipes all that names her; how many rows of each table, and the bytes that nothing refers to any more.

    The bytes are for the caller to take away, after the commit: a row must never promise what is gone.
    """
    lock_buckets(session, [f"p:{each}" for each in queries.entries_of(session, person)])
    whole = gather(session, person)
    counts = whole.counts()
    orphans = _let_go(session, whole)
    synced: list[SyncedRow] = []
    for held, rows in whole.rows:
        for row in rows:
            _set(row, held.wiped)
            if isinstance(row, SyncedRow):
                synced.append(row)
    write(session, synced, author)
    _forget_versions(whole, synced)
    for step in whole.steps:
        _set(step, {"words_sealed": None} if isinstance(step, ConcernStep) else {"words": None})
    for sheet in whole.sheets:
        _set(sheet, {"note": None, "picture": None})
    for envelope in whole.envelopes:
        envelope.envelope = GONE
    session.flush()
    return counts, orphans


def _set(row: Any, values: Any) -> None:
    for name, value in values.items():
        setattr(row, name, value)


def _forget_versions(whole: Whole, synced: Sequence[SyncedRow]) -> None:
    """Each version says what the last one says: how many there were, when and by whom, stays."""
    now = {(row.sync_kind, row.id): row.shape().model_dump_json() for row in synced}
    for version in whole.versions:
        version.body = now[version.kind, version.id]


def _let_go(session: Session, whole: Whole) -> list[str]:
    hashes = sorted({ref.sha256 for ref in whole.refs})
    for ref in (*whole.refs, *whole.prints):
        session.delete(ref)
    session.flush()
    orphans = sorted(set(hashes) - queries.referred(session, hashes))
    session.execute(update(Blob).where(col(Blob.sha256).in_(orphans)).values(state=BlobState.REMOVED))
    return orphans
