"""Every SELECT about people and who cares for them."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from sqlalchemy import BindParameter, ColumnElement, Date, and_, bindparam, or_, select
from sqlalchemy.orm import Session
from sqlmodel import col

from shouwang.accounts.models import User
from shouwang.database import among
from shouwang.prepared import Prepared
from shouwang.register.models import Assignment, Fact, Person, Report
from shouwang.sync.models import Conflict
from shouwang.sync.rows import new_row

_PEOPLE = select(Person).where(col(Person.id).in_(bindparam("ids", expanding=True)))


def people_by_id(session: Session, ids: Iterable[str]) -> dict[str, Person]:
    """The people of these ids who exist."""
    return {person.id: person for person in session.scalars(_PEOPLE, {"ids": list(ids)})}


def people_meant(session: Session, ids: Iterable[str]) -> dict[str, Person]:
    """The same by the ids that phones know: of two entries that were found to be one person, the one that was kept."""
    found = people_by_id(session, ids)
    for known, person in found.items():
        while person.merged_into is not None:
            person = session.get_one(Person, person.merged_into)
        found[known] = person
    return found


def everybody(session: Session) -> list[str]:
    """The ids of all people of the county."""
    return list(session.scalars(select(col(Person.id))))


_ASSIGNMENTS = Prepared(
    lambda dialect: (
        select(*(getattr(Assignment, name) for name in Assignment.model_fields))
        .where(col(Assignment.user) == bindparam("user"), among(Assignment.person, "people", dialect))
        .order_by(col(Assignment.valid_from), col(Assignment.id))
    )
)


def assignments_of(session: Session, user: str, people: Iterable[str]) -> list[Assignment]:
    """All assignments, past ones too, of a user to some people; of two at once the earlier one speaks.

    To be looked at only: no session knows them.
    """
    found = _ASSIGNMENTS.rows(session, user=user, people=list(people))
    return [new_row(Assignment, **dict(zip(Assignment.model_fields, row, strict=True))) for row in found]


_PEOPLE_OF = Prepared(
    lambda _: (
        select(col(Assignment.person))
        .join(Person, and_(col(Person.id) == col(Assignment.person), col(Person.merged_into).is_(None)))
        .where(col(Assignment.user) == bindparam("user"), *running_on(bindparam("day", type_=Date)))
        .distinct()
    )
)


def people_of(session: Session, user: str, on: date) -> list[str]:
    """The ids of the people whom a user cares for on a day; of two entries of one person the one that was kept."""
    return [row[0] for row in _PEOPLE_OF.rows(session, user=user, day=on)]


def facts_of(session: Session, person: str) -> list[Fact]:
    """All facts about a person, voided ones too, in order of entry."""
    return list(session.scalars(select(Fact).where(col(Fact.person) == person).order_by(col(Fact.entered))))


def reports_of(session: Session, person: str) -> list[Report]:
    """All reports about a person, the newest first."""
    hers = select(Report).where(col(Report.person) == person)
    return list(session.scalars(hers.order_by(col(Report.reported_at).desc(), col(Report.id).desc())))


def reports_within(session: Session, place: str, status: str | None) -> list[Any]:
    """Reports of a place, what happened first before what followed: report and person."""
    found = (
        select(Report, Person)
        .join(Person, col(Person.id) == col(Report.person))
        .where(col(Person.township).startswith(place, autoescape=True))
        .order_by(col(Report.since), col(Report.reported_at), col(Report.id))
    )
    return list(session.execute(found.where(col(Report.status) == status) if status else found))


def open_conflicts(session: Session, place: str) -> list[Any]:
    """Conflicts of a place that nobody has settled, the oldest first: conflict, person, author's name if known."""
    found = (
        select(Conflict, Person, col(User.name))
        .join(Person, col(Person.id) == col(Conflict.person))
        .outerjoin(User, col(User.id) == col(Conflict.author))
        .where(col(Person.township).startswith(place, autoescape=True), col(Conflict.settled_at).is_(None))
        .order_by(col(Conflict.created_at), col(Conflict.id))
    )
    return list(session.execute(found))


def running_on(day: date | BindParameter[date]) -> tuple[ColumnElement[bool], ...]:
    """Assignments that run on a day."""
    return (
        col(Assignment.valid_from) <= day,
        or_(col(Assignment.valid_to).is_(None), col(Assignment.valid_to) >= day),
    )
