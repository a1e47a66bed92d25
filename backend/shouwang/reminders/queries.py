"""Every SELECT about urgings."""

from collections.abc import Iterable
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session
from sqlmodel import col

from shouwang.register.models import Assignment, Person
from shouwang.register.queries import running_on
from shouwang.reminders.models import Urging


def urgings_of_day(session: Session, place: str, day: date) -> dict[str, Urging]:
    """The last urging of each worker of a place on a day that nobody has undone."""
    found = (
        select(Urging)
        .where(col(Urging.township).startswith(place, autoescape=True), col(Urging.day) == day)
        .where(col(Urging.undone_at).is_(None))
        .order_by(col(Urging.at), col(Urging.id))
    )
    return {urging.user: urging for urging in session.scalars(found)}


def hers_among(session: Session, user: str, people: Iterable[str], place: str, day: date) -> dict[str, str]:
    """Which of some people of a place a worker cares for on a day, and the township of each."""
    found = (
        select(col(Person.id), col(Person.township))
        .join(Assignment, col(Assignment.person) == col(Person.id))
        .where(col(Assignment.user) == user, col(Person.id).in_(list(people)), *running_on(day))
        .where(col(Person.township).startswith(place, autoescape=True))
    )
    return {row[0]: row[1] for row in session.execute(found)}
