"""Every SELECT about what workers have to do."""

from datetime import date
from typing import Any

from sqlalchemy import or_, select
from sqlalchemy.orm import Session
from sqlmodel import col

from shouwang.accounts.models import User
from shouwang.accounts.roles import STAFF
from shouwang.register.models import Assignment, Person
from shouwang.register.queries import running_on


def workers_within(session: Session, place: str) -> list[User]:
    """The active workers of a place, by name."""
    within = col(User.place).startswith(place, autoescape=True)
    found = select(User).where(within, col(User.active), col(User.role).not_in(STAFF))
    return list(session.scalars(found.order_by(col(User.name), col(User.id))))


def people_of_workers(session: Session, place: str, today: date) -> list[Any]:
    """Who has whom on a day, of the people of a place: user, is primary, person, village, village's name."""
    found = (
        select(
            col(Assignment.user),
            col(Assignment.is_primary),
            col(Person.id),
            col(Person.village),
            col(Person.village_name),
        )
        .join(Person, col(Person.id) == col(Assignment.person))
        .where(col(Person.township).startswith(place, autoescape=True), *running_on(today))
        # Who leaves with today is no longer counted with those who go on.
        .where(or_(col(Assignment.valid_to).is_(None), col(Assignment.valid_to) > today))
        .order_by(col(Person.village), col(Person.id))
    )
    return list(session.execute(found))
