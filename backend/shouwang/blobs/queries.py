"""Every SELECT about bytes and what refers to them."""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import func, select
from sqlalchemy.orm import Session
from sqlmodel import col

from shouwang.blobs.models import Blob, BlobRef, BlobState, WantedBlob
from shouwang.records.models import Record
from shouwang.register.models import Person

OF_RECORDS = "record"
"""The kind of a reference from a visit. Its file is wherever the record is by now."""


def files_of(session: Session, sha256: str) -> list[str]:
    """The files in which rows refer to a blob."""
    named = select(col(BlobRef.file)).where(col(BlobRef.sha256) == sha256, col(BlobRef.kind) != OF_RECORDS)
    whose = (
        select(func.coalesce(col(Record.file), col(Record.subject)), col(Record.subject_kind))
        .join(BlobRef, col(BlobRef.id) == col(Record.id))
        .where(col(BlobRef.sha256) == sha256, col(BlobRef.kind) == OF_RECORDS)
    )
    files = {f"{'t' if kind == 'township' else 'p'}:{subject}" for subject, kind in session.execute(whose)}
    return sorted({*session.scalars(named), *files})


def township_of(session: Session, person: str) -> str | None:
    """Where a person is cared for."""
    return session.scalar(select(col(Person.township)).where(col(Person.id) == person))


def states_of(session: Session, hashes: Sequence[str]) -> dict[str, BlobState]:
    """Where each stands."""
    if not hashes:
        return {}
    found = select(col(Blob.sha256), col(Blob.state)).where(col(Blob.sha256).in_(hashes))
    return {sha256: BlobState(state) for sha256, state in session.execute(found)}


class Missing(NamedTuple):
    """A record of which bytes are not here, its person's name, and since when they are known to be lost."""

    record: Record
    name: str
    sha256: str
    lost_at: datetime | None


def missing_within(session: Session, place: str, limit: int) -> list[Missing]:
    """Records of which bytes are not here, once for each of these, the oldest first."""
    found = (
        select(Record, col(Person.name), col(Blob.sha256), col(Blob.lost_at))
        .join(BlobRef, (col(BlobRef.id) == col(Record.id)) & (col(BlobRef.kind) == OF_RECORDS))
        .join(Blob, col(Blob.sha256) == col(BlobRef.sha256))
        .join(Person, col(Person.id) == func.coalesce(col(Record.file), col(Record.subject)))
        .where(col(Blob.state) == BlobState.EXPECTED, col(Record.township).startswith(place, autoescape=True))
        .order_by(col(Blob.expected_at), col(Record.id))
        .limit(limit)
    )
    return [Missing(*line) for line in session.execute(found)]


def outdated(session: Session, before: datetime, limit: int) -> list[str]:
    """Bytes that came with visits alone and were promised before a moment."""
    elsewhere = select(col(BlobRef.sha256)).where(col(BlobRef.kind) != OF_RECORDS)
    found = select(col(Blob.sha256)).where(
        col(Blob.state) == BlobState.WHOLE, col(Blob.expected_at) < before, col(Blob.sha256).not_in(elsewhere)
    )
    return list(session.scalars(found.order_by(col(Blob.expected_at)).limit(limit)))


def whole_after(session: Session, sha256: str, limit: int) -> list[tuple[str, int]]:
    """What is thought to be here, by hash, after one: hash and size."""
    found = select(col(Blob.sha256), col(Blob.size)).where(
        col(Blob.state) == BlobState.WHOLE, col(Blob.sha256) > sha256
    )
    return [(name, size) for name, size in session.execute(found.order_by(col(Blob.sha256)).limit(limit))]


def overdue(session: Session, since: datetime, before: datetime) -> list[str]:
    """What visits promised before one moment and is not here; promised, or found lost, after another."""
    known = func.coalesce(col(Blob.lost_at), col(Blob.expected_at))
    of_visits = select(col(BlobRef.sha256)).where(col(BlobRef.kind) == OF_RECORDS)
    found = select(col(Blob.sha256)).where(
        col(Blob.state) == BlobState.EXPECTED,
        known > since,
        (col(Blob.lost_at).is_not(None)) | (col(Blob.expected_at) < before),
        col(Blob.sha256).in_(of_visits),
    )
    return list(session.scalars(found.order_by(col(Blob.sha256))))


def authors_of(session: Session, hashes: Sequence[str]) -> list[tuple[str, str]]:
    """Hash and author of each record that named them."""
    found = (
        select(col(BlobRef.sha256), col(Record.author))
        .join(Record, col(Record.id) == col(BlobRef.id))
        .where(col(BlobRef.kind) == OF_RECORDS, col(BlobRef.sha256).in_(hashes))
        .distinct()
    )
    return sorted((sha256, author) for sha256, author in session.execute(found))


def wanted(session: Session, hashes: Sequence[str]) -> list[WantedBlob]:
    """Who is asked for them."""
    return list(session.scalars(select(WantedBlob).where(col(WantedBlob.sha256).in_(hashes))))
