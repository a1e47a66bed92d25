"""The epoch: a random id of this database's history. A restore replaces it, and phones send again."""

from sqlalchemy import select
from sqlalchemy.orm import Session
from sqlmodel import col

from shouwang.sync.models import Meta


def epoch(session: Session) -> str:
    """The epoch; the migration made it."""
    return session.scalars(select(col(Meta.value)).where(col(Meta.key) == "epoch")).one()
