"""Every SELECT about confidential reports."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, aliased
from sqlmodel import col

from shouwang.accounts.models import User
from shouwang.concerns.models import Concern, ConcernStep
from shouwang.concerns.words import ConcernStatus
from shouwang.register.models import Person, Place


def concerns_within(session: Session, place: str, *, closed: bool) -> list[Any]:
    """Reports of a place, closed ones only if asked for, the newest first; each as in `with_names`."""
    found = _with_names().where(col(Concern.township).startswith(place, autoescape=True))
    wanted = found if closed else found.where(col(Concern.status) != ConcernStatus.CLOSED)
    return list(session.execute(wanted.order_by(col(Concern.received_at).desc(), col(Concern.id))))


def with_names(session: Session, concern: str) -> Any:
    """A report with the person's and the township's name, and who took it on."""
    return session.execute(_with_names().where(col(Concern.id) == concern)).one()


def steps_of(session: Session, concern: str) -> list[ConcernStep]:
    """What was done with a report, the first first."""
    theirs = select(ConcernStep).where(col(ConcernStep.concern) == concern)
    return list(session.scalars(theirs.order_by(col(ConcernStep.at), col(ConcernStep.id))))


def users_by_id(session: Session, ids: Iterable[str]) -> dict[str, User]:
    """The users of these ids who exist."""
    found = session.scalars(select(User).where(col(User.id).in_(list(ids))))
    return {user.id: user for user in found}


def _with_names() -> Any:
    taker = aliased(User)
    return (
        select(Concern, col(Person.name), col(Place.name), col(taker.name))
        .outerjoin(Person, col(Person.id) == col(Concern.person))
        .outerjoin(Place, col(Place.code) == col(Concern.township))
        .outerjoin(taker, col(taker.id) == col(Concern.taken_by))
    )
