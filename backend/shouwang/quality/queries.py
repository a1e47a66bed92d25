"""Every SELECT of the list of what is wrong in a register."""

from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session
from sqlmodel import col

from shouwang.ledger.queries import within
from shouwang.records.models import Record
from shouwang.register.models import Assignment, Household, Person, Place
from shouwang.register.queries import running_on
from shouwang.sync.models import Issue


def people_named(session: Session, place: str) -> dict[str, tuple[str, str]]:
    """Names and villages of a place's people by id."""
    found = select(col(Person.id), col(Person.name), col(Person.village_name)).where(within(place))
    return {person: (name, village) for person, name, village in session.execute(found)}


def visited_within(session: Session, place: str, first: date, last: date) -> dict[str, int]:
    """How many valid visits each of a place's people had between two days."""
    visits = (
        select(col(Record.subject), func.count())
        .where(col(Record.subject).in_(select(col(Person.id)).where(within(place))))
        .where(col(Record.service_date) >= first, col(Record.service_date) <= last)
        .where(col(Record.kind) == "visit", col(Record.status) == "valid")
        .group_by(col(Record.subject))
    )
    return {row[0]: row[1] for row in session.execute(visits)}


def loads_within(session: Session, place: str, today: date) -> dict[str, int]:
    """For how many of a place's people each of its workers is the first carer on a day."""
    given = (
        select(col(Assignment.user), func.count(col(Assignment.person).distinct()))
        .join(Person, col(Person.id) == col(Assignment.person))
        .where(within(place), *running_on(today))
        .where(col(Assignment.is_primary), col(Assignment.role) == "carer")
        .group_by(col(Assignment.user))
    )
    return {row[0]: row[1] for row in session.execute(given)}


def records_of_nobody(session: Session, township: str) -> list[tuple[str, date]]:
    """The records of a township about somebody or something that is not in the register, by subject."""
    of_nobody = (
        select(col(Record.subject), func.max(col(Record.service_date)))
        .where(col(Record.township) == township)
        .where(~select(col(Person.id)).where(col(Person.id) == col(Record.subject)).exists())
        .where(~select(col(Household.id)).where(col(Household.id) == col(Record.subject)).exists())
        .where(~select(col(Place.code)).where(col(Place.code) == col(Record.subject)).exists())
        .group_by(col(Record.subject))
        .order_by(col(Record.subject))
    )
    return [(row[0], row[1]) for row in session.execute(of_nobody)]


def parked_for_nobody(session: Session, township: str) -> int:
    """How many parked items wait for somebody who is not in the register."""
    waiting = select(func.count()).where(col(Issue.township) == township, col(Issue.resolved_at).is_(None))
    return session.scalar(waiting.where(col(Issue.waits_for).is_not(None))) or 0
