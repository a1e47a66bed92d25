"""The SELECT of a profile's history."""

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session
from sqlmodel import col

from shouwang.accounts.models import User
from shouwang.register.models import Person
from shouwang.sync.models import RowVersion


def versions_of(session: Session, person: Person) -> list[Any]:
    """All versions of a profile, the first first, each with the name of who wrote it."""
    found = (
        select(RowVersion, col(User.name))
        .outerjoin(User, col(User.id) == col(RowVersion.by))
        .where(col(RowVersion.kind) == person.sync_kind, col(RowVersion.id) == person.id)
        .order_by(col(RowVersion.version))
    )
    return list(session.execute(found))
