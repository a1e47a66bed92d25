"""Every SELECT about needs."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from sqlalchemy import and_, case, func, literal, or_, select
from sqlalchemy.orm import Session
from sqlmodel import col

from shouwang.accounts.models import User
from shouwang.accounts.roles import OFFICE_ROLES
from shouwang.duties.words import FactKind, RecordKind, RecordStatus
from shouwang.needs.models import Need, NeedStepRow
from shouwang.needs.words import NeedStatus
from shouwang.records.models import Record
from shouwang.register.models import Assignment, Fact, Person, Place
from shouwang.register.queries import running_on


def needs_within(session: Session, place: str, *, closed: bool) -> list[Any]:
    """Needs of a place, the urgent ones first, then the oldest; with `closed` those that are, the last one first."""
    within = _with_names().where(col(Need.township).startswith(place, autoescape=True))
    if closed:
        ended = within.where(col(Need.status) == NeedStatus.CLOSED)
        return list(session.execute(ended.order_by(col(Need.closed_at).desc(), col(Need.id))))
    pending = within.where(col(Need.status) != NeedStatus.CLOSED)
    first = case((col(Need.due_at).is_(None), 1), else_=0)
    return list(session.execute(pending.order_by(first, col(Need.due_at), col(Need.raised_at), col(Need.id))))


def needs_of(session: Session, person: str) -> list[Any]:
    """All needs of a person, the last raised first."""
    hers = _with_names().where(col(Need.person) == person)
    return list(session.execute(hers.order_by(col(Need.raised_at).desc(), col(Need.id))))


def with_names(session: Session, need: str) -> Any:
    """A need with the name of its person and of her village."""
    return session.execute(_with_names().where(col(Need.id) == need)).one()


def steps_of(session: Session, need: str) -> list[NeedStepRow]:
    """What was done with a need, the first first."""
    theirs = select(NeedStepRow).where(col(NeedStepRow.need) == need)
    return list(session.scalars(theirs.order_by(col(NeedStepRow.at), col(NeedStepRow.id))))


def last_visits(session: Session, place: str, since: date, today: date, most: int) -> list[Any]:
    """The last visits and attempts that stand, of each person of a place whom one did not meet, the latest first.

    What is dated after today has not happened yet. Each as subject, status, service date, id, start, reason, author,
    township, name of the person, name of her village.
    """
    order = func.row_number().over(
        partition_by=col(Record.subject), order_by=(col(Record.start).desc(), col(Record.id).desc())
    )
    columns = ("subject", "status", "service_date", "id", "start", "reason", "author_name", "township")
    tried = select(col(Record.subject)).where(
        col(Record.township).startswith(place, autoescape=True),
        col(Record.service_date).between(since, today),
        col(Record.status) == RecordStatus.ATTEMPT,
    )
    told = (
        select(*(col(getattr(Record, name)) for name in columns), order.label("place"))
        .where(
            # Few were ever not met: the visits of all others need not be put in order.
            col(Record.subject).in_(tried),
            col(Record.service_date).between(since, today),
            col(Record.kind) == RecordKind.VISIT,
            col(Record.status).in_([RecordStatus.VALID, RecordStatus.ATTEMPT]),
        )
        .subquery()
    )
    found = (
        select(*(told.c[name] for name in columns), col(Person.name), col(Place.name))
        .join(Person, col(Person.id) == told.c.subject)
        .outerjoin(Place, col(Place.code) == col(Person.village))
        .where(told.c.place <= most)
        .order_by(told.c.subject, told.c.place)
    )
    return list(session.execute(found))


def hands(session: Session, person: str, township: str, today: date) -> list[User]:
    """Who may look after a need: the offices whose place holds the township, and who cares for the person today."""
    hers = select(col(Assignment.user)).where(col(Assignment.person) == person, *running_on(today))
    offices = and_(col(User.role).in_(OFFICE_ROLES), literal(township).startswith(col(User.place)))
    found = select(User).where(col(User.active), or_(offices, col(User.id).in_(hers)))
    return list(session.scalars(found.order_by(col(User.role), col(User.name), col(User.id))))


def standing_facts(session: Session, people: Iterable[str]) -> list[Fact]:
    """Abilities, suspensions and deaths of some people, as they are known now, in the order in which they begin."""
    theirs = select(Fact).where(
        col(Fact.person).in_(list(people)),
        col(Fact.kind).in_([FactKind.ABILITY, FactKind.SUSPENSION, FactKind.DEATH]),
        col(Fact.voided_at).is_(None),
    )
    return list(session.scalars(theirs.order_by(col(Fact.valid_from), col(Fact.entered))))


def _with_names() -> Any:
    return (
        select(Need, col(Person.name), col(Place.name))
        .join(Person, col(Person.id) == col(Need.person))
        .outerjoin(Place, col(Place.code) == col(Person.village))
    )
