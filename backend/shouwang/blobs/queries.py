"""Every SELECT about bytes and what refers to them."""

from collections.abc import Iterable

from sqlalchemy import select
from sqlalchemy.orm import Session
from sqlmodel import col

from shouwang.blobs.models import Blob, BlobRef
from shouwang.register.models import Person


def blobs_by_hash(session: Session, hashes: Iterable[str]) -> dict[str, Blob]:
    """The blobs of these hashes that something refers to."""
    found = session.scalars(select(Blob).where(col(Blob.sha256).in_(list(hashes))))
    return {blob.sha256: blob for blob in found}


def files_of(session: Session, sha256: str) -> list[str]:
    """The files in which rows refer to a blob."""
    return list(session.scalars(select(col(BlobRef.file)).where(col(BlobRef.sha256) == sha256).distinct()))


def township_of(session: Session, person: str) -> str | None:
    """Where a person is cared for."""
    return session.scalar(select(col(Person.township)).where(col(Person.id) == person))
