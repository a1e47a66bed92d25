"""Every SELECT about bytes and what refers to them."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session
from sqlmodel import col

from shouwang.blobs.models import Blob, BlobRef, BlobState
from shouwang.records.models import Record
from shouwang.register.models import Person

OF_RECORDS = "record"
"""The kind of a reference from a visit. Its file is wherever the record is by now."""


def files_of(session: Session, sha256: str) -> list[str]:
    """The files in which rows refer to a blob."""
    named = select(col(BlobRef.file)).where(col(BlobRef.sha256) == sha256, col(BlobRef.kind) != OF_RECORDS)
    whose = (
        select(func.coalesce(col(Record.file), col(Record.subject)))
        .join(BlobRef, col(BlobRef.id) == col(Record.id))
        .where(col(BlobRef.sha256) == sha256, col(BlobRef.kind) == OF_RECORDS)
    )
    people = {f"p:{person}" for person in session.scalars(whose)}
    return sorted({*session.scalars(named), *people})


def township_of(session: Session, person: str) -> str | None:
    """Where a person is cared for."""
    return session.scalar(select(col(Person.township)).where(col(Person.id) == person))


def states_of(session: Session, hashes: Sequence[str]) -> dict[str, BlobState]:
    """Where each stands."""
    if not hashes:
        return {}
    found = select(col(Blob.sha256), col(Blob.state)).where(col(Blob.sha256).in_(hashes))
    return {sha256: BlobState(state) for sha256, state in session.execute(found)}


def missing_within(session: Session, place: str, limit: int) -> list[tuple[Record, str, str]]:
    """Records of which bytes have not come, each with its person's name and whose hash it is, the oldest first."""
    found = (
        select(Record, col(Person.name), col(Blob.sha256))
        .join(BlobRef, (col(BlobRef.id) == col(Record.id)) & (col(BlobRef.kind) == OF_RECORDS))
        .join(Blob, col(Blob.sha256) == col(BlobRef.sha256))
        .join(Person, col(Person.id) == func.coalesce(col(Record.file), col(Record.subject)))
        .where(col(Blob.state) == BlobState.EXPECTED, col(Record.township).startswith(place, autoescape=True))
        .order_by(col(Blob.expected_at), col(Record.id))
        .limit(limit)
    )
    return [(record, name, sha256) for record, name, sha256 in session.execute(found)]


def outdated(session: Session, before: datetime, limit: int) -> list[str]:
    """Bytes that came with visits alone and were promised before a moment."""
    elsewhere = select(col(BlobRef.sha256)).where(col(BlobRef.kind) != OF_RECORDS)
    found = select(col(Blob.sha256)).where(
        col(Blob.state) == BlobState.WHOLE, col(Blob.expected_at) < before, col(Blob.sha256).not_in(elsewhere)
    )
    return list(session.scalars(found.order_by(col(Blob.expected_at)).limit(limit)))
