"""Every SELECT about patterns."""

from datetime import date
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session
from sqlmodel import col

from shouwang.duties.words import RecordKind, RecordStatus
from shouwang.records.models import Record
from shouwang.register.models import Person, Place


def visits_within(session: Session, township: str, first: date, last: date) -> list[Any]:
    """The visits of a township's people in some days that stand, with their answers."""
    names = (Record.id, Record.subject, Record.service_date, Record.mode, Record.status, Record.answers)
    found = (
        select(*(col(name) for name in names))
        .join(Person, col(Person.id) == col(Record.subject))
        .where(
            col(Person.township) == township,
            col(Record.kind) == RecordKind.VISIT,
            col(Record.status) == RecordStatus.VALID,
            col(Record.service_date).between(first, last),
        )
    )
    return list(session.execute(found))


def people_named(session: Session, township: str) -> dict[str, tuple[str, str]]:
    """The names of a township's people who stand in the register themselves, each with her village's."""
    found = (
        select(col(Person.id), col(Person.name), func.coalesce(col(Place.name), ""))
        .outerjoin(Place, col(Place.code) == col(Person.village))
        .where(col(Person.township) == township, col(Person.merged_into).is_(None))
    )
    return {row[0]: (row[1], row[2]) for row in session.execute(found)}
