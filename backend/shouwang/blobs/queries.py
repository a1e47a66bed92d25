"""Every SELECT about bytes and what refers to them."""

from sqlalchemy import select
from sqlalchemy.orm import Session
from sqlmodel import col

from shouwang.blobs.models import BlobRef
from shouwang.register.models import Person


def files_of(session: Session, sha256: str) -> list[str]:
    """The files in which rows refer to a blob."""
    return list(session.scalars(select(col(BlobRef.file)).where(col(BlobRef.sha256) == sha256).distinct()))


def township_of(session: Session, person: str) -> str | None:
    """Where a person is cared for."""
    return session.scalar(select(col(Person.township)).where(col(Person.id) == person))
