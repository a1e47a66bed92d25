"""The SELECTs of the day's page that no other page makes."""

from datetime import date, datetime
from typing import NamedTuple

from sqlalchemy import and_, func, select
from sqlalchemy.orm import Session
from sqlmodel import col

from shouwang.accounts.models import Device, User
from shouwang.register.models import Assignment, Person
from shouwang.register.queries import running_on


class Worker(NamedTuple):
    """A worker who has people today, the phones she uses, and the last that was heard of them."""

    name: str
    people: int
    phones: int
    last_contact: datetime | None


def workers_of(session: Session, place: str, on: date) -> dict[str, Worker]:
    """The active workers who care for somebody of a place on a day."""
    in_use = and_(col(Device.user) == col(User.id), col(Device.revoked_at).is_(None))
    heard = func.max(func.coalesce(col(Device.last_contact), col(Device.enrolled_at)))
    found = (
        select(
            col(User.id),
            col(User.name),
            func.count(func.distinct(col(Person.id))),
            func.count(func.distinct(col(Device.id))),
            heard,
        )
        .join(Assignment, col(Assignment.user) == col(User.id))
        .join(Person, col(Person.id) == col(Assignment.person))
        .outerjoin(Device, in_use)
        .where(col(Person.township).startswith(place, autoescape=True), col(User.active), *running_on(on))
        .group_by(col(User.id), col(User.name))
    )
    return {row[0]: Worker(*row[1:]) for row in session.execute(found)}
